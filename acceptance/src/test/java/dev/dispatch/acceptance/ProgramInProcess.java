package dev.dispatch.acceptance;

import dev.dispatch.cli.Program;
import dev.dispatch.cli.Surroundings;
import dev.dispatch.testkit.CommandUnderTest;
import dev.dispatch.testkit.Execution;
import dev.dispatch.testkit.Invocation;
import dev.dispatch.time.Cancellation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The same program without a process: quicker, and it can be debugged. */
final class ProgramInProcess implements CommandUnderTest {
    private static final int WIDTH = 80;

    @Override
    public Execution run(Invocation invocation) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = Program.run(
                invocation.arguments(),
                new Surroundings(
                        invocation.workingDirectory(),
                        invocation.environment(),
                        new ByteArrayInputStream(invocation.input().getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(out, false, StandardCharsets.UTF_8),
                        new PrintStream(err, false, StandardCharsets.UTF_8),
                        false,
                        WIDTH,
                        Optional.of(Transcripts.DISTRIBUTION),
                        InstantSource.system(),
                        RandomGenerator.getDefault(),
                        new Cancellation()));
        return new Execution(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
