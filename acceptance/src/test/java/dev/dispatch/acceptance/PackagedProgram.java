package dev.dispatch.acceptance;

import dev.dispatch.testkit.CommandUnderTest;
import dev.dispatch.testkit.Execution;
import dev.dispatch.testkit.Invocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The program as it is delivered: each command line is a process of its own, started through the launcher. */
final class PackagedProgram implements CommandUnderTest {
    private static final int SECONDS = 60;
    private static final Path LAUNCHER = Transcripts.DISTRIBUTION.resolve("bin/dispatch");

    private final Path folder;

    /** @param folder for what the program reads and prints */
    PackagedProgram(Path folder) {
        this.folder = folder;
    }

    @Override
    public Execution run(Invocation invocation) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
        command.addAll(invocation.arguments());
        Path streams = Files.createTempDirectory(folder, "streams");
        Path in = Files.writeString(streams.resolve("in"), invocation.input());
        Path out = streams.resolve("out");
        Path err = streams.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(invocation.workingDirectory().toFile())
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        setEnvironment(builder.environment(), invocation);
        Process process = builder.start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError("still running after " + SECONDS + " s: " + command);
        }
        return new Execution(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private static void setEnvironment(Map<String, String> environment, Invocation invocation) {
        String path = environment.getOrDefault("PATH", "");
        environment.clear();
        environment.put("PATH", path);
        environment.put("DISPATCH_JAVA_HOME", System.getProperty("java.home"));
        environment.putAll(invocation.environment());
    }
}
