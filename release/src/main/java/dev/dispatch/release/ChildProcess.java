package dev.dispatch.release;

import java.io.IOException;
import java.util.List;

/** A program that the build starts and waits for; it prints where the build prints. */
final class ChildProcess {

    private ChildProcess() {}

    /** @throws IOException where it cannot be started, or ends with another exit code than 0 */
    static void run(String... command) throws IOException, InterruptedException {
        int exitCode = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (exitCode != 0) {
            throw new IOException("exit code " + exitCode + " of " + List.of(command));
        }
    }
}
