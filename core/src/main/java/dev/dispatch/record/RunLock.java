package dev.dispatch.record;

import dev.dispatch.file.FileBusyException;
import dev.dispatch.file.FileLock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Who writes a record holds an empty file in its folder; the system lets go of it when the process ends, however it ends. */
final class RunLock {

    static final String FILE = ".lock";

    /** Long enough for somebody who only looks. */
    private static final Duration WAIT = Duration.ofMillis(200);

    private RunLock() {}

    /**
     * Takes a record, whose folder is made where it is missing; empty where the place cannot lock.
     *
     * @throws FileBusyException when somebody else writes it
     */
    static Optional<FileLock> hold(Path folder) throws FileBusyException {
        try {
            return Optional.of(FileLock.hold(folder.resolve(FILE), WAIT));
        } catch (FileBusyException e) {
            throw e;
        } catch (IOException e) {
            // A record is worth more than the knowledge that it is being written; what else fails here is told by it.
            return Optional.empty();
        }
    }

    /** Whether somebody writes the record now; false where that cannot be known. */
    static boolean isHeld(Path folder) {
        try {
            return FileLock.isHeld(folder.resolve(FILE));
        } catch (IOException e) {
            return false;
        }
    }
}
