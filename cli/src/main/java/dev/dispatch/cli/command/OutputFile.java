package dev.dispatch.cli.command;

import dev.dispatch.file.StreamedFile;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Writes a file that a command was asked for, and the folders above it; a file that is there is replaced whole or stays. */
final class OutputFile {

    private OutputFile() {}

    /** @throws ProblemException a {@code RUNTIME_ERROR} that names the file */
    static void write(Path file, String text) {
        write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** What does not fit into memory; see {@link #write(Path, String)}. */
    static void write(Path file, StreamedFile.Content content) {
        try {
            StreamedFile.write(file, content);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** A {@code RUNTIME_ERROR} of what the writers of files say, who name the file and the reason. */
    static ProblemException failed(IOException e) {
        String message = String.valueOf(e.getMessage());
        return Problem.of(ProblemCode.RUNTIME_ERROR, Character.toUpperCase(message.charAt(0)) + message.substring(1))
                .exception();
    }
}
