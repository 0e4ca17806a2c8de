package dev.dispatch.archive;

import dev.dispatch.file.StreamedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.SortedMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes bundles: the same bytes for the same files. Entries are sorted and of one time; they are stored and not
 * deflated, because deflaters differ from machine to machine.
 */
public final class BundleWriter {

    /** Not the first that the format can say: to that one the JDK adds another in the time zone of the machine. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private BundleWriter() {}

    /**
     * Replaces a file by the bundle; until it is whole it has another name beside it.
     *
     * @param files by their names in the bundle
     * @throws IOException naming the file where it cannot be written, or one of them cannot be read
     */
    public static void write(SortedMap<String, FileContent> files, Path target) throws IOException {
        StreamedFile.write(target, out -> write(files, out));
    }

    private static void write(SortedMap<String, FileContent> files, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        for (Map.Entry<String, FileContent> file : files.entrySet()) {
            ZipEntry entry = new ZipEntry(file.getKey());
            entry.setMethod(ZipEntry.STORED);
            entry.setTimeLocal(TIME);
            measure(entry, file.getValue());
            zip.putNextEntry(entry);
            try (InputStream content = file.getValue().open()) {
                content.transferTo(zip);
            }
            zip.closeEntry();
        }
        zip.finish();
    }

    /** What is stored says its size and its checksum before its data. */
    private static void measure(ZipEntry entry, FileContent file) throws IOException {
        CRC32 crc = new CRC32();
        try (CheckedInputStream content = new CheckedInputStream(file.open(), crc)) {
            entry.setSize(content.transferTo(OutputStream.nullOutputStream()));
        }
        entry.setCrc(crc.getValue());
    }
}
