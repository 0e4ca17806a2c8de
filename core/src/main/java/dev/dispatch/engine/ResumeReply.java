package dev.dispatch.engine;

import dev.dispatch.problem.Problem;

/** What came of the wish to continue a run. */
public sealed interface ResumeReply {

    /**
     * It went on, to whatever end.
     *
     * @param steps how many executions of steps were taken over from the record
     * @param calls how many calls were answered from it
     */
    record Finished(RunReply.Finished run, int steps, int calls) implements ResumeReply {}

    /** It did not; the record is as it was. */
    record Refused(Problem problem) implements ResumeReply {}
}
