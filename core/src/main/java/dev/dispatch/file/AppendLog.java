package dev.dispatch.file;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A file of lines in UTF-8 that only grows, written by one owner and shared by its threads.
 *
 * <p>Each line is handed to the system whole before {@link #append} returns, so it outlives the end of this process. An
 * interrupt neither stops nor closes it.
 */
public final class AppendLog implements AutoCloseable {

    private static final int BLOCK = 8192;

    private final Path file;
    private final FileOutputStream out;
    private @Nullable IOException failure;
    private boolean closed;

    private AppendLog(Path file, FileOutputStream out) {
        this.file = file;
        this.out = out;
    }

    /** Opens or creates a log; missing directories are made, and a torn last line is cut off. */
    public static AppendLog open(Path file) throws IOException {
        try {
            Path target = CanonicalPath.of(file);
            if (Files.isRegularFile(target)) {
                cutTornLine(target);
            }
            return new AppendLog(file, new FileOutputStream(target.toFile(), true));
        } catch (IOException e) {
            throw FileErrors.naming("open", file, e);
        }
    }

    /**
     * Adds one line.
     *
     * @throws IOException naming the file; half a line may stand in it, so every later append fails with the same cause
     * @throws IllegalArgumentException when the text holds a line feed
     */
    public synchronized void append(String line) throws IOException {
        if (line.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a line of a log holds no line feed");
        }
        checkUsable();
        try {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            failure = FileErrors.naming("append to", file, e);
            throw failure;
        }
    }

    /** Makes all lines so far outlive a loss of power. */
    public synchronized void sync() throws IOException {
        checkUsable();
        try {
            out.getFD().sync();
        } catch (IOException e) {
            failure = FileErrors.naming("sync", file, e);
            throw failure;
        }
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        out.close();
    }

    /** All whole lines; a torn last line, one without a line feed, is not among them. */
    public static List<String> lines(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        forEachLine(file, lines::add);
        return lines;
    }

    /** Hands over whole lines one after the other, so that a log larger than the memory can be read. */
    public static void forEachLine(Path file, Consumer<String> reader) throws IOException {
        try (InputStream in = new BufferedInputStream(new FileInputStream(file.toFile()), BLOCK)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b == '\n') {
                    reader.accept(line.toString(StandardCharsets.UTF_8));
                    line.reset();
                } else {
                    line.write(b);
                }
            }
        } catch (IOException e) {
            throw FileErrors.naming("read", file, e);
        }
    }

    private void checkUsable() throws IOException {
        if (closed) {
            throw new IOException("cannot append to " + file + ": the log is closed");
        }
        if (failure != null) {
            throw new IOException(failure.getMessage(), failure);
        }
    }

    private static void cutTornLine(Path file) throws IOException {
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            long end = access.length();
            byte[] block = new byte[BLOCK];
            for (long to = end; to > 0; ) {
                int size = (int) Math.min(BLOCK, to);
                access.seek(to - size);
                access.readFully(block, 0, size);
                int feed = lastLineFeed(block, size);
                if (feed >= 0) {
                    truncate(access, to - size + feed + 1, end);
                    return;
                }
                to -= size;
            }
            truncate(access, 0, end);
        }
    }

    private static int lastLineFeed(byte[] block, int size) {
        for (int i = size - 1; i >= 0; i--) {
            if (block[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private static void truncate(RandomAccessFile access, long length, long end) throws IOException {
        if (length < end) {
            access.setLength(length);
        }
    }
}
