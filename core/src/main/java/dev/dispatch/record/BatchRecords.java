package dev.dispatch.record;

import dev.dispatch.file.FileLock;
import dev.dispatch.segment.Frame;
import dev.dispatch.segment.SegmentWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a batch while its runs go: segments with their records, written by all of them. It is held like the folder
 * of a run, so that others can tell a batch that goes on from one that was killed.
 */
public final class BatchRecords implements AutoCloseable {

    private final Path runs;
    private final Path folder;
    private @Nullable SegmentWriter segments;
    private final Optional<FileLock> lock;
    private final Map<String, byte[]> shared = new HashMap<>();

    private BatchRecords(Path runs, Path folder, Optional<FileLock> lock) {
        this.runs = runs;
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Makes the folder of a batch.
     *
     * @param runs where runs with a folder of their own go, and the batch's own
     * @throws IOException naming what cannot be written
     */
    public static BatchRecords create(Path runs, BatchName batch) throws IOException {
        Path folder = Files.createDirectories(runs.resolve(batch.id()));
        Optional<FileLock> lock = RunLock.hold(folder);
        return new BatchRecords(runs, folder, lock);
    }

    /** Whether somebody runs the batch in this folder now; false where that cannot be known. */
    public static boolean goesOn(Path folder) {
        return RunLock.isHeld(folder);
    }

    /** Keeps once what every run has besides its own: files of a record that a run has only where its own differ. */
    public void share(Map<String, byte[]> files) throws IOException {
        shared.putAll(files);
        append(new Frame(Frame.Kind.SHARED, 0, files));
    }

    /**
     * The record of one run.
     *
     * @param index from 1
     */
    public BatchedRecord begin(String runId, int index) {
        return new BatchedRecord(this, runId, index);
    }

    Path runs() {
        return runs;
    }

    public Path folder() {
        return folder;
    }

    boolean isShared(String name, byte[] content) {
        return Arrays.equals(shared.get(name), content);
    }

    String append(Frame frame) throws IOException {
        return segments().append(frame);
    }

    /** Made for the first record: runs with folders of their own need none. */
    private synchronized SegmentWriter segments() throws IOException {
        SegmentWriter writer = segments;
        if (writer == null) {
            writer = SegmentWriter.create(folder);
            segments = writer;
        }
        return writer;
    }

    /** Makes what was kept so far outlive a loss of power. */
    public void sync() throws IOException {
        SegmentWriter writer;
        synchronized (this) {
            writer = segments;
        }
        if (writer != null) {
            writer.sync();
        }
    }

    @Override
    public synchronized void close() throws IOException {
        try {
            if (segments != null) {
                segments.close();
            }
        } finally {
            if (lock.isPresent()) {
                lock.get().close();
            }
        }
    }
}
