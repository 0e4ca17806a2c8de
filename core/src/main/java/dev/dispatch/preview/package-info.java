/** What a run of a plan would do, worked out without doing it. Imports {@code run} and below. */
@NullMarked
package dev.dispatch.preview;

import org.jspecify.annotations.NullMarked;
