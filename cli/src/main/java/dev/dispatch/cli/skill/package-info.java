/** The SKILL.md that ships with the program and tells agents how to use it. May import {@code problem} of core. */
@NullMarked
package dev.dispatch.cli.skill;

import org.jspecify.annotations.NullMarked;
