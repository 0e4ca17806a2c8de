package dev.dispatch.record;

import dev.dispatch.file.AppendLog;
import dev.dispatch.file.AtomicFile;
import dev.dispatch.file.FileBusyException;
import dev.dispatch.file.FileLock;
import dev.dispatch.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The only writer of a record's folder; takes redacted content only.
 *
 * <p>A failure of the disk is kept, not thrown: the run goes on, and the first one is told at its end.
 */
final class RecordFiles implements AutoCloseable {

    static final String SUMMARY = "summary.json";
    static final String META = "meta.json";
    static final String JOB = "job.case.input.json";
    static final String COMPLETE_JOB = "job.case.complete.json";
    static final String RESOLVED_JOB = "job.case.resolved.json";
    static final String MODULES = "module_resolution.json";
    static final String STEPS = "step-results.json";
    static final String CALLS = "http_calls.jsonl";
    static final String JOURNAL = "journal.jsonl";
    static final String ACTIVITY = "activity.log";
    static final String BODIES = "calls";
    static final String CALLED = "called";

    private final Path folder;
    private final Map<String, AppendLog> logs = new HashMap<>();
    private @Nullable FileLock lock;
    /** Whether the record was begun; from then on its folder is never made again. */
    private boolean begun;

    private @Nullable String fault;

    private RecordFiles(Path folder) {
        this.folder = folder;
    }

    /** Takes the folder until it is closed; somebody else who writes in it is a fault. */
    static RecordFiles open(Path folder) {
        RecordFiles files = new RecordFiles(folder);
        try {
            files.lock = RunLock.hold(folder).orElse(null);
        } catch (FileBusyException e) {
            files.failed(e);
        }
        files.begun = Files.isRegularFile(folder.resolve(META));
        return files;
    }

    Path folder() {
        return folder;
    }

    /** The first failure, naming the file and the cause. */
    Optional<String> fault() {
        return Optional.ofNullable(fault);
    }

    /** Adds a line to a log; a line feed within it becomes a space. False where it could not be written. */
    boolean append(String log, String line) {
        try {
            AppendLog open = logs.get(log);
            if (open == null) {
                open = AppendLog.open(folder.resolve(log));
                logs.put(log, open);
            }
            open.append(line.replace('\n', ' '));
            return true;
        } catch (IOException e) {
            failed(e);
            return false;
        }
    }

    /** Removes files that are there. */
    void remove(List<String> names) {
        for (String name : names) {
            try {
                Files.deleteIfExists(folder.resolve(name));
            } catch (IOException e) {
                failed(e);
            }
        }
    }

    /** Writes whole files, each atomically and in this order. False where at least one could not be written. */
    boolean write(Map<String, byte[]> contents) {
        if (isGone(META)) {
            return false;
        }
        Map<Path, byte[]> files = new LinkedHashMap<>();
        contents.forEach((name, content) -> files.put(folder.resolve(name), content));
        try {
            AtomicFile.write(files, AtomicFile.Durability.PROCESS);
            begun |= contents.containsKey(META);
            return true;
        } catch (IOException e) {
            failed(e);
            return false;
        }
    }

    /** Closes all logs, which a disk may answer with a failure of what was written before. */
    void closeLogs() {
        logs.forEach((name, log) -> {
            isGone(name);
            try {
                log.close();
            } catch (IOException e) {
                failed(e);
            }
        });
        logs.clear();
    }

    /** A file of a record that was begun and is not there any more is a failure: somebody took it away. */
    private boolean isGone(String name) {
        boolean gone = begun && !Files.isRegularFile(folder.resolve(name));
        if (gone) {
            failed(new IOException(folder.resolve(name) + " was removed while the run went on"));
        }
        return gone;
    }

    /**
     * Replaces a log by the same lines, each as the change makes it; writes nothing where no line changes. What cannot be
     * replaced is removed, because it holds what must not stay.
     */
    void rewrite(String log, UnaryOperator<String> change) {
        try {
            AppendLog open = logs.remove(log);
            if (open == null) {
                return;
            }
            open.close();
            boolean changed = false;
            StringBuilder text = new StringBuilder();
            for (String line : AppendLog.lines(folder.resolve(log))) {
                String made = change.apply(line);
                changed |= !made.equals(line);
                text.append(made).append('\n');
            }
            if (changed) {
                replace(log, text.toString().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            failed(e);
        }
    }

    /** Replaces a file by what the change makes of it, or removes it; writes nothing where it stays the same. */
    void rewriteFile(String name, UnaryOperator<byte[]> change) {
        try {
            byte[] content = Files.readAllBytes(folder.resolve(name));
            byte[] made = change.apply(content);
            if (!Arrays.equals(content, made)) {
                replace(name, made);
            }
        } catch (IOException e) {
            failed(e);
        }
    }

    private void replace(String name, byte[] content) throws IOException {
        if (!write(Map.of(name, content))) {
            Files.deleteIfExists(folder.resolve(name));
        }
    }

    /** The names of all bodies that are there. */
    List<String> bodies() {
        String[] names = folder.resolve(BODIES).toFile().list();
        return names == null
                ? List.of()
                : Arrays.stream(names).map(name -> BODIES + "/" + name).toList();
    }

    static byte[] text(JsonNode document) {
        return (Json.pretty(document) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        closeLogs();
        letGo();
    }

    private void letGo() {
        FileLock held = lock;
        lock = null;
        if (held != null) {
            try {
                held.close();
            } catch (IOException e) {
                failed(e);
            }
        }
    }

    private void failed(IOException e) {
        if (fault == null) {
            fault = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        }
    }
}
