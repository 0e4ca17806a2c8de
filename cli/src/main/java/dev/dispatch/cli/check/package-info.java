/**
 * What {@code doctor} and {@code self-check} look at: the first at the surroundings of the program, the second at the
 * program itself. May import core, demo, skill and resources; never commands or output.
 */
@NullMarked
package dev.dispatch.cli.check;

import org.jspecify.annotations.NullMarked;
