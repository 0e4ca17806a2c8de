package dev.dispatch.engine;

import dev.dispatch.job.Job;
import dev.dispatch.problem.Problem;
import dev.dispatch.record.RunStore;
import dev.dispatch.run.RunResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came of the wish to run something. */
public sealed interface RunReply {

    /**
     * It ran, to whatever end.
     *
     * @param casePath the job file, to which the lines of issues belong; null for a single action
     * @param recordFault why the record is not complete; empty where it is
     * @param filled the jobs that ran before it to fill memory
     */
    record Finished(
            RunResult result,
            @Nullable String casePath,
            Path runDir,
            Optional<String> recordFault,
            List<FilledMemory> filled)
            implements RunReply {
        public Finished {
            filled = List.copyOf(filled);
        }

        /** Whether there is a record at all, be it incomplete. */
        public boolean recorded() {
            return recordFault.isEmpty() || RunStore.isRecord(runDir);
        }

        /** The same after other jobs. */
        Finished after(List<FilledMemory> jobs) {
            return new Finished(result, casePath, runDir, recordFault, jobs);
        }
    }

    /**
     * It did not start.
     *
     * @param fillable the job, where it lacks nothing but what can be filled
     * @param filled the jobs that ran to fill memory, the last of which may be why it did not start
     */
    record Refused(Problem problem, Optional<Job> fillable, List<FilledMemory> filled) implements RunReply {
        public Refused {
            filled = List.copyOf(filled);
        }

        /** For a reason that no fill removes. */
        public Refused(Problem problem) {
            this(problem, Optional.empty(), List.of());
        }
    }
}
