package dev.dispatch.segment;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A record as one piece: named files and a number, with a sum that tells a torn one.
 *
 * <pre>
 * 0   4  DSF1
 * 4   1  kind, 0: shared, 1: begun, 2: ended
 * 5   1  codec, 0: as it is
 * 6   2  unused
 * 8   4  number of the record
 * 12  4  bytes that follow the head
 * 16  4  CRC32C of the first 16 bytes and of what follows the head
 * 20     count of files; for each its name as {@link DataOutputStream#writeUTF} writes it and its length; their bytes
 * </pre>
 *
 * <p>Numbers are big-endian.
 *
 * @param number of the record in its batch, from 1; 0 for what all of them share
 */
public record Frame(Kind kind, int number, Map<String, byte[]> files) {

    /** What a frame tells of its record; a later one of a record counts. */
    public enum Kind {
        /** What every record of the batch has besides its own files. */
        SHARED(0),
        /** The record was begun. */
        BEGUN(1),
        /** The record is complete. */
        ENDED(2);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        byte code() {
            return (byte) code;
        }

        /** Empty for a code that this version does not write. */
        static Optional<Kind> of(byte code) {
            for (Kind kind : values()) {
                if (kind.code == code) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    static final int HEAD = 20;
    /** Of the files of one frame; larger records are not written into segments. */
    public static final int MOST_BYTES = 32 * 1024 * 1024;

    private static final int MAGIC = 0x44534631;
    private static final int SUMMED = 16;
    private static final int MOST_FILES = 100_000;

    public Frame {
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    }

    /** What the head of a frame says. */
    record Head(Kind kind, int number, int length, int sum) {}

    byte[] encoded() {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(size());
            DataOutputStream out = new DataOutputStream(bytes);
            out.write(new byte[HEAD]);
            out.writeInt(files.size());
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                out.writeUTF(file.getKey());
                out.writeInt(file.getValue().length);
            }
            for (byte[] content : files.values()) {
                out.write(content);
            }
            byte[] frame = bytes.toByteArray();
            ByteBuffer head = ByteBuffer.wrap(frame);
            head.putInt(0, MAGIC);
            head.put(4, kind.code());
            head.putInt(8, number);
            head.putInt(12, frame.length - HEAD);
            head.putInt(SUMMED, sum(frame));
            return frame;
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
    }

    private int size() {
        int size = HEAD + Integer.BYTES;
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            size += file.getKey().length() + Short.BYTES + Integer.BYTES + file.getValue().length;
        }
        return size;
    }

    private static int sum(byte[] frame) {
        CRC32C crc = new CRC32C();
        crc.update(frame, 0, SUMMED);
        crc.update(frame, HEAD, frame.length - HEAD);
        return (int) crc.getValue();
    }

    /** Empty where the bytes are no head, or one that this version did not write. */
    static Optional<Head> head(byte[] bytes) {
        ByteBuffer head = ByteBuffer.wrap(bytes);
        Optional<Kind> kind = Kind.of(head.get(4));
        int length = head.getInt(12);
        boolean known = head.getInt(0) == MAGIC
                && kind.isPresent()
                && head.get(5) == 0
                && length >= Integer.BYTES
                && length <= 2 * MOST_BYTES;
        return known
                ? Optional.of(new Head(kind.get(), head.getInt(8), length, head.getInt(SUMMED)))
                : Optional.empty();
    }

    /** Empty where the bytes are torn or changed. */
    static Optional<Frame> decoded(byte[] bytes) {
        Optional<Head> head = bytes.length < HEAD ? Optional.empty() : head(bytes);
        if (head.isEmpty()
                || head.get().length() != bytes.length - HEAD
                || head.get().sum() != sum(bytes)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Frame(head.get().kind(), head.get().number(), files(bytes)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Map<String, byte[]> files(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, HEAD, bytes.length - HEAD));
        int count = in.readInt();
        if (count < 0 || count > MOST_FILES) {
            throw new IOException("not a count of files");
        }
        Map<String, Integer> lengths = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            lengths.put(in.readUTF(), in.readInt());
        }
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (Map.Entry<String, Integer> file : lengths.entrySet()) {
            if (file.getValue() < 0 || file.getValue() > in.available()) {
                throw new IOException("a file is longer than its frame");
            }
            files.put(file.getKey(), in.readNBytes(file.getValue()));
        }
        return files;
    }
}
