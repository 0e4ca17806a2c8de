/** Benchmarks of the engine within one process; those of whole processes are scripts beside this folder. */
@NullMarked
package dev.dispatch.bench;

import org.jspecify.annotations.NullMarked;
