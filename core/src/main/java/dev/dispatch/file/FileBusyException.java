package dev.dispatch.file;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A file stayed locked by somebody else for longer than the caller was ready to wait; trying again can help. */
public final class FileBusyException extends IOException {
    private static final long serialVersionUID = 1L;

    FileBusyException(Path file, Path lockFile, Duration waited) {
        super(file + " is in use by another thread or process (waited " + waited.toMillis() + " ms for "
                + lockFile.getFileName() + ")");
    }
}
