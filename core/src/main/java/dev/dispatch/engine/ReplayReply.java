package dev.dispatch.engine;

import dev.dispatch.problem.Problem;
import dev.dispatch.record.RunRecord;

/** What came of the wish to run something again. */
public sealed interface ReplayReply {

    /**
     * It ran, to whatever end.
     *
     * @param run how it went this time
     * @param original the run that was recorded
     */
    record Finished(RunReply.Finished run, RunRecord original) implements ReplayReply {}

    /** It did not start. */
    record Refused(Problem problem) implements ReplayReply {}
}
