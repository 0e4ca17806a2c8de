package dev.dispatch.record;

import dev.dispatch.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/**
 * The only way into a record; takes redacted content only.
 *
 * <p>A failure of the disk is kept, not thrown: the run goes on, and the first one is told at its end.
 */
sealed interface RecordFiles extends AutoCloseable permits FolderFiles, BatchedRecord {

    String SUMMARY = "summary.json";
    String META = "meta.json";
    String JOB = "job.case.input.json";
    String COMPLETE_JOB = "job.case.complete.json";
    String RESOLVED_JOB = "job.case.resolved.json";
    String MODULES = "module_resolution.json";
    String STEPS = "step-results.json";
    String CALLS = "http_calls.jsonl";
    String JOURNAL = "journal.jsonl";
    String ACTIVITY = "activity.log";
    String BODIES = "calls";
    String CALLED = "called";

    /** Where the record is, for its summary. */
    String place();

    /** The first failure, naming the file and the cause. */
    Optional<String> fault();

    /** Adds a line to a log; a line feed within it becomes a space. False where it could not be written. */
    boolean append(String log, String line);

    /** Removes files that are there. */
    void remove(List<String> names);

    /** Writes whole files, each atomically and in this order. False where at least one could not be written. */
    boolean write(Map<String, byte[]> contents);

    /** Closes all logs, which a disk may answer with a failure of what was written before. */
    void closeLogs();

    /**
     * Replaces a log by the same lines, each as the change makes it; writes nothing where no line changes. What cannot be
     * replaced is removed, because it holds what must not stay.
     */
    void rewrite(String log, UnaryOperator<String> change);

    /** Replaces a file by what the change makes of it, or removes it; writes nothing where it stays the same. */
    void rewriteFile(String name, UnaryOperator<byte[]> change);

    /** The names of all bodies that are there. */
    List<String> bodies();

    @Override
    void close();

    static byte[] text(JsonNode document) {
        return (Json.pretty(document) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
