package dev.dispatch.batch;

import dev.dispatch.file.AtomicFile;
import dev.dispatch.json.Extent;
import dev.dispatch.json.Json;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a batch keeps of its runs besides their records: {@code batch.json}, {@code results.jsonl} and
 * {@code checkpoint.json} in its folder, and at its end the summary beside it. Results and statistics go in step, so that
 * a checkpoint and the lines behind it tell everything. Safe for several threads; an interrupt breaks nothing.
 */
public final class BatchLedger implements AutoCloseable {

    static final String SUMMARY = ".summary.json";
    static final String HEAD = "batch.json";
    static final String CHECKPOINT = "checkpoint.json";
    static final String RESULTS_BYTES = "resultsBytes";
    static final String STATISTICS = "statistics";

    private final Path folder;
    private final BatchHead head;
    private final BatchStats stats;
    private final FileOutputStream results;
    private final Object lock = new Object();
    private long written;
    private @Nullable String broken;

    private BatchLedger(Path folder, BatchHead head, BatchStats stats, FileOutputStream results) {
        this.folder = folder;
        this.head = head;
        this.stats = stats;
        this.results = results;
    }

    /**
     * Begins one in the folder of a batch, which is there.
     *
     * @throws IOException naming what cannot be written
     */
    public static BatchLedger create(Path folder, BatchHead head, BatchStats stats) throws IOException {
        AtomicFile.write(folder.resolve(HEAD), Json.pretty(head.toJson()) + "\n");
        FileOutputStream results =
                new FileOutputStream(folder.resolve(BatchResults.FILE).toFile());
        return new BatchLedger(folder, head, stats, results);
    }

    /** Of a batch, the file with its summary beside its folder. */
    public static Path summaryFile(Path folder) {
        return folder.resolveSibling(folder.getFileName() + SUMMARY);
    }

    /**
     * Adds a run that has ended; its line is with the system when this returns.
     *
     * @throws IOException where it could not be written, or an earlier one could not: behind half a line none can be read.
     *     The run is counted nevertheless
     */
    public void add(BatchRun run, RunTally tally) throws IOException {
        byte[] line = BatchResults.line(run);
        synchronized (lock) {
            stats.add(run, tally);
            if (broken != null) {
                throw new IOException("since an earlier result could not be written: " + broken);
            }
            try {
                results.write(line);
            } catch (IOException e) {
                broken = String.valueOf(e.getMessage());
                throw e;
            }
            written += line.length;
        }
    }

    /** Writes how far the batch is, so that of one that is killed the timings of calls are known. */
    public void checkpoint() throws IOException {
        ObjectNode json = Json.object();
        synchronized (lock) {
            json.put(RESULTS_BYTES, written);
            json.set(STATISTICS, stats.document());
        }
        AtomicFile.write(
                Map.of(folder.resolve(CHECKPOINT), Json.compact(json).getBytes(StandardCharsets.UTF_8)),
                AtomicFile.Durability.PROCESS);
    }

    /**
     * Writes the summary, when no run goes on any more: head and counts, what inspection shows, and the {@code statistics}.
     *
     * @param skipped runs that never started
     * @return head and counts
     */
    public ObjectNode finish(Instant endedAt, long skipped) throws IOException {
        ObjectNode counts = counts(head, stats, endedAt, skipped);
        ObjectNode kept = counts.deepCopy();
        kept.setAll(new BatchView(head, stats, counts.path("durationMs").asLong())
                .toJson(BatchView.USUAL_TOP, Extent.BRIEF));
        kept.set(STATISTICS, stats.document());
        AtomicFile.write(summaryFile(folder), Json.pretty(kept) + "\n");
        return counts;
    }

    /** Head and counts of a batch that ended. */
    static ObjectNode counts(BatchHead head, BatchStats stats, Instant endedAt, long skipped) {
        ObjectNode json = head.toJson();
        long total = stats.total() + skipped;
        boolean passed =
                stats.failed() == 0 && stats.interrupted() == 0 && (skipped == 0 || head.durationLimitMs() != null);
        json.put("endedAt", endedAt.truncatedTo(ChronoUnit.MILLIS).toString());
        json.put(
                "durationMs",
                Math.max(0, Duration.between(head.startedAt(), endedAt).toMillis()));
        json.put("overall", passed ? "PASS" : "FAIL").put("total", total);
        json.put("completed", stats.passed() + stats.failed());
        json.put("passed", stats.passed()).put("failed", stats.failed());
        json.put("skipped", skipped).put("interrupted", stats.interrupted());
        return json;
    }

    /** The same of one that did not end, or not yet; it lasts to the end of its last run. */
    static ObjectNode unfinished(BatchHead head, BatchStats stats) {
        ObjectNode json = head.toJson();
        json.put("durationMs", Math.max(0, stats.lastEndMs() - head.startedAt().toEpochMilli()));
        json.put("total", stats.total()).put("completed", stats.passed() + stats.failed());
        json.put("passed", stats.passed()).put("failed", stats.failed());
        json.put("interrupted", stats.interrupted());
        if (head.count() != null) {
            json.put("remaining", Math.max(0, head.count() - stats.total()));
        }
        return json;
    }

    @Override
    public void close() throws IOException {
        synchronized (lock) {
            results.close();
        }
    }
}
