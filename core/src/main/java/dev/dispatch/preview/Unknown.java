package dev.dispatch.preview;

import dev.dispatch.json.Pointer;

/**
 * A value that cannot be had before the run.
 *
 * @param pointer the place in the job that asks for it
 * @param reference the expression there, without its braces
 * @param why half a sentence such as {@code step 'create' has not run}
 */
public record Unknown(Pointer pointer, String reference, String why) {}
