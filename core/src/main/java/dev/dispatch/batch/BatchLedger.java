package dev.dispatch.batch;

import dev.dispatch.file.AtomicFile;
import dev.dispatch.json.Json;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a batch keeps of its runs besides their records: {@code batch.json}, {@code results.jsonl} and
 * {@code checkpoint.json} in its folder, and at its end the summary beside it. Results and statistics go in step, so that
 * a checkpoint and the lines behind it tell everything. Safe for several threads; an interrupt breaks nothing.
 */
public final class BatchLedger implements AutoCloseable {

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
        return folder.resolveSibling(folder.getFileName() + ".summary.json");
    }

    /**
     * Adds a run that has ended; its line is with the system when this returns.
     *
     * @throws IOException where it could not be written; the run is counted nevertheless
     */
    public void add(BatchRun run, RunTally tally) throws IOException {
        byte[] line = (Json.compact(BatchResults.toJson(run)) + "\n").getBytes(StandardCharsets.UTF_8);
        synchronized (lock) {
            stats.add(run, tally);
            results.write(line);
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
     * Writes the summary, when no run goes on any more.
     *
     * @param skipped runs that never started
     * @return the summary without its {@code statistics}: head, counts and what inspection shows
     */
    public ObjectNode finish(Instant endedAt, long skipped) throws IOException {
        ObjectNode shown = end(head, stats, endedAt, skipped);
        ObjectNode kept = shown.deepCopy();
        kept.set(STATISTICS, stats.document());
        AtomicFile.write(summaryFile(folder), Json.pretty(kept) + "\n");
        return shown;
    }

    static ObjectNode end(BatchHead head, BatchStats stats, Instant endedAt, long skipped) {
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

    @Override
    public void close() throws IOException {
        synchronized (lock) {
            results.close();
        }
    }
}
