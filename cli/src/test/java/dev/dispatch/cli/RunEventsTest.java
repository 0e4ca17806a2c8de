package dev.dispatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.demo.DemoApi;
import dev.dispatch.json.Json;
import dev.dispatch.schema.JsonSchema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code job run --events}: what a run tells of itself while it goes. */
class RunEventsTest {

    private static final String SECRET = "open-sesame-4711";

    private static final String MIXED = """
            {"schemaVersion": 1, "jobType": "mixed", "http": {"baseUrl": "${env.API}"},
             "inputs": {"pin": {"type": "string", "required": true, "secret": true}},
             "scenario": {"steps": [
               {"id": "all", "forEach": {"items": [1, 2]}, "steps": [
                 {"id": "post", "action": "http.request", "payload": {"path": "/posts/${item}", "query": {"pin": "${input.pin}"}}},
                 {"id": "note", "action": "flow.log", "payload": {"message": "post ${item} ${input.pin}"}}]},
               {"id": "flaky", "action": "http.request", "payload": {"path": "/flaky/a?fail=1&status=503"},
                "retry": {"initialDelay": "1ms", "jitter": false}},
               {"id": "wait", "action": "flow.poll", "payload": {
                 "action": "http.request", "payload": {"path": "/flaky/b?fail=1&status=404", "expectStatus": [200, 404]},
                 "intervalMs": 250, "conditions": {"path": "$.status", "op": "eq", "value": 200}}},
               {"id": "never", "when": {"path": "$.run.nothing", "op": "exists"}, "action": "flow.fail", "payload": {"message": "x"}},
               {"id": "bad", "action": "flow.log", "payload": {"message": "m"}, "expect": {"path": "$.message", "op": "eq", "value": "n"}}],
              "finally": [{"id": "clean", "action": "flow.log", "payload": {"message": "${input.pin}"}}]}}
            """;

    @TempDir
    private Path folder;

    private DemoApi api;
    private Terminal terminal;

    @BeforeEach
    void start() throws IOException {
        api = DemoApi.start(0);
        terminal = new Terminal(folder).with("API", api.baseUri().toString());
        Files.writeString(folder.resolve("mixed.job.case.json"), MIXED);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void everyLineButTheLastFitsTheFormOfEventsAndTheLastIsTheResult() throws IOException {
        Terminal.Outcome outcome = mixed();
        List<JsonNode> lines = lines(outcome.out());
        List<JsonNode> events = lines.subList(0, lines.size() - 1);
        JsonSchema form = schema("run-event");
        for (int i = 0; i < events.size(); i++) {
            assertThat(form.validate(events.get(i)))
                    .as(events.get(i).toString())
                    .isEmpty();
            assertThat(events.get(i).path("seq").asInt()).isEqualTo(i + 1);
        }
        assertThat(schema("error").validate(lines.getLast())).isEmpty();
        assertThat(lines.getLast().path("details").path("result").path("runId"))
                .isEqualTo(events.getFirst().path("runId"));
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void everythingThatHappensIsTold() throws IOException {
        List<JsonNode> lines = lines(mixed().out());
        Set<String> types = new TreeSet<>();
        lines.forEach(line -> types.add(line.path("type").asString("result")));
        assertThat(types)
                .containsExactly(
                        "attempt",
                        "call-finished",
                        "call-started",
                        "log",
                        "progress",
                        "result",
                        "retry",
                        "run-finished",
                        "run-started",
                        "step-finished",
                        "step-started");
        assertThat(told(lines, "all"))
                .containsExactly(
                        "step-started all#1",
                        "step-started all[0]#1",
                        "step-finished all[0]#1 SUCCEEDED",
                        "step-started all[1]#1",
                        "step-finished all[1]#1 SUCCEEDED",
                        "step-finished all#1 SUCCEEDED");
        assertThat(told(lines, "flaky"))
                .containsExactly(
                        "step-started flaky#1",
                        "attempt flaky#1",
                        "call-started flaky#1@1",
                        "call-finished flaky#1@1 503",
                        "retry flaky#1",
                        "attempt flaky#2",
                        "call-started flaky#2@1",
                        "call-finished flaky#2@1 200",
                        "step-finished flaky#2 SUCCEEDED");
        assertThat(told(lines, "never")).containsExactly("step-started never#1", "step-finished never#1 SKIPPED");
        assertThat(told(lines, "clean")).endsWith("step-finished !f/clean#1 SUCCEEDED");
    }

    @Test
    void aLoopSaysHowManyItemsItHasAndEachPassWhichOneItIs() throws IOException {
        List<JsonNode> lines = lines(mixed().out());
        assertThat(lines).anySatisfy(line -> {
            assertThat(line.path("path").asString("")).isEqualTo("all#1");
            assertThat(line.path("items").asInt()).isEqualTo(2);
        });
        assertThat(lines).anySatisfy(line -> {
            assertThat(line.path("path").asString("")).isEqualTo("all[1]#1/post#1");
            assertThat(line.path("index").asInt()).isEqualTo(1);
        });
    }

    @Test
    void noSecretIsTold() throws IOException {
        assertThat(mixed().out()).doesNotContain(SECRET).contains("post 1 [REDACTED]");
    }

    @Test
    void aJobThatIsRefusedPrintsOnlyTheResult() throws IOException {
        Terminal.Outcome outcome = terminal.run("job", "run", "--case", "mixed", "--events");
        assertThat(lines(outcome.out()))
                .singleElement()
                .satisfies(line -> assertThat(line.path("message").asString()).isEqualTo("job input preflight failed"));
        assertThat(outcome.exitCode()).isEqualTo(2);
    }

    @Test
    void fieldsSelectOfTheResultAlone() throws IOException {
        write("short", "x");
        List<JsonNode> lines = lines(terminal.run("job", "run", "--case", "short", "--events", "--fields", "status")
                .out());
        assertThat(lines.getFirst().has("runId")).isTrue();
        assertThat(lines.getLast()).isEqualTo(Json.parse("{\"status\":\"SUCCESS\"}"));
    }

    @Test
    void aLongMessageIsCutUnlessAllIsAskedFor() throws IOException {
        write("long", "x".repeat(5_000));
        assertThat(logged("--events")).hasSizeLessThan(1_100).endsWith("... (5000 characters)");
        assertThat(logged("--events", "--full")).hasSize(5_000);
    }

    @Test
    void eachLineLeavesAtOnce() throws IOException {
        write("short", "x");
        List<String> writes = new ArrayList<>();
        ByteArrayOutputStream pending = new ByteArrayOutputStream() {
            @Override
            public void flush() {
                if (size() > 0) {
                    writes.add(toString(StandardCharsets.UTF_8));
                    reset();
                }
            }
        };
        run(pending, "job", "run", "--case", "short", "--events");
        assertThat(writes)
                .hasSizeGreaterThan(4)
                .allMatch(line -> line.endsWith("}\n") && line.indexOf('\n') == line.length() - 1);
    }

    @Test
    void aReaderThatLeavesDoesNotStopTheRun() throws IOException {
        write("short", "x");
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        assertThat(run(new PipeStream(gone), "job", "run", "--case", "short", "--events"))
                .isZero();
        JsonNode latest = terminal.json("job", "latest").json();
        assertThat(latest.path("status").asString()).isEqualTo("SUCCESS");
    }

    private Terminal.Outcome mixed() {
        return terminal.run("job", "run", "--case", "mixed", "--events", "--input", "pin=" + SECRET);
    }

    private void write(String name, String message) throws IOException {
        Files.writeString(folder.resolve(name + ".job.case.json"), """
                {"schemaVersion": 1, "jobType": "%s", "scenario": {"steps": [
                  {"id": "log", "action": "flow.log", "payload": {"message": "%s"}}]}}
                """.formatted(name, message));
    }

    private String logged(String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("job", "run", "--case", "long"));
        arguments.addAll(List.of(options));
        return lines(terminal.run(arguments).out()).stream()
                .filter(line -> line.path("type").asString("").equals("log"))
                .findFirst()
                .orElseThrow()
                .path("message")
                .asString();
    }

    private int run(OutputStream out, String... arguments) {
        return Program.run(
                List.of(arguments),
                terminal.surroundings(
                        new PrintStream(out, false, StandardCharsets.UTF_8),
                        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)));
    }

    /** What is told of a step's own executions, each in a few words. */
    private static List<String> told(List<JsonNode> lines, String stepId) {
        return lines.stream()
                .filter(line -> line.path("stepId").asString("").equals(stepId) && line.has("path"))
                .map(line -> (line.path("type").asString("") + " "
                                + line.path("path").asString("") + " "
                                + line.path("status")
                                        .asString(line.path("httpCode").asString("")))
                        .strip())
                .toList();
    }

    private static List<JsonNode> lines(String out) {
        return out.lines().map(Json::parse).toList();
    }

    private static JsonSchema schema(String name) throws IOException {
        JsonNode source =
                Json.parse(Files.readString(Terminal.ROOT.resolve("docs/reference/" + name + ".schema.json")));
        return ((JsonSchema.Compiled.Ok) JsonSchema.compile(source)).schema();
    }
}
