package dev.dispatch.record;

import dev.dispatch.segment.Frame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The record of one run of a batch: in memory until the run ends, then one frame among those of the others. One that
 * becomes large moves into a folder of its own.
 */
public final class BatchedRecord implements RecordFiles {

    /** How much of a record is kept. */
    public enum Extent {
        ALL,
        /** How it ended and what it was given. */
        SUMMARY,
        NOTHING
    }

    /** A record that is larger has a folder of its own. */
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private final BatchRecords batch;
    private final String runId;
    private final int index;
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final Map<String, ByteArrayOutputStream> logs = new LinkedHashMap<>();
    private long size;
    private @Nullable FolderFiles folder;
    private @Nullable String fault;

    BatchedRecord(BatchRecords batch, String runId, int index) {
        this.batch = batch;
        this.runId = runId;
        this.index = index;
    }

    @Override
    public String place() {
        return place(runId).toString();
    }

    private Path place(String name) {
        return batch.folder().resolve(name);
    }

    @Override
    public Optional<String> fault() {
        return folder == null ? Optional.ofNullable(fault) : folder.fault();
    }

    @Override
    public boolean append(String log, String line) {
        if (folder != null) {
            return folder.append(log, line);
        }
        byte[] bytes = line.replace('\n', ' ').getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = logs.computeIfAbsent(log, _ -> new ByteArrayOutputStream());
        out.writeBytes(bytes);
        out.write('\n');
        grown(bytes.length);
        return true;
    }

    @Override
    public boolean write(Map<String, byte[]> contents) {
        if (folder != null) {
            return folder.write(contents);
        }
        boolean first = files.isEmpty();
        contents.forEach((name, content) -> {
            files.put(name, content);
            grown(content.length);
        });
        if (first) {
            begun();
        }
        return fault().isEmpty();
    }

    /** So that a run of a process that was killed is known with what it was given. */
    private void begun() {
        byte[] meta = files.get(META);
        if (meta != null) {
            append(Frame.Kind.BEGUN, Map.of(META, meta));
        }
    }

    private void grown(int bytes) {
        size += bytes;
        if (size > MOST_BYTES && folder == null) {
            FolderFiles made = FolderFiles.open(batch.runs().resolve(runId));
            made.write(files);
            logs.forEach((name, log) ->
                    log.toString(StandardCharsets.UTF_8).lines().forEach(line -> made.append(name, line)));
            files.clear();
            logs.clear();
            folder = made;
        }
    }

    @Override
    public void remove(List<String> names) {
        if (folder != null) {
            folder.remove(names);
        } else {
            names.forEach(files::remove);
        }
    }

    @Override
    public void closeLogs() {
        if (folder != null) {
            folder.closeLogs();
        }
    }

    @Override
    public void rewrite(String log, UnaryOperator<String> change) {
        if (folder != null) {
            folder.rewrite(log, change);
            return;
        }
        ByteArrayOutputStream before = logs.get(log);
        if (before != null) {
            ByteArrayOutputStream after = new ByteArrayOutputStream(before.size());
            before.toString(StandardCharsets.UTF_8).lines().forEach(line -> {
                after.writeBytes(change.apply(line).getBytes(StandardCharsets.UTF_8));
                after.write('\n');
            });
            logs.put(log, after);
        }
    }

    @Override
    public void rewriteFile(String name, UnaryOperator<byte[]> change) {
        if (folder != null) {
            folder.rewriteFile(name, change);
        } else {
            files.computeIfPresent(name, (_, content) -> change.apply(content));
        }
    }

    @Override
    public List<String> bodies() {
        if (folder != null) {
            return folder.bodies();
        }
        List<String> bodies = new ArrayList<>(files.keySet());
        bodies.removeIf(name -> !name.startsWith(BODIES + "/"));
        return bodies;
    }

    /**
     * Keeps what the run left, once.
     *
     * @return where it is: the name of a segment, or of the run's own folder; empty where nothing is kept
     */
    public Optional<String> keep(Extent extent) {
        if (folder != null) {
            return Optional.of(runId);
        }
        Map<String, byte[]> kept = new LinkedHashMap<>();
        switch (extent) {
            case ALL -> {
                files.forEach((name, content) -> {
                    if (!batch.isShared(name, content)) {
                        kept.put(name, content);
                    }
                });
                logs.forEach((name, log) -> kept.put(name, log.toByteArray()));
            }
            case SUMMARY -> {
                for (String name : List.of(META, SUMMARY)) {
                    byte[] content = files.get(name);
                    if (content != null) {
                        kept.put(name, content);
                    }
                }
            }
            case NOTHING -> {
                return Optional.empty();
            }
        }
        return append(Frame.Kind.ENDED, kept);
    }

    private Optional<String> append(Frame.Kind kind, Map<String, byte[]> content) {
        try {
            return Optional.of(batch.append(new Frame(kind, index, content)));
        } catch (IOException e) {
            if (fault == null) {
                fault = String.valueOf(e.getMessage());
            }
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        if (folder != null) {
            folder.close();
        }
        files.clear();
        logs.clear();
    }
}
