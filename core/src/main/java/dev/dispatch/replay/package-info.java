/**
 * Runs what a record holds again without the world outside: answers, made values and time come from the record. May
 * import {@code record} and what is below it.
 */
@NullMarked
package dev.dispatch.replay;

import org.jspecify.annotations.NullMarked;
