package dev.dispatch.segment;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Where the last frame of a record lies: one of the slots of 32 bytes of {@code index.bin}, in the order of the records'
 * numbers. Number of the segment (4 bytes), number of the record (4), offset (8), bytes of the frame with its head (4), kind
 * (1), unused (7), CRC32C of the 28 bytes before (4).
 */
record Slot(int segment, int number, long offset, int length, Frame.Kind kind) {

    static final int BYTES = 32;
    private static final int SUMMED = 28;

    byte[] encoded() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        bytes.putInt(segment).putInt(number).putLong(offset).putInt(length).put(kind.code());
        bytes.putInt(SUMMED, sum(bytes.array(), 0));
        return bytes.array();
    }

    /** Empty where nothing was written, or only half. */
    static Optional<Slot> decoded(byte[] index, int at) {
        ByteBuffer bytes = ByteBuffer.wrap(index, at, BYTES).slice();
        Optional<Frame.Kind> kind = Frame.Kind.of(bytes.get(20));
        if (bytes.getInt(0) <= 0 || kind.isEmpty() || bytes.getInt(SUMMED) != sum(index, at)) {
            return Optional.empty();
        }
        return Optional.of(new Slot(bytes.getInt(0), bytes.getInt(4), bytes.getLong(8), bytes.getInt(16), kind.get()));
    }

    private static int sum(byte[] bytes, int at) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, at, SUMMED);
        return (int) crc.getValue();
    }
}
