package dev.dispatch.engine;

import dev.dispatch.problem.Problem;
import dev.dispatch.run.RunResult;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came of the wish to run something. */
public sealed interface RunReply {

    /**
     * It ran, to whatever end.
     *
     * @param casePath the job file, to which the lines of issues belong; null for a single action
     * @param recordFault why the record is not complete; empty where it is
     */
    record Finished(RunResult result, @Nullable String casePath, Path runDir, Optional<String> recordFault)
            implements RunReply {}

    /** It did not start. */
    record Refused(Problem problem) implements RunReply {}
}
