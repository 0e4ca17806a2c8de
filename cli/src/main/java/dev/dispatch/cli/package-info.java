/**
 * The commands: reads arguments, calls the engine, renders what comes back. May import core, demo and picocli, and is
 * the only place that touches the process's streams, environment and exit code.
 */
@NullMarked
package dev.dispatch.cli;

import org.jspecify.annotations.NullMarked;
