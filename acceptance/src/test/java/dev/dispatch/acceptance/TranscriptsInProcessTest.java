package dev.dispatch.acceptance;

import dev.dispatch.testkit.TranscriptRunner;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Also rewrites what transcripts expect, with {@code -Dtranscripts.update=true}. */
class TranscriptsInProcessTest {
    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> everyTranscriptSaysWhatHappens() {
        TranscriptRunner runner = new TranscriptRunner(
                new ProgramInProcess(), Transcripts.DISTRIBUTION, Boolean.getBoolean("transcripts.update"));
        return Transcripts.each(folder, runner::run);
    }
}
