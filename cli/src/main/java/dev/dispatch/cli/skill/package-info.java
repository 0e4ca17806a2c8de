/**
 * Skill documents for agents: the one that ships with the program, and those that a configuration names and the public
 * {@code skills} installer fetches. May import core's {@code json}, {@code file} and {@code problem} and
 * {@code cli.output}; starts processes, and knows no command.
 */
@NullMarked
package dev.dispatch.cli.skill;

import org.jspecify.annotations.NullMarked;
