package dev.dispatch.batch;

import dev.dispatch.json.Extent;
import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import dev.dispatch.record.BatchRecords;
import dev.dispatch.run.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A batch as its files tell it, of whatever age: one that finished by its summary, one that goes on or was killed by its
 * last checkpoint and the results behind it. Nobody need trust these files.
 */
public final class BatchRecord {

    /** How far a batch is. */
    public enum State {
        FINISHED("finished"),
        RUNNING("running"),
        /** It was killed. */
        INTERRUPTED("interrupted");

        private final String word;

        State(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** What is known of a batch that ended on its own. */
    private record Ending(BatchStats stats, Instant at, long skipped) {}

    /** The most of the slowest runs that are known. */
    public static final int MOST_TOP = NotableRuns.MOST;

    /** Of the slowest runs that are usually shown. */
    public static final int USUAL_TOP = BatchView.USUAL_TOP;

    /** In bytes, of a document of a batch. */
    private static final long LARGEST = 16L * 1024 * 1024;

    private final Path folder;
    private final BatchHead head;
    private final State state;

    private BatchRecord(Path folder, BatchHead head, State state) {
        this.folder = folder;
        this.head = head;
        this.state = state;
    }

    /** @throws ProblemException RUNTIME_ERROR where nothing can be known of it */
    static BatchRecord open(Path folder) {
        boolean held = BatchRecords.goesOn(folder);
        Path summary = BatchLedger.summaryFile(folder);
        boolean finished = Files.isRegularFile(summary);
        Path file = folder.resolve(BatchLedger.HEAD);
        try {
            BatchHead head = BatchHead.of(document(Files.isRegularFile(file) ? file : summary));
            return new BatchRecord(folder, head, finished ? State.FINISHED : held ? State.RUNNING : State.INTERRUPTED);
        } catch (IOException | JsonSyntaxException | DamagedException e) {
            throw unreadable(folder, Files.isRegularFile(file) ? file : summary, e);
        }
    }

    public Path folder() {
        return folder;
    }

    public BatchHead head() {
        return head;
    }

    /** As it was when the record was opened. */
    public State state() {
        return state;
    }

    /**
     * Head, counts and what inspection shows, as {@code docs/reference/job-batch-inspect.schema.json} has it.
     *
     * @param top how many of the slowest runs, at most {@link #MOST_TOP}
     * @throws ProblemException RUNTIME_ERROR where its results cannot be read
     */
    public ObjectNode document(int top, Extent extent) {
        List<String> warnings = new ArrayList<>();
        Ending ending = state == State.FINISHED ? ending(warnings) : null;
        BatchStats stats = ending == null ? measured(warnings) : ending.stats();
        ObjectNode counts = ending == null
                ? BatchLedger.unfinished(head, stats)
                : BatchLedger.counts(head, stats, ending.at(), ending.skipped());
        ObjectNode json = Json.object().put("batchId", head.batchId()).put("status", state.word());
        json.put("batchDir", folder.toString());
        if (state == State.FINISHED) {
            json.put("summaryPath", BatchLedger.summaryFile(folder).toString());
        }
        if (!warnings.isEmpty()) {
            json.set("warnings", Json.texts(warnings));
        }
        json.setAll(counts);
        json.setAll(new BatchView(head, stats, counts.path("durationMs").asLong()).toJson(top, extent));
        return json;
    }

    /**
     * How long its runs took, for a plot: {@code fromMs} has where each range begins, {@code runs} how many runs lie in it,
     * {@code toMs} where the last one ends; empty where no run ended.
     *
     * @param most ranges
     * @throws ProblemException RUNTIME_ERROR where its results cannot be read
     */
    public ObjectNode distribution(int most) {
        Ending ending = state == State.FINISHED ? ending(new ArrayList<>()) : null;
        BatchStats stats = ending == null ? measured(new ArrayList<>()) : ending.stats();
        return stats.parts().durations().distribution(most);
    }

    /**
     * Every run that ended, in the order in which they did.
     *
     * @throws ProblemException RUNTIME_ERROR where the results cannot be read
     */
    public void runs(Consumer<BatchRun> reader) {
        read(0, reader);
    }

    /**
     * Which runs, by their indexes, have no result that says that they passed; also those that never started.
     *
     * @throws ProblemException RUNTIME_ERROR where the results cannot be read
     */
    public IntPredicate notPassed() {
        BitSet passed = new BitSet();
        read(0, run -> {
            if (run.index() <= Rows.MOST && run.status() == RunStatus.SUCCESS) {
                passed.set(run.index());
            }
        });
        return index -> index < 0 || !passed.get(index);
    }

    private @Nullable Ending ending(List<String> warnings) {
        Path file = BatchLedger.summaryFile(folder);
        try {
            JsonNode json = document(file);
            return new Ending(
                    BatchStats.of(json.path(BatchLedger.STATISTICS)),
                    BatchHead.instant(json, "endedAt"),
                    Damage.count(json, "skipped"));
        } catch (IOException | JsonSyntaxException | DamagedException e) {
            warnings.add(file.getFileName() + " cannot be read, and the results were: " + e.getMessage());
            return null;
        }
    }

    private BatchStats measured(List<String> warnings) {
        BatchStats stats = new BatchStats();
        long from = 0;
        Path checkpoint = folder.resolve(BatchLedger.CHECKPOINT);
        Path results = folder.resolve(BatchResults.FILE);
        try {
            if (Files.isRegularFile(checkpoint)) {
                JsonNode json = document(checkpoint);
                long known = Damage.count(json, BatchLedger.RESULTS_BYTES);
                if (!Files.isRegularFile(results) || known > Files.size(results)) {
                    throw new DamagedException("it knows more results than there are");
                }
                stats = BatchStats.of(json.path(BatchLedger.STATISTICS));
                from = known;
            }
        } catch (IOException | JsonSyntaxException | DamagedException e) {
            warnings.add(checkpoint.getFileName() + " cannot be used: " + e.getMessage());
        }
        long skipped = read(from, stats::add);
        if (skipped > 0) {
            warnings.add(BatchResults.FILE + ": lines that are no result: " + skipped);
        }
        return stats;
    }

    private long read(long from, Consumer<BatchRun> reader) {
        Path file = folder.resolve(BatchResults.FILE);
        try {
            return Files.isRegularFile(file) ? BatchResults.read(file, from, reader) : 0;
        } catch (IOException e) {
            throw unreadable(folder, file, e);
        }
    }

    private static JsonNode document(Path file) throws IOException, DamagedException {
        if (Files.size(file) > LARGEST) {
            throw new DamagedException("it is larger than " + LARGEST + " bytes");
        }
        return Json.parse(Files.readString(file));
    }

    private static ProblemException unreadable(Path folder, Path file, Exception why) {
        return Problem.of(
                        ProblemCode.RUNTIME_ERROR,
                        "The batch " + folder.getFileName() + " cannot be read: " + file.getFileName() + ": "
                                + Optional.ofNullable(why.getMessage()).orElse("no reason is known"))
                .details(Json.object().put("batchDir", folder.toString()).put("file", file.toString()))
                .exception();
    }
}
