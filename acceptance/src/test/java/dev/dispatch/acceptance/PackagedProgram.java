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
    private final List<String> before;

    /** @param folder for what the program reads and prints */
    PackagedProgram(Path folder) {
        this(folder, List.of());
    }

    /** @param before the words of a command that starts what stands behind it */
    PackagedProgram(Path folder, List<String> before) {
        this.folder = folder;
        this.before = List.copyOf(before);
    }

    @Override
    public Execution run(Invocation invocation) throws IOException, InterruptedException {
        Path streams = Files.createTempDirectory(folder, "streams");
        Path in = Files.writeString(streams.resolve("in"), invocation.input());
        Path out = streams.resolve("out");
        Path err = streams.resolve("err");
        Process process = builder(invocation)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError("still running after " + SECONDS + " s: " + invocation.arguments());
        }
        return new Execution(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** Starts it and does not wait; nobody sees what it prints. */
    Process start(Invocation invocation) throws IOException {
        return builder(invocation)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private ProcessBuilder builder(Invocation invocation) {
        List<String> command = new ArrayList<>(before);
        command.add(LAUNCHER.toString());
        command.addAll(invocation.arguments());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(invocation.workingDirectory().toFile());
        setEnvironment(builder.environment(), invocation);
        return builder;
    }

    private static void setEnvironment(Map<String, String> environment, Invocation invocation) {
        String path = environment.getOrDefault("PATH", "");
        environment.clear();
        environment.put("PATH", path);
        environment.put("DISPATCH_JAVA_HOME", System.getProperty("java.home"));
        environment.putAll(invocation.environment());
    }
}
