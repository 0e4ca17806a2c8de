package dev.dispatch.acceptance;

import dev.dispatch.testkit.TranscriptRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class TranscriptsPackagedTest {
    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> everyTranscriptSaysWhatThePackagedProgramDoes() throws Exception {
        Path streams = Files.createDirectory(folder.resolve("streams"));
        return Transcripts.each(
                folder, new TranscriptRunner(new PackagedProgram(streams), Transcripts.DISTRIBUTION, false)::run);
    }
}
