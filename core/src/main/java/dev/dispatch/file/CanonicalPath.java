package dev.dispatch.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The one name of a file, whichever way it was reached. */
final class CanonicalPath {

    private CanonicalPath() {}

    /** Links are followed; missing parent directories are created, the file itself may be missing. */
    static Path of(Path file) throws IOException {
        Path absolute = file.toAbsolutePath().normalize();
        if (Files.exists(absolute)) {
            return absolute.toRealPath();
        }
        Path parent = absolute.getParent();
        Path name = absolute.getFileName();
        if (parent == null || name == null) {
            throw new IOException(file + " is not the name of a file");
        }
        Files.createDirectories(parent);
        return parent.toRealPath().resolve(name);
    }
}
