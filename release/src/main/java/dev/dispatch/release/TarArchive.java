package dev.dispatch.release;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a compressed tar file with permissions, owned by nobody in particular, in the format that every tar reads
 * (ustar, POSIX.1-1988). Its times are exact seconds in UTC, unlike those of a zip file.
 */
final class TarArchive {
    private static final int BLOCK = 512;
    private static final int NAME_LENGTH = 100;
    private static final int PREFIX_LENGTH = 155;
    private static final int PREFIX = 345;
    private static final int CHECKSUM = 148;
    private static final int BUFFER = 1 << 16;

    private TarArchive() {}

    /**
     * Writes all of the content below one folder, each file with the given time.
     *
     * @throws IOException where a name is too long for the format, too
     */
    static void write(ArchiveContent content, String folder, Instant time, Path target) throws IOException {
        try (OutputStream file = Files.newOutputStream(target);
                OutputStream tar = new BufferedOutputStream(new GZIPOutputStream(file, BUFFER), BUFFER)) {
            for (Map.Entry<String, Path> entry : content.files().entrySet()) {
                Path source = entry.getValue();
                long size = Files.size(source);
                tar.write(header(folder + "/" + entry.getKey(), ArchiveContent.permissions(source), size, time));
                if (Files.copy(source, tar) != size) {
                    throw new IOException(source + " changed while it was archived");
                }
                tar.write(new byte[(int) (-size & (BLOCK - 1))]);
            }
            tar.write(new byte[2 * BLOCK]);
        }
    }

    private static byte[] header(String name, int permissions, long size, Instant time) throws IOException {
        int split = split(name);
        ByteBuffer header = ByteBuffer.allocate(BLOCK);
        put(header, 0, name.substring(split));
        put(header, 100, octal(7, permissions));
        put(header, 108, octal(7, 0));
        put(header, 116, octal(7, 0));
        put(header, 124, octal(11, size));
        put(header, 136, octal(11, time.getEpochSecond()));
        put(header, CHECKSUM, "        ");
        put(header, 156, "0");
        put(header, 257, "ustar\00000");
        put(header, PREFIX, split == 0 ? "" : name.substring(0, split - 1));
        int sum = 0;
        for (byte value : header.array()) {
            sum += Byte.toUnsignedInt(value);
        }
        put(header, CHECKSUM, octal(6, sum) + "\0 ");
        return header.array();
    }

    /** Where the part of a name begins that goes into the name's own field; what is before it goes into the prefix. */
    private static int split(String name) throws IOException {
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(name)) {
            throw new IOException("not a plain name: " + name);
        }
        if (name.length() <= NAME_LENGTH) {
            return 0;
        }
        int slash = name.indexOf('/', name.length() - NAME_LENGTH - 1);
        if (slash < 0 || slash > PREFIX_LENGTH) {
            throw new IOException("too long for a tar file: " + name);
        }
        return slash + 1;
    }

    private static String octal(int digits, long value) {
        return String.format(Locale.ROOT, "%0" + digits + "o", value);
    }

    private static void put(ByteBuffer header, int offset, String text) {
        header.put(offset, text.getBytes(StandardCharsets.US_ASCII));
    }
}
