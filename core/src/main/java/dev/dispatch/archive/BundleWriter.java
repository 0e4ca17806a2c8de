package dev.dispatch.archive;

import dev.dispatch.file.AtomicFile;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes bundles: the same bytes for the same files. Entries are sorted and of one time; they are stored and not
 * deflated, because deflaters differ from machine to machine.
 */
final class BundleWriter {

    /** Not the first that the format can say: to that one the JDK adds another in the time zone of the machine. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private BundleWriter() {}

    /**
     * Replaces a file by the bundle; until it is whole it has another name beside it.
     *
     * @throws IOException where it cannot be written, or a file of the module changed meanwhile
     */
    static void write(PackedModule module, Path target) throws IOException {
        Path file = target.toAbsolutePath().normalize();
        Path folder = file.resolveSibling(".").normalize();
        Files.createDirectories(folder);
        Path temporary = folder.resolve(".dispatch-"
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()) + ".tmp");
        try {
            try (FileOutputStream out = new FileOutputStream(temporary.toFile())) {
                OutputStream buffered = new BufferedOutputStream(out, 64 << 10);
                write(module, buffered);
                buffered.flush();
                out.getFD().sync();
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            AtomicFile.syncDirectory(folder);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void write(PackedModule module, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        for (Map.Entry<String, PackedModule.Content> file : module.files().entrySet()) {
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
    private static void measure(ZipEntry entry, PackedModule.Content file) throws IOException {
        CRC32 crc = new CRC32();
        try (CheckedInputStream content = new CheckedInputStream(file.open(), crc)) {
            entry.setSize(content.transferTo(OutputStream.nullOutputStream()));
        }
        entry.setCrc(crc.getValue());
    }
}
