package dev.dispatch.release;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a zip file with permissions: the same bytes for the same files, whatever the time zone and the umask. The JDK's
 * stream has no way to set permissions, so they are put into the central directory afterwards (APPNOTE 6.3, 4.3.12).
 */
final class ZipArchive {
    private static final int END_LENGTH = 22;
    private static final int END_COUNT = 10;
    private static final int END_DIRECTORY = 16;

    private static final int ENTRY_LENGTH = 46;
    private static final int ENTRY_MADE_BY = 4;
    private static final int ENTRY_NAME_LENGTH = 28;
    private static final int ENTRY_EXTRA_LENGTH = 30;
    private static final int ENTRY_COMMENT_LENGTH = 32;
    private static final int ENTRY_ATTRIBUTES = 38;

    private static final short UNIX_2_0 = (short) (3 << 8 | 20);
    private static final int REGULAR_FILE = 0100000;

    private ZipArchive() {}

    /** Writes all of the content below one folder, or below none, each file with the given time in UTC. */
    static void write(ArchiveContent content, String folder, Instant time, Path target) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, Path> file : content.files().entrySet()) {
                ZipEntry entry = new ZipEntry(folder.isEmpty() ? file.getKey() : folder + "/" + file.getKey());
                entry.setTimeLocal(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
                zip.putNextEntry(entry);
                Files.copy(file.getValue(), zip);
                zip.closeEntry();
            }
        }
        byte[] archive = bytes.toByteArray();
        setPermissions(ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN), content);
        Files.write(target, archive);
    }

    private static void setPermissions(ByteBuffer zip, ArchiveContent content) throws IOException {
        int end = zip.capacity() - END_LENGTH;
        int count = Short.toUnsignedInt(zip.getShort(end + END_COUNT));
        if (count != content.files().size()) {
            throw new IOException("the zip file lists " + count + " files of "
                    + content.files().size());
        }
        int entry = zip.getInt(end + END_DIRECTORY);
        for (Path file : content.files().values()) {
            zip.putShort(entry + ENTRY_MADE_BY, UNIX_2_0);
            zip.putInt(entry + ENTRY_ATTRIBUTES, (REGULAR_FILE | ArchiveContent.permissions(file)) << 16);
            entry += ENTRY_LENGTH
                    + Short.toUnsignedInt(zip.getShort(entry + ENTRY_NAME_LENGTH))
                    + Short.toUnsignedInt(zip.getShort(entry + ENTRY_EXTRA_LENGTH))
                    + Short.toUnsignedInt(zip.getShort(entry + ENTRY_COMMENT_LENGTH));
        }
    }
}
