package dev.dispatch.segment;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
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
        Optional<Slot> slot = slot(number);
        Optional<Frame> frame = slot.isPresent() ? frame(slot.get()) : Optional.empty();
        return frame.filter(found -> found.number() == number).isPresent() ? frame : searched(number);
    }

    /** What the last whole frame of each record tells, by the record's number. */
    public SortedMap<Integer, Frame.Kind> kinds() throws IOException {
        SortedMap<Integer, Frame.Kind> kinds = new TreeMap<>();
        scan(slot -> kinds.put(slot.number(), slot.kind()));
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

    private Optional<Frame> frame(Slot slot) throws IOException {
        Path segment = SegmentNames.segment(folder, slot.segment());
        if (!Files.isRegularFile(segment)
                || slot.length() < Frame.HEAD
                || slot.offset() < 0
                || slot.offset() > Files.size(segment) - slot.length()) {
            return Optional.empty();
        }
        try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "r")) {
            byte[] bytes = new byte[slot.length()];
            file.seek(slot.offset());
            file.readFully(bytes);
            return Frame.decoded(bytes);
        }
    }

    private Optional<Frame> searched(int number) throws IOException {
        Map<Integer, Slot> found = new HashMap<>();
        scan(slot -> {
            if (slot.number() == number) {
                found.put(number, slot);
            }
        });
        Slot last = found.get(number);
        return last == null ? Optional.empty() : frame(last);
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
