package dev.dispatch.redact;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Reads what gzip and zip hold, of texts whose characters are bytes. */
final class Compressed {

    /** What is unpacked beyond that is not looked at, so that a small file cannot fill the memory. */
    static final int MOST_BYTES = 16 * 1024 * 1024;

    private Compressed() {}

    static boolean isCompressed(String text) {
        return text.startsWith("\u001f\u008b\b") || text.startsWith("PK\u0003\u0004");
    }

    /** Everything that can be read up to the bound or the first fault, the names within a zip file too. */
    static String unpacked(String text) {
        InputStream packed = new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            if (text.startsWith("PK")) {
                zip(packed, out);
            } else {
                copy(new GZIPInputStream(packed), out);
            }
        } catch (IOException | IllegalArgumentException e) {
            // What is damaged holds what could be read until there.
            return out.toString(StandardCharsets.ISO_8859_1);
        }
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    private static void zip(InputStream packed, ByteArrayOutputStream out) throws IOException {
        ZipInputStream zip = new ZipInputStream(packed);
        for (ZipEntry entry = zip.getNextEntry();
                entry != null && out.size() < MOST_BYTES;
                entry = zip.getNextEntry()) {
            out.writeBytes((entry.getName() + "\n").getBytes(StandardCharsets.UTF_8));
            copy(zip, out);
            out.write('\n');
        }
    }

    private static void copy(InputStream in, ByteArrayOutputStream out) throws IOException {
        byte[] buffer = new byte[8_192];
        for (int count = in.read(buffer); count >= 0 && out.size() < MOST_BYTES; count = in.read(buffer)) {
            out.write(buffer, 0, count);
        }
    }
}
