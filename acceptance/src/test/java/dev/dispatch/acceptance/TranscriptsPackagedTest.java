package dev.dispatch.acceptance;

import dev.dispatch.testkit.Transcript;
import dev.dispatch.testkit.TranscriptRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Two transcripts at a time: most of the time goes by waiting for processes. */
class TranscriptsPackagedTest {
    private static final ExecutorService WORKERS = Executors.newFixedThreadPool(2);

    @TempDir
    private static Path folder;

    @AfterAll
    static void stop() {
        WORKERS.shutdownNow();
    }

    @TestFactory
    List<DynamicTest> everyTranscriptSaysWhatThePackagedProgramDoes() {
        TranscriptRunner runner = new TranscriptRunner(new PackagedProgram(folder), Transcripts.DISTRIBUTION, false);
        List<DynamicTest> tests = new ArrayList<>();
        for (Transcript transcript : Transcripts.all()) {
            Future<?> run = WORKERS.submit(() -> {
                runner.run(transcript, Files.createTempDirectory(folder, "t"));
                return null;
            });
            tests.add(Transcripts.test(transcript, () -> await(run)));
        }
        return tests;
    }

    private static void await(Future<?> run) throws Throwable {
        try {
            run.get();
        } catch (ExecutionException failed) {
            throw failed.getCause();
        }
    }
}
