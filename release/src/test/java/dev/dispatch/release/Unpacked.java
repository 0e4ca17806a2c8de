package dev.dispatch.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An unpacked archive, used from a folder elsewhere by somebody whose environment holds nothing but what is given. */
record Unpacked(Path distribution, Path workspace, Map<String, String> environment) {

    /** How a command ended and what it printed. */
    record Result(int exitCode, String out, String err) {}

    Result run(String... arguments) throws IOException, InterruptedException {
        return runWith(Map.of(), arguments);
    }

    Result runWith(Map<String, String> more, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(distribution.resolve("bin/dispatch").toString()));
        command.addAll(Arrays.asList(arguments));
        Path out = Files.createTempFile(workspace, "out", ".txt");
        Path err = Files.createTempFile(workspace, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(workspace.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().putAll(more);
        int exitCode = builder.start().waitFor();
        return new Result(exitCode, Files.readString(out), Files.readString(err));
    }

    /** The command that looks after everything. */
    Result check() throws IOException, InterruptedException {
        return run("doctor");
    }

    /** The names of all its files. */
    SortedSet<String> files() throws IOException {
        try (Stream<Path> found = Files.walk(distribution)) {
            return found.filter(Files::isRegularFile)
                    .map(file -> distribution.relativize(file).toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
