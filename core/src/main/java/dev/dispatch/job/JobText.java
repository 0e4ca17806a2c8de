package dev.dispatch.job;

import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The text of a job file. */
public final class JobText {

    private static final int LARGEST = 16 * 1024 * 1024;

    private JobText() {}

    /**
     * Reads it.
     *
     * @throws dev.dispatch.problem.ProblemException where it is too large, not UTF-8 or cannot be read
     */
    public static String of(Path file) {
        try {
            byte[] bytes = bytes(file);
            if (bytes.length > LARGEST) {
                throw Problem.of(ProblemCode.USAGE_ERROR, "The job file " + file + " is larger than 16 MiB")
                        .exception();
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Problem.of(ProblemCode.USAGE_ERROR, "The job file " + file + " is not UTF-8 text")
                    .exception();
        } catch (AccessDeniedException e) {
            throw Problem.of(ProblemCode.RUNTIME_ERROR, "Cannot read the job file " + file + ": permission denied")
                    .exception();
        } catch (IOException e) {
            throw Problem.of(ProblemCode.RUNTIME_ERROR, "Cannot read the job file " + file + ": " + e.getMessage())
                    .exception();
        }
    }

    /** What is no regular file, such as a pipe, does not know its size and may have no end. */
    private static byte[] bytes(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return stream.readNBytes(LARGEST + 1);
        }
    }
}
