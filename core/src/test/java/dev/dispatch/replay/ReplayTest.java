package dev.dispatch.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.engine.Engine;
import dev.dispatch.engine.EngineSettings;
import dev.dispatch.engine.JobRequest;
import dev.dispatch.engine.ReplayReply;
import dev.dispatch.engine.RunReply;
import dev.dispatch.expression.SystemGenerator;
import dev.dispatch.json.Json;
import dev.dispatch.plan.GivenInputs;
import dev.dispatch.record.RunRecord;
import dev.dispatch.redact.Redactor;
import dev.dispatch.run.RunEvent;
import dev.dispatch.run.RunListener;
import dev.dispatch.run.RunStatus;
import dev.dispatch.time.Cancellation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs that are run again out of their records. The service is gone by then: {@code /later/N} fails N times before it
 * answers, {@code /count} counts, {@code /slow/MS} takes its time, {@code /hang} never answers, {@code /login} gives a token
 * that {@code /me} wants to see.
 */
@NullMarked
class ReplayTest {

    private static final String SECRET = "s3cr3t-t0ken-0123456789";

    private static final String RETRY = ", 'retry': {'maxAttempts': 3, 'initialDelay': '10ms'}";
    private static final String LATE = ", 'timeout': '300ms'";
    private static final String POLL = "{'id': 'p', 'action': 'flow.poll', 'payload': {'action': 'http.request',"
            + " 'payload': {'path': '/count'}, 'intervalMs': 250,"
            + " 'conditions': {'path': '$.body.n', 'op': 'gte', 'value': 3}}} ";

    @TempDir
    Path folder = Path.of("");

    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, AtomicInteger> counts = new HashMap<>();
    private MockWebServer server = new MockWebServer();
    private RunListener listener = _ -> {};
    private Cancellation cancellation = new Cancellation();

    @BeforeEach
    void serve() throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer(request);
            }
        });
        server.start();
        environment.put("API", "http://127.0.0.1:" + server.getPort());
        Files.createDirectories(folder.resolve("jobs"));
        Files.createDirectories(folder.resolve("modules"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private synchronized int count(String what) {
        return counts.computeIfAbsent(what, _ -> new AtomicInteger()).incrementAndGet();
    }

    private MockResponse answer(RecordedRequest request) {
        String[] path = request.getTarget().split("[/?]", -1);
        MockResponse.Builder answer = new MockResponse.Builder().addHeader("Content-Type", "application/json");
        return switch (path[1]) {
            case "later" -> {
                boolean now = count(request.getTarget()) > Integer.parseInt(path[2]);
                yield now
                        ? answer.body("{\"ready\": true}").build()
                        : answer.code(503).body("{\"ready\": false}").build();
            }
            case "count" -> answer.body("{\"n\": " + count("count") + ".0}").build();
            case "slow" ->
                answer.headersDelay(Long.parseLong(path[2]), TimeUnit.MILLISECONDS)
                        .body("{\"slept\": " + path[2] + "}")
                        .build();
            case "hang" -> answer.headersDelay(20, TimeUnit.SECONDS).build();
            case "login" -> answer.body("{\"token\": \"" + SECRET + "\"}").build();
            case "me" ->
                request.getTarget().contains(SECRET)
                        ? answer.body("{\"name\": \"Ada\"}").build()
                        : answer.code(401).body("{}").build();
            default -> answer.body("{\"path\": \"" + path[1] + "\", \"id\": 7}").build();
        };
    }

    private Engine engine() {
        InstantSource clock = InstantSource.system();
        return Engine.open(new EngineSettings(
                "0.1.0",
                folder.resolve("home"),
                folder,
                environment,
                Optional.empty(),
                clock,
                new Random(1),
                new SystemGenerator(clock)));
    }

    private RunRecord run(String rest) throws IOException {
        String job = "{'schemaVersion': 1, 'jobType': 'test', 'http': {'baseUrl': '${env.API}'}, " + rest + "}";
        Path file = Files.writeString(folder.resolve("jobs/test.job.case.json"), job.replace('\'', '"'));
        try (Engine engine = engine()) {
            RunReply reply = engine.run(new JobRequest(file.toString(), GivenInputs.NONE), listener, cancellation);
            assertThat(reply).isInstanceOf(RunReply.Finished.class);
            return engine.runs().open(((RunReply.Finished) reply).result().runId());
        }
    }

    /** With nobody at the other end, and nothing left of what it was given. */
    private RunRecord replay(RunRecord run) throws IOException {
        server.close();
        environment.clear();
        Files.deleteIfExists(folder.resolve("jobs/test.job.case.json"));
        try (Engine engine = engine()) {
            ReplayReply reply = engine.replay(run.runId(), GivenInputs.NONE, _ -> {}, new Cancellation());
            assertThat(reply).isInstanceOf(ReplayReply.Finished.class);
            ReplayReply.Finished finished = (ReplayReply.Finished) reply;
            assertThat(finished.run().recordFault()).isEmpty();
            return engine.runs().open(finished.run().result().runId());
        }
    }

    private static String steps(String steps) {
        return "'scenario': {'steps': [" + listed(steps) + "]}";
    }

    private static String get(String id, String path) {
        return get(id, path, "");
    }

    private static String get(String id, String path, String more) {
        return "{'id': '" + id + "', 'action': 'http.request', 'payload': {'path': '" + path + "'}" + more + "} ";
    }

    private static String sleep(String duration) {
        return "{'id': 'sleep', 'action': 'flow.sleep', 'payload': {'duration': '" + duration + "'}} ";
    }

    private static String each(String items, int atOnce) {
        return ", 'forEach': {'items': " + items + ", 'maxConcurrency': " + atOnce + "}";
    }

    private static String parallel(String steps) {
        return "{'id': 'block', 'parallel': true, 'steps': [" + listed(steps) + "]} ";
    }

    private static String listed(String steps) {
        return steps.replace("} {", "}, {");
    }

    /** What each step gave, without what it took. */
    private static List<JsonNode> outcomes(RunRecord run) {
        return run.stepResults().stream().map(ReplayTest::timeless).toList();
    }

    private static JsonNode timeless(ObjectNode step) {
        step.remove(List.of("startedAt", "durationMs", "waitingMs"));
        // The record holds the job in a form of its own.
        step.path("error").path("issues").forEach(issue -> ((ObjectNode) issue).remove(List.of("line", "column")));
        JsonNode response = step.path("response");
        if (response instanceof ObjectNode object) {
            object.remove("elapsedMs");
            // What an answer was before something was taken out of it cannot be found in what is left.
            if (Json.compact(object).contains(Redactor.MARK)) {
                object.remove(List.of("size", "sha256"));
            }
        }
        return step;
    }

    /** What happened, in its order. */
    private static List<String> story(RunRecord run) {
        List<String> story = new ArrayList<>();
        run.journal(line -> story.add(line.path("type").asString("") + " "
                + line.path("path").asString("") + " " + line.path("status").asString("")));
        return story;
    }

    private RunRecord assertReplays(String rest, RunStatus status) throws IOException {
        RunRecord original = run(rest);
        assertThat(original.status()).isEqualTo(status);
        RunRecord again = replay(original);
        assertThat(outcomes(again)).isEqualTo(outcomes(original));
        assertThat(story(again)).isEqualTo(story(original));
        assertThat(again.status()).isEqualTo(status);
        assertThat(again.summary().path("outputs")).isEqualTo(original.summary().path("outputs"));
        assertThat(again.meta().path("replayOf").asString("")).isEqualTo(original.runId());
        return again;
    }

    private static Stream<Arguments> runs() {
        return Stream.of(
                Arguments.of("steps in order", get("a", "/a") + get("b", "/b/${step.a.response.body.id}"), "SUCCESS"),
                Arguments.of(
                        "a number as it came",
                        get("a", "/count") + get("b", "/b?n=${step.a.response.body.n}"),
                        "SUCCESS"),
                Arguments.of("a failure", get("a", "/later/9") + get("b", "/b"), "FAILED"),
                Arguments.of("retries", get("a", "/later/2", RETRY) + get("b", "/b"), "SUCCESS"),
                Arguments.of("retries that give up", get("a", "/later/9", RETRY), "FAILED"),
                Arguments.of("a loop", get("a", "/x/${item}", each("[1,2,3,4,5,6,7,8]", 1)), "SUCCESS"),
                Arguments.of("a loop at once", get("a", "/slow/${item}", each("[40,10,30,20,5,25]", 3)), "SUCCESS"),
                Arguments.of("a poll", POLL + get("b", "/b"), "SUCCESS"),
                Arguments.of(
                        "parallel steps",
                        parallel(get("a", "/slow/60") + get("b", "/slow/20") + get("c", "/later/1", RETRY))
                                + get("d", "/d"),
                        "SUCCESS"),
                Arguments.of(
                        "the first failure",
                        parallel(get("a", "/slow/400") + get("b", "/later/5") + sleep("1h")) + get("d", "/d"),
                        "FAILED"),
                Arguments.of("a time-out", get("a", "/hang", LATE) + get("b", "/b"), "FAILED"),
                Arguments.of(
                        "a time-out beside others",
                        parallel(get("a", "/hang", LATE) + get("b", "/slow/30") + sleep("1h")),
                        "FAILED"),
                Arguments.of("a sleep", sleep("50ms") + get("b", "/b"), "SUCCESS"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("runs")
    void goesAsItWent(String what, String steps, String status) throws IOException {
        assertReplays(steps(steps), RunStatus.valueOf(status));
    }

    @Test
    void madeValuesAreThoseOfTheRecord() throws IOException {
        assertReplays(
                "'outputs': {'id': '${step.a.response.body.path}'}, "
                        + steps(
                                "{'id': 'a', 'action': 'http.request', 'payload': {'method': 'POST', 'path': '/${uuid()}',"
                                        + " 'body': {'at': '${now()}', 't': '${timestamp()}', 'n': '${randomInt(1, 1000000)}'}}}"),
                RunStatus.SUCCESS);
    }

    @Test
    void aTokenThatTheRecordHidesIsStillTheSameEverywhere() throws IOException {
        RunRecord again = assertReplays(
                steps(get("login", "/login", ", 'capture': {'token': 'response.body.token'}")
                        + get("me", "/me?t=${run.token}")),
                RunStatus.SUCCESS);
        try (Stream<Path> files = Files.walk(again.runDir())) {
            files.filter(Files::isRegularFile).forEach(file -> {
                try {
                    assertThat(Files.readString(file)).doesNotContain(SECRET).doesNotContain("replayed-");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    @Test
    void credentialsAndVariablesAreNotNeededAgain() throws IOException {
        environment.put("KEY", "k3y-0123456789");
        environment.put("PAGE", "two");
        assertReplays(
                "'credentials': {'shop': {'fromEnv': {'key': 'KEY'}}}, "
                        + steps(
                                "{'id': 'a', 'action': 'http.request', 'payload': {'path': '/a/${credential.shop.key}',"
                                        + " 'query': {'page': '${env.PAGE}'}, 'headers': {'x-api-key': '${credential.shop.key}'}}}"),
                RunStatus.SUCCESS);
    }

    @Test
    void aRunThatWasStoppedIsStoppedAgain() throws IOException {
        listener = event -> {
            if (event instanceof RunEvent.StepEntered entered
                    && entered.stepId().equals("sleep")) {
                Thread.startVirtualThread(cancellation::cancel);
            }
        };
        assertReplays(
                "'scenario': {'steps': [" + listed(get("a", "/a") + sleep("1h") + get("b", "/b")) + "], 'finally': ["
                        + get("clean", "/clean") + "]}",
                RunStatus.INTERRUPTED);
    }

    @Test
    void aRunThatWasStoppedBeforeAnAttemptMakesNoneAgain() throws IOException {
        listener = event -> {
            if (event instanceof RunEvent.StepEntered entered
                    && entered.stepId().equals("sleep")) {
                cancellation.cancel();
            }
        };
        assertReplays(steps(get("a", "/a") + sleep("1h") + get("b", "/b")), RunStatus.INTERRUPTED);
    }

    @Test
    void memoryIsNeitherReadNorWrittenAgain() throws IOException {
        String store =
                "{'id': 'put', 'action': 'memory.store', 'payload': {'namespace': 'shop', 'key': 'n', 'value': 1}} ";
        String recall = "{'id': 'get', 'action': 'memory.recall', 'payload': {'namespace': 'shop', 'key': 'n'}} ";
        Path file = Files.writeString(
                folder.resolve("jobs/m.job.seed.json"),
                ("{'schemaVersion': 1, 'jobType': 'm', " + steps(store + recall) + "}").replace('\'', '"'));
        try (Engine engine = engine()) {
            RunReply reply = engine.run(new JobRequest(file.toString(), GivenInputs.NONE), listener, cancellation);
            RunRecord original =
                    engine.runs().open(((RunReply.Finished) reply).result().runId());
            engine.memory().store("shop", "n", Json.parse("2"));
            RunRecord again = replay(original);
            assertThat(outcomes(again)).isEqualTo(outcomes(original));
            assertThat(engine.memory().recall("shop", "n")).contains(Json.parse("2"));
        }
    }

    @Test
    void aCalledJobIsTheOneThatWasCalled() throws IOException {
        Path login = Files.writeString(
                folder.resolve("jobs/login.job.case.json"),
                ("{'schemaVersion': 1, 'jobType': 'login', 'inputs': {'user': {'type': 'string', 'required': true}},"
                                + " 'outputs': {'token': '${step.in.response.body.token}'}, "
                                + steps(get("in", "/login?u=${input.user}"))
                                + "}")
                        .replace('\'', '"'));
        RunRecord original = run(listed(steps(
                "{'id': 'call', 'action': 'flow.call', 'payload': {'job': 'login.job.case.json', 'inputs': {'user': 'a'}}} "
                        + get("me", "/me?t=${step.call.response.token}"))));
        assertThat(original.status()).isEqualTo(RunStatus.SUCCESS);
        Files.writeString(login, "{}");
        RunRecord again = replay(original);
        assertThat(outcomes(again)).isEqualTo(outcomes(original));
        assertThat(story(again)).isEqualTo(story(original));
    }

    @Test
    void anEditedAnswerChangesWhatFollows() throws IOException {
        RunRecord original = run("'outputs': {'id': '${step.a.response.body.id}'}, "
                + steps(get("a", "/a", ", 'expect': {'path': '$.body.id', 'op': 'eq', 'value': 7}")));
        edit(original, "\"id\": 7", "\"id\": 8");
        RunRecord again = replay(original);
        assertThat(again.status()).isEqualTo(RunStatus.FAILED);
        assertThat(again.summary().at("/error/reason").asString("")).isEqualTo("EXPECTATION_FAILED");
        assertThat(again.stepResults().getFirst().at("/response/body/id")).isEqualTo(Json.parse("8"));
    }

    @Test
    void aCallThatTheRecordDoesNotHoldFailsAndSaysWhatItHolds() throws IOException {
        RunRecord original = run(steps(get("a", "/a") + get("b", "/b/${step.a.response.body.id}")));
        edit(original, "\"id\": 7", "\"id\": 8");
        RunRecord again = replay(original);
        assertThat(again.summary().at("/error/reason").asString("")).isEqualTo("NOT_RECORDED");
        assertThat(again.summary().at("/error/message").asString(""))
                .contains("the record holds no answer to GET http://127.0.0.1:")
                .contains("/b/8; at this place it holds one to GET http://127.0.0.1:")
                .endsWith("/b/7");
    }

    private static void edit(RunRecord run, String from, String to) throws IOException {
        Path body = run.runDir().resolve("calls/001_http.request.response.json");
        Files.writeString(body, Files.readString(body).replace(from, to));
    }
}
