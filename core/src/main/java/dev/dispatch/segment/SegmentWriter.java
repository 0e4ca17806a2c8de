package dev.dispatch.segment;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of a folder of segments, shared by threads. A frame is handed to the system before {@link #append}
 * returns, so it outlives the end of this process; an interrupt neither stops nor closes anything.
 */
public final class SegmentWriter implements AutoCloseable {

    private static final long ROLL_AT = 64L * 1024 * 1024;

    private final Path folder;
    private final long rollAt;
    private final RandomAccessFile index;
    private int number;
    private @Nullable FileOutputStream segment;
    private long offset;
    private @Nullable IOException failure;

    private SegmentWriter(Path folder, long rollAt, RandomAccessFile index) {
        this.folder = folder;
        this.rollAt = rollAt;
        this.index = index;
    }

    /** Makes a folder of segments; one that has some already is not written into. */
    public static SegmentWriter create(Path folder) throws IOException {
        return create(folder, ROLL_AT);
    }

    static SegmentWriter create(Path folder, long rollAt) throws IOException {
        Files.createDirectories(folder);
        Path index = folder.resolve(SegmentNames.INDEX);
        if (Files.exists(index)) {
            throw new IOException(index + " is there already");
        }
        return new SegmentWriter(folder, rollAt, new RandomAccessFile(index.toFile(), "rw"));
    }

    /**
     * Adds a frame.
     *
     * @return the file that holds it, by its name in the folder
     * @throws IOException naming the file; every later append fails with the same cause
     */
    public String append(Frame frame) throws IOException {
        byte[] bytes = frame.encoded();
        synchronized (this) {
            checkUsable();
            try {
                FileOutputStream out = segment(bytes.length);
                out.write(bytes);
                Slot slot = new Slot(number, frame.number(), offset, bytes.length, frame.kind());
                offset += bytes.length;
                index.seek((long) frame.number() * Slot.BYTES);
                index.write(slot.encoded());
                return String.valueOf(SegmentNames.segment(folder, number).getFileName());
            } catch (IOException e) {
                failure = new IOException(
                        "Cannot write " + SegmentNames.segment(folder, number) + ": " + e.getMessage(), e);
                throw failure;
            }
        }
    }

    private FileOutputStream segment(int bytes) throws IOException {
        FileOutputStream open = segment;
        if (open != null && offset + bytes > rollAt) {
            open.getFD().sync();
            open.close();
            open = null;
        }
        if (open == null) {
            number++;
            offset = 0;
            open = new FileOutputStream(SegmentNames.segment(folder, number).toFile());
            segment = open;
        }
        return open;
    }

    /** Makes all frames so far outlive a loss of power, while others go on to append. */
    public void sync() throws IOException {
        FileOutputStream open;
        synchronized (this) {
            open = segment;
        }
        if (open != null && open.getFD().valid()) {
            open.getFD().sync();
        }
    }

    private void checkUsable() throws IOException {
        if (failure != null) {
            throw new IOException(failure.getMessage(), failure);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        FileOutputStream open = segment;
        segment = null;
        try (index) {
            if (open != null) {
                try (open) {
                    open.getFD().sync();
                }
            }
        }
    }
}
