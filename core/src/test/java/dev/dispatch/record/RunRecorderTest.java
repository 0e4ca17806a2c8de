package dev.dispatch.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.TestRuns;
import dev.dispatch.demo.DemoApi;
import dev.dispatch.file.AppendLog;
import dev.dispatch.json.Json;
import dev.dispatch.plan.Plan;
import dev.dispatch.redact.Redactor;
import dev.dispatch.redact.Secrets;
import dev.dispatch.run.RunEvent;
import dev.dispatch.run.RunStatus;
import dev.dispatch.time.Cancellation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class RunRecorderTest {

    private static final long BUDGET = BodyBudget.USUAL;

    @TempDir
    Path folder;

    private DemoApi api;
    private String base;

    @BeforeEach
    void start() throws IOException {
        api = DemoApi.start(0);
        base = api.baseUri().toString();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void everyDocumentOfASuccessFitsItsSchema() throws IOException {
        TestRuns.Recorded run = record(Jobs.with(
                base,
                "\"outputs\": { \"id\": \"${step.create.response.body.id}\" },",
                Jobs.expecting(
                        Jobs.post("create", "/orders", "{ \"item\": \"book\" }"),
                        "{ \"path\": \"$.body.item\", \"op\": \"eq\", \"value\": \"book\" }"),
                Jobs.poll(
                        "shipped",
                        "/orders/${step.create.response.body.id}",
                        "{ \"path\": \"$.body.status\", \"op\": \"eq\", \"value\": \"shipped\" }")));
        assertThat(run.fault()).isEmpty();
        assertThat(run.result().status()).isEqualTo(RunStatus.SUCCESS);
        assertEverythingFits(run.folder());
        assertThat(names(run.folder()))
                .contains(
                        "summary.json",
                        "meta.json",
                        "job.case.input.json",
                        "job.case.resolved.json",
                        "module_resolution.json",
                        "step-results.json",
                        "activity.log",
                        "http_calls.jsonl",
                        "journal.jsonl",
                        "calls/001_http.request.request.json",
                        "calls/001_http.request.response.json");
        JsonNode resolved = json(run, "job.case.resolved.json");
        assertThat(resolved.at("/scenario/steps/0/payload/body/item").asString())
                .isEqualTo("book");
        assertThat(resolved.at("/scenario/steps/1/payload/payload/path").asString())
                .startsWith("/orders/")
                .doesNotContain("$");
        assertThat(json(run, "job.case.input.json")
                        .at("/scenario/steps/1/payload/payload/path")
                        .asString())
                .isEqualTo("/orders/${step.create.response.body.id}");
    }

    @Test
    void aRunThatFailsSaysWhereInEveryDocument() throws IOException {
        TestRuns.Recorded run = record(Jobs.of(
                base, Jobs.get("here", "/posts/1"), Jobs.get("gone", "/posts/4711"), Jobs.get("never", "/posts/2")));
        assertEverythingFits(run.folder());
        JsonNode summary = json(run, "summary.json");
        assertThat(summary.path("status").asString()).isEqualTo("FAILED");
        assertThat(summary.at("/failedStep/id").asString()).isEqualTo("gone");
        assertThat(summary.path("failedStepIndex").asInt()).isEqualTo(2);
        JsonNode steps = json(run, "step-results.json");
        assertThat(steps.get(1).path("response").path("status").asInt()).isEqualTo(404);
        assertThat(steps.get(2).path("status").asString()).isEqualTo("NOT_RUN");
    }

    @Test
    void theJournalHoldsWhatAStepStartedFromAndWhatItLeft() throws IOException {
        TestRuns.Recorded run = record(Jobs.of(
                base,
                "{ \"id\": \"make\", \"action\": \"http.request\", \"payload\": { \"method\": \"POST\","
                        + " \"path\": \"/orders\", \"body\": { \"item\": \"${uuid()}\" } },"
                        + " \"capture\": { \"order\": \"response.body.id\" } }",
                "{ \"id\": \"never\", \"action\": \"flow.log\", \"payload\": { \"message\": \"x\" },"
                        + " \"when\": { \"path\": \"$.run.order\", \"op\": \"eq\", \"value\": \"no\" } }"));
        assertThat(run.result().status()).isEqualTo(RunStatus.SUCCESS);
        assertEverythingFits(run.folder());
        List<JsonNode> lines = AppendLog.lines(run.folder().resolve("journal.jsonl")).stream()
                .map(Json::parse)
                .toList();
        JsonNode enter = lines.getFirst();
        assertThat(enter.at("/generated/0/pointer").asString()).isEqualTo("/scenario/steps/0/payload/body/item");
        assertThat(enter.at("/generated/0/value")).isEqualTo(enter.at("/payload/body/item"));
        JsonNode exit = lines.stream()
                .filter(line -> line.path("type").asString().equals("exit"))
                .findFirst()
                .orElseThrow();
        assertThat(exit.at("/captured/order")).isEqualTo(exit.at("/response/body/id"));
        JsonNode skipped = json(run, "summary.json").at("/steps/1");
        assertThat(skipped.path("status").asString()).isEqualTo("SKIPPED");
        assertThat(skipped.has("durationMs")).isFalse();
        assertThat(Files.readString(run.folder().resolve("activity.log")))
                .containsPattern("step make SUCCEEDED \\(\\d+ms\\)")
                .doesNotContain(" ms");
    }

    @Test
    void aRefusedConnectionIsACallWithoutAStatus() throws IOException {
        api.close();
        TestRuns.Recorded run = record(Jobs.of(base, Jobs.get("refused", "/posts/1")));
        assertEverythingFits(run.folder());
        JsonNode call = Json.parse(
                AppendLog.lines(run.folder().resolve("http_calls.jsonl")).getFirst());
        assertThat(call.has("httpCode")).isFalse();
        assertThat(call.path("error").asString()).isNotEmpty();
    }

    @Test
    void anExpectationThatFailsIsKeptWithItsRules() throws IOException {
        TestRuns.Recorded run = record(Jobs.of(
                base,
                Jobs.expecting(
                        Jobs.get("read", "/posts/1"), "{ \"path\": \"$.body.id\", \"op\": \"eq\", \"value\": 2 }")));
        assertEverythingFits(run.folder());
        JsonNode expectation = json(run, "step-results.json").get(0).path("expectation");
        assertThat(expectation.path("held").asBoolean()).isFalse();
        assertThat(expectation.path("summary").asString()).isEqualTo("$.body.id eq 2 => false, actual 1");
    }

    @Test
    void anInterruptedRunIsRecordedToo() throws IOException {
        Cancellation cancellation = new Cancellation();
        TestRuns.Recorded run = record(
                Jobs.of(
                        base,
                        Jobs.get("read", "/posts/1"),
                        Jobs.get("slow", "/slow?ms=60000"),
                        Jobs.get("never", "/posts/2")),
                cancellation,
                event -> {
                    if (event instanceof RunEvent.CallStarted call
                            && call.stepId().equals("slow")) {
                        cancellation.cancel();
                    }
                },
                BUDGET);
        assertEverythingFits(run.folder());
        assertThat(json(run, "summary.json").path("status").asString()).isEqualTo("INTERRUPTED");
    }

    @Test
    void theJournalHasNoGapsAndEndsWithTheRun() throws IOException {
        TestRuns.Recorded run = record(Jobs.of(base, Jobs.get("a", "/posts/1"), Jobs.get("b", "/posts/2")));
        List<String> types = new ArrayList<>();
        long expected = 1;
        for (String line : AppendLog.lines(run.folder().resolve("journal.jsonl"))) {
            JsonNode entry = Json.parse(line);
            assertThat(entry.path("seq").asLong()).isEqualTo(expected++);
            types.add(entry.path("type").asString());
        }
        assertThat(types)
                .containsExactly(
                        "enter",
                        "attempt",
                        "call-started",
                        "call-finished",
                        "exit",
                        "enter",
                        "attempt",
                        "call-started",
                        "call-finished",
                        "exit",
                        "run-finished");
    }

    @Test
    void aBodyBeyondTheBudgetIsLeftOutAndTheSummarySaysSo() throws IOException {
        TestRuns.Recorded run = record(
                Jobs.of(base, Jobs.get("small", "/posts/1"), Jobs.get("large", "/large?bytes=100000")),
                new Cancellation(),
                _ -> {},
                20_000);
        assertEverythingFits(run.folder());
        assertThat(names(run.folder()))
                .contains("calls/001_http.request.response.json")
                .doesNotContain("calls/002_http.request.response.json");
        JsonNode summary = json(run, "summary.json");
        assertThat(summary.path("status").asString()).isEqualTo("SUCCESS");
        assertThat(summary.path("replayable").asBoolean(true)).isFalse();
        assertThat(summary.path("resumable").asBoolean(true)).isFalse();
        assertThat(summary.path("incomplete").asString()).contains("100000 bytes");
        assertThat(json(run, "step-results.json").get(1).path("omitted").asString())
                .isNotEmpty();
    }

    @Test
    void binaryAndTextBodiesHaveFittingFiles() throws IOException {
        TestRuns.Recorded run = record(Jobs.of(
                base, Jobs.get("bytes", "/binary?bytes=300"), Jobs.get("text", "/text"), Jobs.get("none", "/empty")));
        assertThat(names(run.folder()))
                .contains("calls/001_http.request.response.bin", "calls/002_http.request.response.txt")
                .noneMatch(name -> name.startsWith("calls/003"));
        assertThat(run.folder().resolve("calls/001_http.request.response.bin")).hasSize(300);
        assertEverythingFits(run.folder());
    }

    @Test
    void noSecretIsInAnyByteOfTheFolder() throws IOException {
        String password = "pa55-word/&'\"x";
        String input = "s3cret-input-value";
        String token = "tok-98f7a6b5c4d3";
        String job = Jobs.with(
                base,
                """
                "inputs": {
                  "pin": { "type": "string", "secret": true, "default": "unused-default-pin" },
                  "plain": { "type": "string" } },
                "credentials": { "account": { "fromEnv": { "password": "DEMO_PASSWORD" } } },
                """,
                """
                { "id": "early", "action": "http.request",
                  "payload": { "method": "POST", "path": "/echo", "body": { "note": "${input.plain}", "p": "${credential.account.password}" } } }
                """,
                Jobs.post("learn", "/echo", "{ \"token\": \"%s\", \"pin\": \"${input.pin}\" }".formatted(token)),
                Jobs.post("again", "/echo?x=${input.pin}", "{ \"note\": \"Bearer %s\" }".formatted(token)),
                Jobs.get("fails", "/nowhere/${credential.account.password}"));
        TestRuns.Recorded run =
                record(job, Json.object().put("pin", input).put("plain", token), Map.of("DEMO_PASSWORD", password));
        assertThat(run.result().steps()).hasSize(4);
        for (String name : names(run.folder())) {
            String bytes = Files.readString(run.folder().resolve(name), StandardCharsets.ISO_8859_1);
            assertThat(bytes)
                    .as(name)
                    .doesNotContain(input)
                    .doesNotContain("unused-default-pin")
                    .doesNotContain(token)
                    .doesNotContain(password)
                    .doesNotContain("pa55-word");
        }
        assertEverythingFits(run.folder());
    }

    @Test
    void aFolderThatCannotBeMadeIsAFaultAndTheRunGoesOn() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("run-output"), "a file where the folder should be");
        TestRuns.Recorded run = record(Jobs.of(base, Jobs.get("read", "/posts/1")));
        assertThat(run.result().status()).isEqualTo(RunStatus.SUCCESS);
        assertThat(run.fault()).hasValueSatisfying(fault -> assertThat(fault).contains("run-output"));
    }

    @Test
    void whatCannotBeWrittenIsNotClaimed() throws IOException {
        TestRuns.Recorded run = record(
                Jobs.of(base, Jobs.get("first", "/posts/1"), Jobs.get("second", "/posts/2")),
                new Cancellation(),
                event -> {
                    if (event instanceof RunEvent.CallStarted call
                            && call.stepId().equals("second")) {
                        blockBodies(folder.resolve("run-output"));
                    }
                },
                BUDGET);
        assertThat(run.fault()).hasValueSatisfying(fault -> assertThat(fault).contains("calls"));
        JsonNode call = Json.parse(
                AppendLog.lines(run.folder().resolve("http_calls.jsonl")).getLast());
        assertThat(call.has("responseFile")).isFalse();
        assertThat(call.path("responseOmitted").asString()).contains("calls");
        assertThat(json(run, "summary.json").path("incomplete").asString()).contains("calls");
        assertThat(json(run, "summary.json").path("status").asString()).isEqualTo("SUCCESS");
    }

    @Test
    void aRunIsInProgressUntilItsRecordIsClosed() throws IOException {
        List<RunEntry> listed = new ArrayList<>();
        List<ObjectNode> inspected = new ArrayList<>();
        TestRuns.Recorded run = record(
                Jobs.of(base, Jobs.get("read", "/posts/1")),
                new Cancellation(),
                event -> {
                    if (event instanceof RunEvent.CallStarted) {
                        RunStore store = new RunStore(folder.resolve("run-output"));
                        listed.addAll(store.list(1));
                        inspected.add(Inspection.document(store.open("latest"), Optional.empty(), false));
                    }
                },
                BUDGET);
        assertThat(listed).singleElement().satisfies(entry -> {
            assertThat(entry.status()).isEqualTo(RunStatus.INTERRUPTED);
            assertThat(entry.inProgress()).isTrue();
        });
        assertThat(inspected).hasSize(1);
        Schemas.assertFits("job-inspect", inspected.getFirst());
        assertThat(inspected.getFirst().path("inProgress").asBoolean()).isTrue();
        RunStore store = new RunStore(folder.resolve("run-output"));
        assertThat(store.list(1).getFirst().inProgress()).isFalse();
        assertThat(store.open("latest").inProgress()).isFalse();
        assertThat(run.folder().resolve(".lock")).isEmptyFile();
    }

    @Test
    void aPlaceWithoutLocksKeepsNobodyFromRecording() throws IOException {
        Plan plan;
        try (TestRuns runs = new TestRuns(folder, Map.of())) {
            plan = runs.plan(Jobs.of(base, Jobs.get("read", "/posts/1")), Json.object());
            Path record = folder.resolve("run-output/20260306-162116-job-run-0427a1b");
            Files.createDirectories(record.resolve(".lock"));
            RunHeader header = new RunHeader(
                    "0.1.0", "20260306-162116-job-run-0427a1b", Instant.EPOCH, null, null, null, plan, runs.registry());
            try (RunRecorder recorder = RunRecorder.create(record, header, new Redactor(new Secrets()))) {
                assertThat(recorder.fault()).isEmpty();
                assertThat(new RunStore(folder.resolve("run-output"))
                                .open("latest")
                                .inProgress())
                        .isFalse();
            }
        }
    }

    /** Puts a file where the folder of the bodies was; unlike permissions that stops every user. */
    private static void blockBodies(Path output) {
        try (Stream<Path> runs = Files.list(output)) {
            Path bodies = runs.findFirst().orElseThrow().resolve("calls");
            try (Stream<Path> files = Files.list(bodies)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(bodies);
            Files.writeString(bodies, "");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static void assertEverythingFits(Path record) throws IOException {
        Schemas.assertFits("summary", Json.parse(Files.readString(record.resolve("summary.json"))));
        Schemas.assertFits("meta", Json.parse(Files.readString(record.resolve("meta.json"))));
        Schemas.assertFits("module-resolution", Json.parse(Files.readString(record.resolve("module_resolution.json"))));
        Schemas.assertFits("step-results", Json.parse(Files.readString(record.resolve("step-results.json"))));
        for (String line : AppendLog.lines(record.resolve("journal.jsonl"))) {
            Schemas.assertFits("journal-line", Json.parse(line));
        }
        if (Files.exists(record.resolve("http_calls.jsonl"))) {
            for (String line : AppendLog.lines(record.resolve("http_calls.jsonl"))) {
                Schemas.assertFits("http-call", Json.parse(line));
            }
        }
        RunRecord run = new RunStore(record.resolve("..")).open(String.valueOf(record.getFileName()));
        Schemas.assertFits("job-dump", Dump.document(run));
        Schemas.assertFits("job-inspect", Inspection.document(run, Optional.empty(), true));
        for (int step = 1; step <= run.stepResults().size(); step++) {
            Schemas.assertFits(
                    "job-inspect", Inspection.document(run, Optional.of(Integer.toString(step)), step % 2 == 0));
        }
        Schemas.assertFits(
                "job-assert", Assertions.check(run, AssertionRequest.DEFAULT).toJson());
    }

    private TestRuns.Recorded record(String job) {
        return record(job, new Cancellation(), _ -> {}, BUDGET);
    }

    private TestRuns.Recorded record(
            String job, Cancellation cancellation, dev.dispatch.run.RunListener listener, long budget) {
        try (TestRuns runs = new TestRuns(folder, Map.of())) {
            return runs.run(runs.plan(job, Json.object()), cancellation, listener, budget);
        }
    }

    private TestRuns.Recorded record(
            String job, tools.jackson.databind.node.ObjectNode inputs, Map<String, String> env) {
        try (TestRuns runs = new TestRuns(folder, env)) {
            return runs.run(runs.plan(job, inputs));
        }
    }

    private static JsonNode json(TestRuns.Recorded run, String name) throws IOException {
        return Json.parse(Files.readString(run.folder().resolve(name)));
    }

    private static List<String> names(Path record) throws IOException {
        try (Stream<Path> files = Files.walk(record)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> record.relativize(file).toString())
                    .toList();
        }
    }
}
