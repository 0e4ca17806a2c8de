/**
 * Feeds hostile input to whatever reads input: {@link dev.dispatch.fuzz.FuzzTarget} says where it goes in, {@link
 * dev.dispatch.fuzz.Fuzzing} makes it, watches over time and reports what went wrong.
 */
@NullMarked
package dev.dispatch.fuzz;

import org.jspecify.annotations.NullMarked;
