package dev.dispatch.run;

import org.jspecify.annotations.Nullable;

/**
 * The step in which a failure began, however many blocks and loops are around it.
 *
 * @param number position in the document, from 1
 * @param path of the attempt that failed last
 * @param httpStatus of the answer that was not expected; null where the failure is another one
 */
public record FailedStep(
        int number,
        String stepId,
        String action,
        String path,
        @Nullable Integer httpStatus) {}
