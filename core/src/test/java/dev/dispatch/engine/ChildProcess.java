package dev.dispatch.engine;

import dev.dispatch.expression.SystemGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Processes with an engine that tests start in order to kill them. */
final class ChildProcess {

    private ChildProcess() {}

    /** @param out takes what it prints */
    static Process start(Class<?> main, Path out, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        words.addAll(List.of(arguments));
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
    }

    /** The engine of such a process. */
    static Engine engine(Path workspace, Path home) {
        InstantSource clock = InstantSource.system();
        return Engine.open(new EngineSettings(
                "0.1.0", home, workspace, Map.of(), Optional.empty(), clock, new Random(), new SystemGenerator(clock)));
    }
}
