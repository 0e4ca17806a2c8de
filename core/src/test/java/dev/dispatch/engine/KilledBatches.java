package dev.dispatch.engine;

import dev.dispatch.batch.BatchHead;
import dev.dispatch.batch.BatchListener;
import dev.dispatch.batch.BatchRun;
import dev.dispatch.batch.BatchSettings;
import dev.dispatch.batch.Row;
import dev.dispatch.batch.Rows;
import dev.dispatch.json.Json;
import dev.dispatch.plan.GivenInputs;
import dev.dispatch.problem.Issue;
import dev.dispatch.time.Cancellation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A process that runs the job {@code a} of a workspace many times, each run with its number as the input {@code n}, and is
 * killed by who started it. Arguments: workspace, home, number of runs.
 */
final class KilledBatches {

    private KilledBatches() {}

    public static void main(String[] arguments) {
        try (Engine engine = ChildProcess.engine(Path.of(arguments[0]), Path.of(arguments[1]))) {
            run(engine, new Numbered(Integer.parseInt(arguments[2])), null);
        }
        System.exit(0);
    }

    static BatchReply run(Engine engine, Rows rows, @Nullable String rerunOf) {
        BatchSettings settings =
                new BatchSettings(20, Duration.ZERO, OptionalDouble.empty(), Optional.empty(), OptionalInt.empty());
        JobRequest job = new JobRequest("a", GivenInputs.NONE);
        BatchRequest request = new BatchRequest(job, rows, "numbers", settings, BatchRequest.Recording.ALL, rerunOf);
        return engine.runMany(request, new Nobody(), _ -> {}, new Cancellation());
    }

    /** Nobody listens. */
    private record Nobody() implements BatchListener {
        @Override
        public void started(BatchHead head) {}

        @Override
        public void finished(BatchRun run) {}
    }

    /** A row for each number from 1 on. */
    private record Numbered(int size) implements Rows {
        @Override
        public OptionalInt count() {
            return OptionalInt.of(size);
        }

        @Override
        public Iterator<Row> iterator() {
            return IntStream.rangeClosed(1, size)
                    .mapToObj(n -> new Row(
                            n,
                            "row " + n,
                            new GivenInputs(List.of(), Json.object().put("n", n))))
                    .iterator();
        }

        @Override
        public Issue placed(Row row, Issue issue) {
            return issue;
        }
    }
}
