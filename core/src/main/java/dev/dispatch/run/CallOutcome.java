package dev.dispatch.run;

import dev.dispatch.http.HttpReply;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one call of an action gave. */
sealed interface CallOutcome {

    record Done(StepOutput output) implements CallOutcome {}

    /**
     * It failed.
     *
     * @param faultOfJob whether the payload is at fault, so that calling again is no use
     * @param refusal the last HTTP answer, where its status was not expected
     */
    record Failed(StepOutput output, StepFailure failure, boolean faultOfJob, Optional<HttpReply> refusal)
            implements CallOutcome {

        /** The status that was not expected, here or in a step of the block; null where the failure is another one. */
        @Nullable
        Integer httpStatus() {
            FailedStep inner = failure.step();
            return refusal.map(HttpReply::status).orElse(inner == null ? null : inner.httpStatus());
        }

        /** The same with more behind its sentence. */
        Failed saying(String more) {
            return new Failed(output, failure.saying(more), faultOfJob, refusal);
        }
    }

    /** The run was asked to stop; what was answered until then is kept. */
    record Cancelled(StepOutput output) implements CallOutcome {}
}
