package dev.dispatch.archive;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One header of a tar file (POSIX.1-1988 ustar, POSIX.1-2001 pax, GNU).
 *
 * @param type {@code 0} for a file, {@code 5} for a folder, others as the formats have them
 * @param size of what follows, in bytes
 */
record TarHeader(String name, char type, long size) {

    static final int BLOCK = 512;

    private static final int CHECKSUM = 148;
    private static final int MAGIC = 257;

    /** Empty where the block is no header: its checksum is not right, or a field cannot be read. */
    static Optional<TarHeader> parse(byte[] block) {
        Optional<Long> size = number(block, 124, 12);
        Optional<Long> checksum = number(block, CHECKSUM, 8);
        Optional<String> name = text(block, 0, 100);
        if (size.isEmpty() || name.isEmpty() || checksum.isEmpty() || checksum.get() != sum(block)) {
            return Optional.empty();
        }
        char type = block[156] == 0 ? '0' : (char) (block[156] & 0xff);
        return prefix(block).map(prefix -> new TarHeader(prefix + name.get(), type, size.get()));
    }

    static boolean isEnd(byte[] block) {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    /** The GNU form has other fields where ustar has the beginning of a long name. */
    private static Optional<String> prefix(byte[] block) {
        boolean ustar = new String(block, MAGIC, 6, StandardCharsets.ISO_8859_1).equals("ustar\0");
        return ustar ? text(block, 345, 155).map(prefix -> prefix.isEmpty() ? "" : prefix + "/") : Optional.of("");
    }

    private static long sum(byte[] block) {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            boolean blank = i >= CHECKSUM && i < CHECKSUM + 8;
            sum += blank ? ' ' : block[i] & 0xff;
        }
        return sum;
    }

    /** Up to the first NUL; empty where it is not UTF-8. */
    private static Optional<String> text(byte[] block, int offset, int length) {
        int end = offset;
        while (end < offset + length && block[end] != 0) {
            end++;
        }
        return utf8(block, offset, end - offset);
    }

    static Optional<String> utf8(byte[] bytes, int offset, int length) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, offset, length))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Octal digits; numbers in base 256 are larger than anything that is taken here. */
    private static Optional<Long> number(byte[] block, int offset, int length) {
        String digits = new String(block, offset, length, StandardCharsets.ISO_8859_1)
                .replace('\0', ' ')
                .strip();
        if ((block[offset] & 0x80) != 0) {
            return Optional.of(Long.MAX_VALUE);
        }
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) < '0' || digits.charAt(i) > '7') {
                return Optional.empty();
            }
        }
        return Optional.of(digits.isEmpty() ? 0L : Long.parseLong(digits, 8));
    }
}
