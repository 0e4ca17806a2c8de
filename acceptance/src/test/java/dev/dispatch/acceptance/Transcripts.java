package dev.dispatch.acceptance;

import dev.dispatch.testkit.Transcript;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;

/** The transcripts of this module as tests. */
final class Transcripts {
    static final Path ROOT = Path.of(System.getProperty("dispatch.root"));
    static final Path FOLDER = ROOT.resolve("acceptance/transcripts");

    static final Path DISTRIBUTION = Path.of(System.getProperty("dispatch.dist"));

    /** What is done with a transcript, in a folder of its own. */
    @FunctionalInterface
    interface Check {
        void run(Transcript transcript, Path folder) throws Exception;
    }

    private Transcripts() {}

    static List<Transcript> all() {
        try {
            return Transcript.below(FOLDER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<DynamicTest> each(Path folder, Check check) {
        return all().stream()
                .map(transcript ->
                        test(transcript, () -> check.run(transcript, Files.createTempDirectory(folder, "t"))));
    }

    static DynamicTest test(Transcript transcript, Executable check) {
        return DynamicTest.dynamicTest(
                FOLDER.relativize(transcript.file()).toString(),
                transcript.file().toUri(),
                check);
    }
}
