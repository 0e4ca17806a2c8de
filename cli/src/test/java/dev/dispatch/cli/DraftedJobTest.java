package dev.dispatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.demo.DemoApi;
import dev.dispatch.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Jobs are run, drafted, and the drafts run again against the same service. */
class DraftedJobTest {

    private static final String LOOPS = """
            { "schemaVersion": 1, "jobType": "loops", "http": { "baseUrl": "${env.DEMO_BASE_URL}" },
              "scenario": { "steps": [
                { "id": "each", "forEach": { "items": [1, 2, 3], "as": "number" }, "steps": [
                    { "id": "post", "action": "http.request", "payload": { "path": "/posts/${number}" } },
                    { "id": "send", "action": "http.request", "payload": { "method": "POST", "path": "/posts",
                        "body": { "userId": "${number}", "title": "Re: ${step.post.response.body.title}" } } } ] },
                { "id": "both", "parallel": true, "steps": [
                    { "id": "one", "action": "http.request", "payload": { "path": "/users/1" },
                      "capture": { "name": "response.body.name" } },
                    { "id": "two", "action": "http.request", "payload": { "path": "/users/1" } } ] },
                { "id": "busy", "action": "http.request", "retry": { "initialDelay": "1ms" },
                  "payload": { "method": "POST", "path": "/payments", "query": { "fail": 1 },
                    "headers": { "Idempotency-Key": "${uuid()}" }, "body": { "amount": 3, "currency": "EUR", "reference": "${run.runId}" } } }
              ] } }
            """;

    private static final String FAILING = """
            { "schemaVersion": 1, "jobType": "failing", "http": { "baseUrl": "${env.DEMO_BASE_URL}" },
              "scenario": { "steps": [
                { "id": "there", "action": "http.request", "payload": { "path": "/posts/1" } },
                { "id": "gone", "action": "http.request", "payload": { "path": "/posts/4711" } },
                { "id": "after", "action": "http.request", "payload": { "path": "/posts/2" } } ] } }
            """;

    @TempDir
    private static Path folder;

    private static DemoApi api;
    private static Terminal terminal;

    @BeforeAll
    static void start() throws IOException {
        api = DemoApi.start(0);
        String url = api.baseUri().toString();
        terminal = new Terminal(folder)
                .with("DEMO_BASE_URL", url)
                .with("JSONPLACEHOLDER_BASE_URL", url)
                .with("DEMO_USERNAME", "demo")
                .with("DEMO_PASSWORD", "demo-password")
                .with("DEMO_CLIENT_ID", "demo-client")
                .with("DEMO_CLIENT_SECRET", "demo-secret");
        for (Path job : shipped().toList()) {
            ObjectNode written = (ObjectNode) Json.parse(Files.readString(job));
            write(String.valueOf(job.getFileName()), written.deepCopy());
            written.remove("verification");
            strip(written.path("scenario").path("steps"));
            strip(written.path("scenario").path("finally"));
            write("bare-" + job.getFileName(), written);
        }
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    static Stream<Path> shipped() throws IOException {
        List<Path> jobs = new ArrayList<>();
        for (String place : List.of("jobs", "modules/jsonplaceholder/jobs", "modules/orders/jobs")) {
            try (Stream<Path> files = Files.list(Terminal.ROOT.resolve(place))) {
                files.filter(file -> file.toString().endsWith(".json")).forEach(jobs::add);
            }
        }
        return jobs.stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void aDraftOfAShippedJobPassesAgainAndKeepsWhatItsAuthorWrote(Path shipped) throws IOException {
        String name = String.valueOf(shipped.getFileName());
        JsonNode written = Json.parse(Files.readString(shipped));
        JsonNode drafted = draftedAndPassed(name);
        assertThat(drafted.path("verification"))
                .isEqualTo(written.has("verification") ? written.get("verification") : drafted.path("verification"));
        JsonNode steps = written.path("scenario").path("steps");
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).has("expect")) {
                assertThat(drafted.path("scenario").path("steps").get(i)).isEqualTo(steps.get(i));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void aJobWithoutExpectationsIsGivenSomeThatHoldAgain(Path shipped) throws IOException {
        JsonNode drafted = draftedAndPassed("bare-" + shipped.getFileName());
        assertThat(drafted.path("verification").size()).isBetween(2, 40);
    }

    @Test
    void loopsBlocksAndRetriesAreGivenExpectationsThatHoldForEveryPass() throws IOException {
        Files.writeString(folder.resolve("loops.job.case.json"), LOOPS);
        JsonNode drafted = draftedAndPassed("loops.job.case.json");
        JsonNode each = drafted.path("scenario").path("steps").get(0);
        assertThat(Json.compact(each.path("steps").get(1).path("expect")))
                .contains("{\"path\":\"$.body.userId\",\"op\":\"eq\",\"value\":\"${number}\"}")
                .contains("\"Re: ${step.post.response.body.title}\"");
        JsonNode two =
                drafted.path("scenario").path("steps").get(1).path("steps").get(1);
        assertThat(Json.compact(two)).as("a sibling's capture is not there").doesNotContain("${run.name}");
    }

    @Test
    void anAddressTellsTheIdThatItsAnswerHas() throws IOException {
        JsonNode drafted = draftedAndPassed("bare-order-poll.job.case.json");
        JsonNode shipped = drafted.path("scenario").path("steps").get(1);
        assertThat(Json.compact(shipped.path("expect")))
                .contains("{\"path\":\"$.lastResponse.body.id\",\"op\":\"eq\",\"value\":\"${run.orderId}\"}")
                .contains("\"${input.item}\"");
    }

    @Test
    void aDraftOfADraftIsTheSame() throws IOException {
        JsonNode drafted = draftedAndPassed("bare-http-request.job.case.json");
        assertThat(draftedAndPassed("drafted-bare-http-request.job.case.json")).isEqualTo(drafted);
    }

    @Test
    void aSingleActionBecomesAJob() throws IOException {
        String run = terminal.json("run", "jsonplaceholder.get-user", "--input", "id=1")
                .json()
                .path("runId")
                .asString();
        JsonNode drafted = drafted(run, "action.job.case.json");
        assertThat(drafted.path("jobType").asString()).isEqualTo("jsonplaceholder-get-user");
        passes("action.job.case.json");
    }

    @Test
    void aRequestKeepsTheBaseUrlOfItsCommandLine() throws IOException {
        String run = terminal.json(
                        "run", "http.request", "--base-url", api.baseUri().toString(), "--input", "path=/posts/1")
                .json()
                .path("runId")
                .asString();
        JsonNode drafted = drafted(run, "request.job.case.json");
        assertThat(drafted.path("http").path("baseUrl").asString())
                .isEqualTo(api.baseUri().toString());
        passes("request.job.case.json");
    }

    @Test
    void ofAFailedRunOnlyWhatSucceededIsExpected() throws IOException {
        Files.writeString(folder.resolve("failing.job.case.json"), FAILING);
        String run = terminal.json("job", "run", "--case", "failing.job.case.json")
                .json()
                .path("details")
                .path("result")
                .path("runId")
                .asString();
        JsonNode drafted = drafted(run, "drafted-failing.job.case.json");
        assertThat(drafted.has("verification")).isFalse();
        assertThat(drafted.path("scenario").path("steps"))
                .extracting(step -> step.path("id").asString() + " " + step.has("expect"))
                .containsExactly("there true", "gone false", "after false");
        assertThat(terminal.run("job", "validate", "--case", "drafted-failing.job.case.json")
                        .exitCode())
                .isZero();
    }

    @Test
    void aKilledRunIsDraftedAsFarAsItCame() throws IOException {
        Files.writeString(folder.resolve("killed.job.case.json"), LOOPS);
        JsonNode result =
                terminal.json("job", "run", "--case", "killed.job.case.json").json();
        Path record = Path.of(result.path("runDir").asString());
        Files.delete(record.resolve("summary.json"));
        Files.delete(record.resolve("step-results.json"));
        JsonNode drafted = drafted(result.path("runId").asString(), "drafted-killed.job.case.json");
        assertThat(drafted.has("verification")).isFalse();
        assertThat(drafted.findValues("expect")).isNotEmpty();
    }

    private static JsonNode draftedAndPassed(String name) throws IOException {
        JsonNode run =
                terminal.json("job", "run", "--case", name, "--resolve-deps").json();
        assertThat(run.path("status").asString()).as(Json.pretty(run)).isEqualTo("SUCCESS");
        JsonNode drafted = drafted(run.path("runId").asString(), "drafted-" + name);
        passes("drafted-" + name);
        return drafted;
    }

    private static JsonNode drafted(String run, String out) throws IOException {
        Terminal.Outcome outcome = terminal.json("job", "draft", "--run-id", run, "--out", out, "--force");
        assertThat(outcome.exitCode()).as(outcome.out()).isZero();
        return Json.parse(Files.readString(folder.resolve(out)));
    }

    private static void passes(String name) {
        Terminal.Outcome valid = terminal.json("job", "validate", "--case", name);
        assertThat(valid.exitCode()).as(valid.out()).isZero();
        Terminal.Outcome again = terminal.json("job", "run", "--case", name, "--resolve-deps");
        assertThat(again.exitCode()).as(again.out()).isZero();
        Terminal.Outcome asserted = terminal.json(
                "job", "assert", "--run-id", again.json().path("runId").asString());
        assertThat(asserted.exitCode()).as(asserted.out()).isZero();
    }

    private static void strip(JsonNode steps) {
        for (JsonNode step : steps) {
            ((ObjectNode) step).remove("expect");
            strip(step.path("steps"));
        }
    }

    private static void write(String name, JsonNode job) throws IOException {
        Files.writeString(folder.resolve(name), Json.pretty(job));
    }
}
