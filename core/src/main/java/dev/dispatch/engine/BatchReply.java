package dev.dispatch.engine;

import dev.dispatch.batch.BatchRun;
import dev.dispatch.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What came of the wish to run a job many times. */
public sealed interface BatchReply {

    /**
     * It ran, to whatever end.
     *
     * @param summary head and counts of the batch
     * @param aggregates of the numbers among the outputs
     * @param runs a bounded number, those that failed first
     * @param recordFault why something of it is not recorded; empty where everything is
     * @param interrupted whether somebody asked to stop
     * @param filled the jobs that ran before it to fill memory
     */
    record Finished(
            ObjectNode summary,
            ObjectNode aggregates,
            List<BatchRun> runs,
            Path batchDir,
            Path summaryPath,
            Optional<String> recordFault,
            boolean interrupted,
            List<FilledMemory> filled)
            implements BatchReply {
        public Finished {
            runs = List.copyOf(runs);
            filled = List.copyOf(filled);
        }
    }

    /** It did not start; as {@link RunReply.Refused}. */
    record Refused(RunReply.Refused why) implements BatchReply {
        public Refused(Problem problem) {
            this(new RunReply.Refused(problem));
        }
    }
}
