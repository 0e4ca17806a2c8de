package dev.dispatch.file;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.ThreadLocalRandom;

/** Replaces a file as {@link AtomicFile} does, by content that is too large to be held in memory. */
public final class StreamedFile {

    /** Tells what a file is to hold. */
    @FunctionalInterface
    public interface Content {
        void to(OutputStream out) throws IOException;
    }

    private StreamedFile() {}

    /**
     * Replaces a file; where the content or the disk fails, the old one stays. Missing folders are made. A link is
     * replaced, not followed: the folder may be one that somebody else filled. A device or a pipe, such as {@code
     * /dev/stdout}, cannot be replaced and is written to.
     *
     * @throws IOException naming the file
     */
    public static void write(Path file, Content content) throws IOException {
        try {
            if (isNoFile(file)) {
                try (OutputStream out = new BufferedOutputStream(new FileOutputStream(file.toFile()), 1 << 16)) {
                    content.to(out);
                }
                return;
            }
            Path target = CanonicalPath.of(folder(file))
                    .resolve(file.toAbsolutePath().normalize().getFileName());
            Files.createDirectories(folder(target));
            Path temporary = target.resolveSibling(
                    ".dispatch-" + Long.toHexString(ThreadLocalRandom.current().nextLong()) + ".tmp");
            try {
                stream(target, temporary, content);
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(temporary);
            }
            AtomicFile.syncDirectory(target.resolveSibling("."));
        } catch (IOException e) {
            throw FileErrors.naming("write", file, e);
        }
    }

    /** Below {@code /dev} even a link to a file is one to what a process has open. */
    private static boolean isNoFile(Path file) {
        return file.toAbsolutePath().normalize().startsWith("/dev")
                || (Files.exists(file) && !Files.isRegularFile(file));
    }

    private static Path folder(Path file) throws IOException {
        Path parent = file.toAbsolutePath().normalize().getParent();
        if (parent == null) {
            throw new IOException(file + " is not the name of a file");
        }
        return parent;
    }

    private static void stream(Path target, Path temporary, Content content) throws IOException {
        try (FileOutputStream file = new FileOutputStream(temporary.toFile());
                OutputStream out = new BufferedOutputStream(file, 1 << 16)) {
            AtomicFile.keepPermissions(target, temporary);
            content.to(out);
            out.flush();
            file.getFD().sync();
        }
    }
}
