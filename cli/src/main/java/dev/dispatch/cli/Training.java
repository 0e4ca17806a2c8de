package dev.dispatch.cli;

import dev.dispatch.json.Json;
import dev.dispatch.redact.Secrets;
import dev.dispatch.time.Cancellation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * The run that the ahead-of-time cache is recorded from: every command line that has to start fast, what goes wrong
 * often included, through the entry of the program and with its output thrown away. What it writes lies in a temporary
 * folder that is gone afterwards.
 */
public final class Training {

    private static final String VALID_JOB = "jsonplaceholder-run-many";
    static final String FAULTY_JOB = """
            {"schemaVersion": 1, "jobType": "faulty", "stepz": [], "inputs": {"a": {"type": "intger"}},
             "scenario": {"steps": [
               {"id": "one", "action": "jsonplaceholder.get-pst", "payload": {"id": "${step.two.response.id}"}},
               {"id": "two", "action": "jsonplaceholder.get-post", "payload": {"ix": "${input.b}"},
                "expect": {"path": "$.x-y", "op": "eq", "value": 1}}]}}
            """;
    static final String FAILING_JOB = """
            {"schemaVersion": 1, "jobType": "failing", "scenario": {"steps": [
               {"id": "get", "action": "jsonplaceholder.get-post", "payload": {"id": 1},
                "capture": {"title": "response.title"}, "expect": {"path": "$.id", "op": "eq", "value": 2}},
               {"id": "log", "action": "flow.log", "payload": {"message": "${run.title}"}}]}}
            """;

    static final String REQUEST_JOB = """
            {"schemaVersion": 1, "jobType": "request", "http": {"baseUrl": "${env.JSONPLACEHOLDER_BASE_URL}"},
             "scenario": {"steps": [
               {"id": "get", "action": "http.request", "payload": {"path": "/posts", "query": {"userId": 1}},
                "expect": {"path": "$.status", "op": "eq", "value": 200}},
               {"id": "create", "action": "http.request",
                "payload": {"method": "POST", "path": "/posts", "body": {"userId": 1}, "expectStatus": 201}}]}}
            """;

    private static final List<List<String>> VERSION_LINES =
            List.of(List.of("version"), List.of("version", "--json"), List.of("--cli-version"));

    /** Each is trained for people and for programs. */
    private static final List<List<String>> COMMAND_LINES = List.of(
            List.of("version"),
            List.of("--help"),
            List.of("job", "run", "--help"),
            List.of("job", "validate", "--case", VALID_JOB),
            List.of("job", "run", "--case", VALID_JOB, "--input", "userId=2"),
            List.of("job", "assert", "--run-id", "latest"),
            List.of("job", "inspect", "--run-id", "latest"),
            List.of("job", "inspect", "--run-id", "latest", "--step", "1"),
            List.of("job", "readable", "--run-id", "latest"),
            List.of("job", "dump", "--run-id", "latest"),
            List.of("job", "run", "--case", "failing.job.case.json"),
            List.of("job", "assert", "--run-id", "latest"),
            List.of("job", "inspect", "--run-id", "latest", "--step", "get"),
            List.of("job", "validate", "--case", "faulty.job.case.json"),
            List.of("job", "run", "--case", "faulty.job.case.json"),
            List.of("job", "run", "--case", "missing"),
            List.of("job", "run", "--case", VALID_JOB, "--input", "usrId=2"),
            List.of("job", "list"),
            List.of("job", "latest"),
            List.of("job", "cases"),
            List.of("run", "jsonplaceholder.get-post", "--input", "id=1"),
            List.of("run", "jsonplaceholder.get-post", "--input", "id=1", "--base-url", "http://127.0.0.1:1"),
            List.of("job", "run", "--case", "request.job.case.json"),
            List.of("run", "memory.store", "--input", "namespace=n", "--input", "key=k", "--input", "value=1"),
            List.of("memory", "list"),
            List.of("memory", "inspect", "--namespace", "n"),
            List.of("module", "list"),
            List.of("module", "inspect", "jsonplaceholder"),
            List.of("schema", "case", "--print"),
            List.of("schema", "action", "--name", "jsonplaceholder.get-post", "--print"),
            List.of("schema", "module", "--print"),
            List.of("schema", "expressions", "--print"),
            List.of("no-such-command"),
            List.of("job", "run"),
            List.of("job", "run", "--cse", "x"));

    private Training() {}

    /**
     * Runs all command lines, or with the argument {@code version} those few; what they return does not matter, that they ran does.
     *
     * @throws IOException where the temporary folder or the server cannot be made: the cache would be a poor one
     */
    public static void main(String[] args) throws IOException {
        if (List.of(args).contains("version")) {
            version();
        } else {
            everything();
        }
    }

    /** What only tells the version has a cache of its own: all that is in a cache is loaded at each start. */
    private static void version() {
        Path folder = Path.of("").toAbsolutePath();
        for (List<String> commandLine : VERSION_LINES) {
            Main.run(commandLine, surroundings(folder, System.getenv(), false), new Secrets());
        }
    }

    private static void everything() throws IOException {
        Path folder = Files.createTempDirectory("dispatch-training");
        Process server = startServer();
        try {
            Files.writeString(folder.resolve("faulty.job.case.json"), FAULTY_JOB);
            Files.writeString(folder.resolve("failing.job.case.json"), FAILING_JOB);
            Files.writeString(folder.resolve("request.job.case.json"), REQUEST_JOB);
            Map<String, String> environment = new HashMap<>(System.getenv());
            Path home = folder.resolve("home");
            compileModules(home);
            environment.put("DISPATCH_HOME", home.toString());
            environment.put("DISPATCH_RUN_OUTPUT", folder.resolve("runs").toString());
            environment.put("JSONPLACEHOLDER_BASE_URL", baseUrl(server));
            for (List<String> commandLine : COMMAND_LINES) {
                List<String> json = new ArrayList<>(commandLine);
                json.add("--json");
                Main.run(json, surroundings(folder, environment, false), new Secrets());
                Main.run(commandLine, surroundings(folder, environment, commandLine.contains("run")), new Secrets());
            }
        } finally {
            server.destroyForcibly();
            delete(folder);
        }
    }

    /** A process of its own: every program loads what is in the cache, and no program but the demo needs a server. */
    private static Process startServer() throws IOException {
        return program("demo", "serve", "--json").start();
    }

    /** Elsewhere, too: the compiler is nearly as large as the program, and a source is compiled once. */
    private static void compileModules(Path home) throws IOException {
        Process list = program("module", "list", "--home", home.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        list.onExit().join();
    }

    private static ProcessBuilder program(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path")));
        Optional.ofNullable(System.getProperty(Main.DISTRIBUTION))
                .ifPresent(distribution -> command.add("-D" + Main.DISTRIBUTION + "=" + distribution));
        command.add(Main.class.getName());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    }

    /** The server's document is one line. */
    private static String baseUrl(Process server) throws IOException {
        String document = server.inputReader(StandardCharsets.UTF_8).readLine();
        if (document == null) {
            throw new IOException("the demo API did not start");
        }
        return Json.parse(document).get("baseUrl").stringValue();
    }

    private static Surroundings surroundings(Path folder, Map<String, String> environment, boolean terminal) {
        PrintStream nowhere =
                new PrintStream(new PipeStream(OutputStream.nullOutputStream()), false, StandardCharsets.UTF_8);
        return new Surroundings(
                folder,
                environment,
                new ByteArrayInputStream(new byte[0]),
                nowhere,
                nowhere,
                terminal,
                80,
                Optional.ofNullable(System.getProperty(Main.DISTRIBUTION)).map(Path::of),
                InstantSource.system(),
                new SplittableRandom(),
                new Cancellation());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
