package dev.dispatch.file;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Another process that says whether it could take a lock, and holds it until it is killed. */
final class LockingProcess {

    private LockingProcess() {}

    /**
     * Takes the lock.
     *
     * @param arguments the file to lock
     */
    public static void main(String[] arguments) throws IOException {
        try (FileLock _ = FileLock.hold(Path.of(arguments[0]), Duration.ZERO)) {
            System.out.println("held");
            // The end of the input never comes before the end of this process.
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
        } catch (FileBusyException e) {
            System.out.println("busy");
        }
    }
}
