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
    private volatile @Nullable IOException failure;

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
        Slot slot = write(frame, bytes);
        note(slot);
        return String.valueOf(SegmentNames.segment(folder, slot.segment()).getFileName());
    }

    private synchronized Slot write(Frame frame, byte[] bytes) throws IOException {
        checkUsable();
        try {
            FileOutputStream out = segment(bytes.length);
            out.write(bytes);
        } catch (IOException e) {
            throw failed(SegmentNames.segment(folder, number), e);
        }
        Slot slot = new Slot(number, frame.number(), offset, bytes.length, frame.kind());
        offset += bytes.length;
        return slot;
    }

    /** Under a lock of its own: others write their frames meanwhile. */
    private void note(Slot slot) throws IOException {
        byte[] bytes = slot.encoded();
        synchronized (index) {
            try {
                index.seek((long) slot.number() * Slot.BYTES);
                index.write(bytes);
            } catch (IOException e) {
                throw failed(folder.resolve(SegmentNames.INDEX), e);
            }
        }
    }

    private IOException failed(Path file, IOException e) {
        IOException failed = new IOException("Cannot write " + file + ": " + e.getMessage(), e);
        failure = failed;
        return failed;
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
