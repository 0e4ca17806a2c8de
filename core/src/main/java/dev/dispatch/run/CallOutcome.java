package dev.dispatch.run;

import dev.dispatch.http.HttpReply;
import java.util.Optional;

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
            implements CallOutcome {}

    /** The run was asked to stop; what was answered until then is kept. */
    record Cancelled(StepOutput output) implements CallOutcome {}
}
