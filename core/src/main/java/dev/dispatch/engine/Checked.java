package dev.dispatch.engine;

import dev.dispatch.plan.PreflightResult;
import dev.dispatch.plan.Situation;
import dev.dispatch.problem.Problem;
import java.nio.file.Path;

/** What came of looking at a job file. */
sealed interface Checked {

    /**
     * It was checked.
     *
     * @param situation what was there when it was looked at
     */
    record Looked(Path file, Situation situation, PreflightResult result) implements Checked {}

    record Refused(Problem problem) implements Checked {}
}
