package dev.dispatch.cli;

import dev.dispatch.json.Json;
import dev.dispatch.time.Cancellation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/** Runs the program in this process, in a folder and an environment of its own. */
public final class Terminal {

    /** What a call of the program left behind. */
    public record Outcome(int exitCode, String out, String err) {
        public JsonNode json() {
            return Json.parse(out);
        }
    }

    public static final Path ROOT = Path.of(System.getProperty("dispatch.root"));

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private final Cancellation cancellation = new Cancellation();
    private RandomGenerator random = new SplittableRandom(7);
    private String in = "";
    private Path distribution = ROOT;
    private int width;

    public Terminal(Path folder) {
        this.folder = folder;
        environment.put("DISPATCH_HOME", folder.resolve("home").toString());
        environment.put("DISPATCH_RUN_OUTPUT", folder.resolve("runs").toString());
    }

    public Terminal with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    public Terminal without(String variable) {
        environment.remove(variable);
        return this;
    }

    public Terminal typing(String text) {
        in = text;
        return this;
    }

    /** A person watches, in a window this wide. */
    public Terminal wide(int columns) {
        width = columns;
        return this;
    }

    /** What ships with the program lies in this folder and not in the repository. */
    public Terminal shippedIn(Path other) {
        distribution = other;
        return this;
    }

    public Terminal random(RandomGenerator generator) {
        random = generator;
        return this;
    }

    public Terminal interrupted() {
        cancellation.cancel();
        return this;
    }

    public Outcome run(String... arguments) {
        return run(List.of(arguments));
    }

    public Outcome json(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        return run(all);
    }

    public Outcome run(List<String> arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = Program.run(arguments, surroundings(stream(out), stream(err)));
        return new Outcome(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    public Surroundings surroundings(PrintStream out, PrintStream err) {
        return new Surroundings(
                folder,
                environment,
                new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                out,
                err,
                width > 0,
                width,
                Optional.of(distribution),
                new SteadyClock(),
                random,
                cancellation);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, false, StandardCharsets.UTF_8);
    }

    /** A second passes at each look, so that runs have an order. */
    private static final class SteadyClock implements InstantSource {
        private static long looks;

        @Override
        public Instant instant() {
            synchronized (SteadyClock.class) {
                return Instant.parse("2026-03-06T16:21:16.042Z").plusSeconds(++looks);
            }
        }
    }
}
