package dev.dispatch.engine;

import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The text of a job file. */
final class JobText {

    private static final long LARGEST = 16L * 1024 * 1024;

    private JobText() {}

    /**
     * Reads it.
     *
     * @throws dev.dispatch.problem.ProblemException where it is too large, not UTF-8 or cannot be read
     */
    static String of(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw Problem.of(ProblemCode.USAGE_ERROR, "The job file " + file + " is larger than 16 MiB")
                        .exception();
            }
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw Problem.of(ProblemCode.USAGE_ERROR, "The job file " + file + " is not UTF-8 text")
                    .exception();
        } catch (IOException e) {
            throw Problem.of(ProblemCode.RUNTIME_ERROR, "Cannot read the job file " + file + ": " + e.getMessage())
                    .exception();
        }
    }
}
