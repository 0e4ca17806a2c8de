/** The run record: written while a run goes, read by everything after it. Imports {@code run} and below. */
@NullMarked
package dev.dispatch.record;

import org.jspecify.annotations.NullMarked;
