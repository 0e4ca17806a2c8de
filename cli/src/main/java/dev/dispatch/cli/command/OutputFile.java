package dev.dispatch.cli.command;

import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a file that a command was asked for, and the folders above it. */
final class OutputFile {

    private OutputFile() {}

    /**
     * Writes the file, over one that is there.
     *
     * @throws dev.dispatch.problem.ProblemException a {@code RUNTIME_ERROR} that names the file
     */
    static void write(Path file, String text) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(file, text);
        } catch (IOException e) {
            String reason = e.getClass().getSimpleName() + " " + e.getMessage();
            throw Problem.of(ProblemCode.RUNTIME_ERROR, "Cannot write " + file + ": " + reason)
                    .exception();
        }
    }
}
