package dev.dispatch.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dispatch.TestRuns;
import dev.dispatch.demo.DemoApi;
import dev.dispatch.json.Json;
import dev.dispatch.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a record holds of blocks, loops, retries and clean-up. */
class WorkflowRecordTest {

    @TempDir
    Path folder;

    private DemoApi api;
    private TestRuns runs;

    @BeforeEach
    void start() throws IOException {
        api = DemoApi.start(0);
        runs = new TestRuns(folder, Map.of());
    }

    @AfterEach
    void stop() {
        runs.close();
        api.close();
    }

    private static String get(String id, String path, String members) {
        return "{\"id\":\"" + id + "\",\"action\":\"http.request\",\"payload\":{\"method\":\"GET\",\"path\":\"" + path
                + "\"}" + (members.isEmpty() ? "" : "," + members) + "}";
    }

    private static String block(String id, String members, String... steps) {
        return "{\"id\":\"" + id + "\"," + members + "\"steps\":[" + String.join(",", steps) + "]}";
    }

    private static String each(String items) {
        return "\"forEach\":{\"items\":" + items + "}";
    }

    private RunRecord record(String steps, String finals) {
        String job = "{\"schemaVersion\":1,\"jobType\":\"test\",\"http\":{\"baseUrl\":\"" + api.baseUri()
                + "\"},\"scenario\":{\"steps\":[" + steps + "]"
                + (finals.isEmpty() ? "" : ",\"finally\":[" + finals + "]") + "}}";
        runs.run(runs.plan(job, Json.object()));
        return open();
    }

    private RunRecord open() {
        return new RunStore(runs.output()).open("latest");
    }

    /** A bit of everything; the third pass of {@code codes} fails. */
    private RunRecord everything() {
        return record(
                block(
                                "prepare",
                                "",
                                get("first", "/status/200", ""),
                                block(
                                        "both",
                                        "\"parallel\":true,",
                                        get("left", "/status/200", ""),
                                        get("right", "/status/200", "")))
                        + "," + get("unsteady", "/flaky/k?fail=2", "\"retry\":{\"initialDelay\":\"1ms\"}")
                        + "," + block("list", each("[7,8]") + ",", get("look", "/posts/${item}", ""))
                        + "," + get("codes", "/status/${item}", each("[200,200,500,200]"))
                        + "," + block("never", "", get("inner", "/status/200", "")),
                block("cleanup", "", get("remove", "/status/200", "")));
    }

    @Test
    void everyStepStandsOnceInTheOrderOfTheDocument() {
        RunRecord run = everything();
        assertThat(run.stepResults())
                .extracting(step ->
                        step.path("path").asString() + " " + step.path("action").asString() + " "
                                + step.path("status").asString())
                .containsExactly(
                        "prepare#1 block SUCCEEDED",
                        "prepare#1/first#1 http.request SUCCEEDED",
                        "prepare#1/both#1 parallel SUCCEEDED",
                        "prepare#1/both#1/left#1 http.request SUCCEEDED",
                        "prepare#1/both#1/right#1 http.request SUCCEEDED",
                        "unsteady#3 http.request SUCCEEDED",
                        "list#1 block SUCCEEDED",
                        "list[*]/look http.request SUCCEEDED",
                        "codes#1 http.request FAILED",
                        "never#1 block NOT_RUN",
                        "never#1/inner#1 http.request NOT_RUN",
                        "!f/cleanup#1 block SUCCEEDED",
                        "!f/cleanup#1/remove#1 http.request SUCCEEDED");
        assertThat(run.summary().path("failedStep"))
                .isEqualTo(Json.parse("{\"id\":\"codes\",\"action\":\"http.request\",\"pass\":\"codes[2]\"}"));
        assertThat(run.summary().path("failedStepIndex").asInt()).isEqualTo(9);
        assertThat(run.stepResults().get(8).path("passes"))
                .isEqualTo(Json.parse("{\"total\":4,\"succeeded\":2,\"failed\":1,\"notRun\":1}"));
    }

    @Test
    void everyDocumentHasItsForm() throws IOException {
        RunRecord run = everything();
        Schemas.assertFits("summary", Json.parse(read("summary.json")));
        Schemas.assertFits("step-results", Json.parse(read("step-results.json")));
        Schemas.assertFits("module-resolution", Json.parse(read("module_resolution.json")));
        for (String line : read("journal.jsonl").lines().toList()) {
            Schemas.assertFits("journal-line", Json.parse(line));
        }
        Schemas.assertFits("job-dump", Dump.document(run));
        for (String step : List.of(
                "prepare",
                "left",
                "unsteady",
                "list",
                "look",
                "codes",
                "codes[2]",
                "list[1]",
                "list[0]/look",
                "remove")) {
            Schemas.assertFits("job-inspect", Inspection.document(run, Optional.of(step), true));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "codes[2],      codes[2],     codes[2]#1,       FAILED,    /status/500, 1",
        "codes[0]#1,    codes[0],     codes[0]#1,       SUCCEEDED, /status/200, 1",
        "list[1]/look,  list[1]/look, list[1]#1/look#1, SUCCEEDED, /posts/8,    1",
    })
    void aPassIsShownByItsPlace(String reference, String pass, String path, String status, String called, int calls) {
        JsonNode step = step(everything(), reference);
        assertThat(step.path("pass").asString()).isEqualTo(pass);
        assertThat(step.path("path").asString()).isEqualTo(path);
        assertThat(step.path("status").asString()).isEqualTo(status);
        assertThat(step.at("/payload/path").asString()).isEqualTo(called);
        assertThat(step.path("calls").size()).isEqualTo(calls);
        assertThat(step.at("/calls/0/path").asString()).startsWith(path);
    }

    @Test
    void aPassOfALoopedBlockNamesTheStepsInIt() {
        JsonNode step = step(everything(), "list[1]");
        assertThat(step.at("/steps/0/step").asString()).isEqualTo("list[1]/look");
        assertThat(step.at("/steps/0/status").asString()).isEqualTo("SUCCEEDED");
        assertThat(step.path("calls").size()).isEqualTo(1);
        assertThat(step.at("/response/look/status").asInt()).isEqualTo(200);
    }

    @Test
    void aLoopAsAWholeSaysWhichPassFailedFirst() {
        JsonNode step = step(everything(), "codes");
        assertThat(step.path("passes").path("total").asInt()).isEqualTo(4);
        assertThat(step.at("/firstFailedPass/step").asString()).isEqualTo("codes[2]");
        assertThat(step.path("items")).isEqualTo(Json.parse("[200,200,500,200]"));
        assertThat(step.has("payload")).isFalse();
        assertThat(step.path("total").asInt()).isEqualTo(3);
    }

    @Test
    void stepsAreCountedInTheOrderOfTheDocument() {
        RunRecord run = everything();
        assertThat(step(run, "4").path("id").asString()).isEqualTo("left");
        assertThat(step(run, "13").path("id").asString()).isEqualTo("remove");
    }

    @Test
    void everyAttemptIsShownWithItsErrorAndTheDelayBehindIt() {
        JsonNode step = step(everything(), "unsteady");
        assertThat(step.path("attempts").asInt()).isEqualTo(3);
        assertThat(step.path("attemptLog")
                        .valueStream()
                        .map(attempt -> attempt.path("path").asString() + " "
                                + attempt.path("error").path("reason").asString("ok") + " " + attempt.has("delayMs")))
                .containsExactly(
                        "unsteady#1 UNEXPECTED_STATUS true",
                        "unsteady#2 UNEXPECTED_STATUS true",
                        "unsteady#3 ok false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"codes[9]", "look[0]", "list[0]/lock", "nothing", "99", "left[0]"})
    void whatWasNotExecutedIsNotFound(String reference) {
        RunRecord run = everything();
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> Inspection.document(run, Optional.of(reference), false))
                .satisfies(e -> assertThat(e.problem().next()).isNotEmpty());
    }

    @Test
    void anExecutionThatIsNotTheOnlyOneOfItsNameIsAskedFor() {
        RunRecord run = record(
                block(
                        "outer",
                        each("[1,2]") + ",",
                        get("list", "/posts/${item}", each("[3,4]").replace("}", ",\"as\":\"inner\"}"))),
                "");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> Inspection.document(run, Optional.of("list[1]"), false))
                .withMessageContaining("outer[0]/list[1], outer[1]/list[1]");
        assertThat(step(run, "outer[1]/list[1]").path("path").asString()).isEqualTo("outer[1]#1/list[1]#1");
    }

    @Test
    void aCallThatALaterAttemptMadeGoodIsNoFailedOne() {
        RunRecord run = record(
                get("alone", "/flaky/a?fail=1", "\"retry\":{\"initialDelay\":\"1ms\"}") + ","
                        + block(
                                "block",
                                "\"retry\":{\"initialDelay\":\"1ms\"},",
                                get("ok", "/status/200", ""),
                                get("in", "/flaky/b?fail=1", ""))
                        + ","
                        + get(
                                "loop",
                                "/flaky/c${item}?fail=1",
                                each("[1,2]") + ",\"retry\":{\"initialDelay\":\"1ms\"}"),
                "");
        assertThat(run.calls()).hasSize(10);
        assertThat(FailedCalls.of(run, run.calls())).isEmpty();
    }

    @Test
    void anotherItemsSuccessMakesNoCallGood() {
        RunRecord run = record(get("codes", "/status/${item}", each("[404,200]") + ",\"continueOnError\":true"), "");
        assertThat(FailedCalls.of(run, run.calls()))
                .extracting(RecordedCall::path)
                .containsExactly("codes[0]#1@1");
    }

    @Test
    void secretsInBlocksLoopsAndFinallyAreNotInTheRecord() throws IOException {
        String post =
                "{\"id\":\"%s\",\"when\":{\"path\":\"$.run.no\",\"op\":\"exists\"},\"action\":\"http.request\",\"payload\":"
                        + "{\"method\":\"POST\",\"path\":\"/echo\",\"body\":{\"password\":\"hunter-%s\"}}%s}";
        record(
                block("outer", "", block("inner", "", post.formatted("deep", "deep", ""))) + ","
                        + block(
                                "list",
                                each("[{\"password\":\"hunter-item\"}]") + ",",
                                post.formatted("looped", "looped", ""))
                        + "," + post.formatted("kept", "kept", ",\"result\":{\"token\":\"hunter-result\"}"),
                block("cleanup", "", post.formatted("last", "last", "")));
        try (var files = Files.walk(open().runDir())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).as(file.toString()).doesNotContain("hunter-");
            }
        }
    }

    @Test
    void whatTurnsOutToBeSecretIsTakenOutOfEarlierBodies() throws IOException {
        String post = "{\"id\":\"%s\",\"action\":\"http.request\",\"payload\":{\"method\":\"POST\",\"path\":\"/echo\","
                + "\"body\":{\"%s\":\"%s\"}}%s}";
        String loop = "," + each("[\"planted-value-1\",\"planted-value-2\"]");
        record(
                post.formatted("early", "note", "${item}", loop) + ","
                        + post.formatted("late", "access_token", "${item}", loop) + ","
                        + post.formatted("after", "note", "plain-value", ""),
                "");
        Path folder = open().runDir();
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).as(file.toString()).doesNotContain("planted-value-");
            }
        }
        assertThat(Files.readString(folder.resolve("calls/005_http.request.request.json")))
                .contains("plain-value");
    }

    @Test
    void theResolvedJobKeepsWhatIsInALoopAsItWasWritten() throws IOException {
        everything();
        JsonNode job = Json.parse(read("job.case.resolved.json"));
        assertThat(job.at("/scenario/steps/0/steps/1/steps/0/payload/expectStatus")
                        .asString())
                .isEqualTo("2xx");
        assertThat(job.at("/scenario/finally/0/steps/0/payload/expectStatus").asString())
                .isEqualTo("2xx");
        assertThat(job.at("/scenario/steps/3/payload"))
                .isEqualTo(Json.parse("{\"method\":\"GET\",\"path\":\"/status/${item}\"}"));
    }

    @Test
    void theActivityOfALongLoopIsShort() throws IOException {
        String items = Arrays.toString(new int[1000]).replace("0", "200");
        record(
                "{\"id\":\"list\",\"action\":\"flow.sleep\",\"payload\":{\"duration\":\"0ms\"}," + each(items) + "}",
                "");
        List<String> lines = read("activity.log").lines().toList();
        assertThat(lines).hasSizeLessThan(120);
        assertThat(lines).anySatisfy(line -> assertThat(line).contains("are in journal.jsonl only"));
        assertThat(lines)
                .anySatisfy(
                        line -> assertThat(line).contains("step list SUCCEEDED").contains("1000 passes"));
    }

    @Test
    void aJournalCutAnywhereTellsEveryStepAndNeverMorePasses() throws IOException {
        RunRecord whole = everything();
        Files.delete(whole.runDir().resolve("step-results.json"));
        Files.delete(whole.runDir().resolve("summary.json"));
        Path journal = whole.runDir().resolve("journal.jsonl");
        List<String> lines = Files.readAllLines(journal);
        int before = 0;
        for (int length = 0; length <= lines.size(); length++) {
            Files.write(journal, lines.subList(0, length));
            RunRecord run = open();
            ObjectNode dump = Dump.document(run);
            Schemas.assertFits("job-dump", dump);
            assertThat(run.stepResults())
                    .extracting(step -> step.path("path").asString())
                    .element(12)
                    .isEqualTo("!f/cleanup#1/remove#1");
            assertThat(run.stepResults()).hasSize(13);
            JsonNode codes = run.stepResults().get(8);
            int done = codes.at("/passes/succeeded").asInt(0);
            assertThat(done).isGreaterThanOrEqualTo(before);
            before = done;
        }
        assertThat(before).isEqualTo(2);
    }

    @Test
    void aLoopThatWasCutOffSaysWhatBecameOfItsPasses() throws IOException {
        RunRecord whole = everything();
        Files.delete(whole.runDir().resolve("step-results.json"));
        Files.delete(whole.runDir().resolve("summary.json"));
        Path journal = whole.runDir().resolve("journal.jsonl");
        List<String> lines = Files.readAllLines(journal);
        int last = 0;
        while (!(lines.get(last).contains("\"attempt\"") && lines.get(last).contains("\"codes[1]#1\""))) {
            last++;
        }
        Files.write(journal, lines.subList(0, last + 1));
        JsonNode codes = open().stepResults().get(8);
        assertThat(codes.path("status").asString()).isEqualTo("CANCELLED");
        assertThat(codes.path("passes"))
                .isEqualTo(Json.parse("{\"total\":4,\"succeeded\":1,\"cancelled\":1,\"notRun\":2}"));
        assertThat(step(open(), "codes[1]").path("status").asString()).isEqualTo("CANCELLED");
    }

    private static JsonNode step(RunRecord run, String reference) {
        return Inspection.document(run, Optional.of(reference), false).path("step");
    }

    private String read(String name) throws IOException {
        return Files.readString(open().runDir().resolve(name));
    }
}
