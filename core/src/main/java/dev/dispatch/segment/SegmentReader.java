package dev.dispatch.segment;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads a folder of segments, which anybody may have written and whose writer may have been killed. The index is trusted
 * as far as its frames are what it says; what it lacks is found by going through the segments.
 */
public final class SegmentReader {

    /** Of an index: for ten million records. */
    private static final long LARGEST_INDEX = 10_000_000L * Slot.BYTES;

    /** A record has two; of more, which no writer makes, the last are looked at. */
    private static final int MOST_FRAMES = 16;

    private final Path folder;

    public SegmentReader(Path folder) {
        this.folder = folder;
    }

    /** Whether a folder holds segments at all. */
    public static boolean isThere(Path folder) {
        return Files.isRegularFile(folder.resolve(SegmentNames.INDEX))
                || Files.isRegularFile(SegmentNames.segment(folder, 1));
    }

    /** The last whole frame of a record; empty where there is none. */
    public Optional<Frame> read(int number) throws IOException {
        if (number < 0) {
            return Optional.empty();
        }
        Optional<Slot> slot = slot(number);
        Optional<Frame> frame = slot.isPresent() ? frame(slot.get(), number) : Optional.empty();
        // A writer that was killed may have left a later one that the index does not know.
        return frame.filter(found -> found.kind() != Frame.Kind.BEGUN).isPresent() ? frame : searched(number);
    }

    /** What the head of the last frame of each record tells, by the record's number; their content is not looked at. */
    public SortedMap<Integer, Frame.Kind> kinds() throws IOException {
        SortedMap<Integer, Frame.Kind> kinds = new TreeMap<>();
        scan(slot -> {
            if (slot.number() >= 0) {
                kinds.put(slot.number(), slot.kind());
            }
        });
        return kinds;
    }

    private Optional<Slot> slot(int number) throws IOException {
        Path index = folder.resolve(SegmentNames.INDEX);
        long at = (long) number * Slot.BYTES;
        if (!Files.isRegularFile(index) || Files.size(index) < at + Slot.BYTES || Files.size(index) > LARGEST_INDEX) {
            return Optional.empty();
        }
        try (RandomAccessFile file = new RandomAccessFile(index.toFile(), "r")) {
            byte[] bytes = new byte[Slot.BYTES];
            file.seek(at);
            file.readFully(bytes);
            return Slot.decoded(bytes, 0);
        }
    }

    /** Empty where what a slot points to is no whole frame of the record. */
    private Optional<Frame> frame(Slot slot, int number) throws IOException {
        Path segment = SegmentNames.segment(folder, slot.segment());
        if (!Files.isRegularFile(segment)
                || slot.length() < Frame.HEAD
                || slot.length() > Frame.HEAD + 2 * Frame.MOST_BYTES
                || slot.offset() < 0
                || slot.offset() > Files.size(segment) - slot.length()) {
            return Optional.empty();
        }
        try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "r")) {
            byte[] bytes = new byte[slot.length()];
            file.seek(slot.offset());
            file.readFully(bytes);
            return Frame.decoded(bytes).filter(frame -> frame.number() == number);
        }
    }

    /** The last one whose bytes are what was written: behind it there may be damaged ones. */
    private Optional<Frame> searched(int number) throws IOException {
        Deque<Slot> found = new ArrayDeque<>();
        scan(slot -> {
            if (slot.number() == number) {
                found.push(slot);
                if (found.size() > MOST_FRAMES) {
                    found.removeLast();
                }
            }
        });
        for (Slot slot : found) {
            Optional<Frame> frame = frame(slot, number);
            if (frame.isPresent()) {
                return frame;
            }
        }
        return Optional.empty();
    }

    /** Is told each frame. */
    @FunctionalInterface
    private interface Seen {
        void frame(Slot slot);
    }

    /** Goes through the segments in the order in which they were written, as far as they are whole. */
    private void scan(Seen seen) throws IOException {
        for (int number = 1; Files.isRegularFile(SegmentNames.segment(folder, number)); number++) {
            Path segment = SegmentNames.segment(folder, number);
            long size = Files.size(segment);
            try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(segment)))) {
                long offset = 0;
                byte[] head = new byte[Frame.HEAD];
                while (offset + Frame.HEAD <= size) {
                    in.readFully(head);
                    Optional<Frame.Head> read = Frame.head(head);
                    if (read.isEmpty() || offset + Frame.HEAD + read.get().length() > size) {
                        break;
                    }
                    int length = Frame.HEAD + read.get().length();
                    seen.frame(new Slot(
                            number,
                            read.get().number(),
                            offset,
                            length,
                            read.get().kind()));
                    in.skipNBytes(read.get().length());
                    offset += length;
                }
            } catch (EOFException e) {
                // The segment became shorter while it was read: what follows is not there.
            }
        }
    }
}
