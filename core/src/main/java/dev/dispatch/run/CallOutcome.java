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
     * @param reply the last HTTP answer; empty where there was none
     */
    record Failed(StepOutput output, StepFailure failure, boolean faultOfJob, Optional<HttpReply> reply)
            implements CallOutcome {}

    record Cancelled() implements CallOutcome {}
}
