package dev.dispatch.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dispatch.TestRuns;
import dev.dispatch.demo.DemoApi;
import dev.dispatch.json.Extent;
import dev.dispatch.json.Json;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import dev.dispatch.record.RunRecord;
import dev.dispatch.record.RunStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class RunComparisonTest {

    private static final String ORDER = """
            { "id": "create", "action": "http.request", "capture": { "orderId": "response.body.id" },
              "payload": { "method": "POST", "path": "/orders", "expectStatus": 201,
                "headers": { "Idempotency-Key": "${uuid()}" }, "body": { "item": "${input.item}" } } },
            { "id": "shipped", "action": "flow.poll", "payload": { "action": "http.request",
                "payload": { "method": "GET", "path": "/orders/${run.orderId}" }, "intervalMs": 250,
                "maxDurationMs": 20000, "conditions": { "path": "$.body.status", "op": "eq", "value": "shipped" } } },
            { "id": "look", "forEach": { "items": "${input.posts}" },
              "action": "http.request", "payload": { "method": "GET", "path": "/posts/${item}", "expectStatus": [200, 404] } }
            """;

    @TempDir
    Path folder;

    private DemoApi api;
    private TestRuns runs;

    @BeforeEach
    void open() throws IOException {
        api = DemoApi.start(0);
        runs = new TestRuns(folder, Map.of());
    }

    @AfterEach
    void close() throws IOException {
        runs.close();
        api.close();
    }

    @Test
    void twoRunsAgainstOneServiceAreTheSameAlthoughIdsAndTimesDiffer() throws IOException {
        RunComparison comparison = compare(run("lamp", "[1, 2]"), run("lamp", "[1, 2]"), ComparisonRules.usual());
        assertThat(comparison.differences()).isEmpty();
        assertThat(comparison.same()).isTrue();
        assertThat(comparison.ignored())
                .extracting(RunDifference::ignored)
                .contains(Volatility.CREATED_ID, Volatility.CARRIED, Volatility.DURATION);
        assertThat(comparison.steps()).extracting(StepComparison::place).containsExactly("create", "shipped", "look");
    }

    @Test
    void anotherAnswerIsADifferenceAtItsPlace() throws IOException {
        RunComparison comparison = compare(run("lamp", "[1]"), run("book", "[1]"), ComparisonRules.usual());
        assertThat(comparison.same()).isFalse();
        assertThat(comparison.differences())
                .extracting(one ->
                        one.place() + " " + one.member() + one.pointer().text() + " " + one.against() + " " + one.run())
                .containsExactly(
                        "create response/body/item \"lamp\" \"book\"",
                        "shipped response/lastResponse/body/item \"lamp\" \"book\"");
    }

    @Test
    void aRuleTakesADifferenceOutAndIsCounted() throws IOException {
        ComparisonRules rules = ComparisonRules.usual().ignoring(IgnoreRule.parse("$..item"));
        RunComparison comparison = compare(run("lamp", "[1]"), run("book", "[1]"), rules);
        assertThat(comparison.same()).isTrue();
        assertThat(comparison.ignored())
                .filteredOn(one -> one.ignored() == Volatility.RULE)
                .hasSize(2);
    }

    @Test
    void aRuleOfOneStepLeavesTheOthersAlone() throws IOException {
        ComparisonRules rules = ComparisonRules.usual().ignoring(IgnoreRule.parse("create:$.body.item"));
        RunComparison comparison = compare(run("lamp", "[1]"), run("book", "[1]"), rules);
        assertThat(comparison.differences()).extracting(RunDifference::place).containsExactly("shipped");
    }

    @Test
    void passesOfALoopAreComparedOneByOne() throws IOException {
        RunComparison comparison =
                compare(run("lamp", "[1, 4711, 3]"), run("lamp", "[1, 2, 3]"), ComparisonRules.usual());
        assertThat(comparison.differences())
                .filteredOn(one -> one.member().equals("calls"))
                .extracting(one -> one.place() + " " + one.pointer().text() + " " + one.against() + " " + one.run())
                .anyMatch(text -> text.startsWith("look[1] /0/httpCode 404 200"));
    }

    @Test
    void passesThatOnlyOneRunHasAreAddedOrRemoved() throws IOException {
        RunComparison comparison = compare(run("lamp", "[1, 2, 3]"), run("lamp", "[1, 3]"), ComparisonRules.usual());
        assertThat(comparison.differences())
                .filteredOn(one -> one.member().equals("step"))
                .extracting(one -> one.place() + " " + one.kind())
                .containsExactly("look[2] REMOVED");
        assertThat(comparison.differences())
                .filteredOn(one -> one.place().equals("look") && one.member().equals("response"))
                .extracting(one -> one.pointer().text() + " " + one.kind())
                .as("the element in the middle, not all that follow it")
                .contains("/1 REMOVED");
    }

    @Test
    void aKilledRunIsComparedAsFarAsItCame() throws IOException {
        Path killed = run("lamp", "[1]");
        Path whole = run("lamp", "[1]");
        for (String name : List.of("summary.json", "step-results.json")) {
            Files.delete(killed.resolve(name));
        }
        List<String> lines = Files.readAllLines(killed.resolve("journal.jsonl"));
        int end = 0;
        while (!lines.get(end).contains("\"exit\"")) {
            end++;
        }
        Files.write(killed.resolve("journal.jsonl"), lines.subList(0, end + 2));
        RunComparison comparison = compare(whole, killed, ComparisonRules.usual());
        assertThat(comparison.differences())
                .filteredOn(one -> one.member().equals("status"))
                .extracting(one -> one.place() + " " + one.run())
                .contains(" \"INTERRUPTED\"", "look \"NOT_RUN\"")
                .doesNotContain("create \"CANCELLED\"");
    }

    @Test
    void theTriesOfAPollCountOnlyWhereThatIsAsked() throws IOException {
        Path one = run("lamp", "[]");
        Path other = run("lamp", "[]");
        Path results = other.resolve("step-results.json");
        Files.writeString(results, Files.readString(results).replace("\"attempts\": 3", "\"attempts\": 4"));
        assertThat(compare(one, other, ComparisonRules.usual()).same()).isTrue();
        assertThat(compare(one, other, ComparisonRules.ofReplay()).differences())
                .extracting(RunDifference::member)
                .containsExactly("attempts", "response");
    }

    @Test
    void aRuleAboutAStepThatNeitherRunHasIsRefused() throws IOException {
        Path run = run("lamp", "[]");
        ComparisonRules rules = ComparisonRules.usual().ignoring(IgnoreRule.parse("crate:$.body"));
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> compare(run, run, rules))
                .satisfies(e -> assertThat(e.problem().code()).isEqualTo(ProblemCode.USAGE_ERROR))
                .withMessageContaining("did you mean 'create'?");
    }

    @Test
    void aRunIsTheSameAsItselfAndItsDocumentIsBounded() throws IOException {
        Path run = run("lamp", "[1, 2]");
        RunComparison comparison = compare(run, run, ComparisonRules.usual());
        assertThat(comparison.all()).isEmpty();
        ObjectNode document = ComparisonDocument.of(comparison, record(run), record(run), true, Extent.BRIEF);
        assertThat(document.path("same").booleanValue()).isTrue();
        assertThat(document.path("differences")).isEmpty();
    }

    private Path run(String item, String posts) throws IOException {
        String job = """
                { "schemaVersion": 1, "jobType": "compared", "http": { "baseUrl": "%s" },
                  "inputs": { "item": { "type": "string" }, "posts": { "type": "array" } },
                  "scenario": { "steps": [%s] } }
                """.formatted(api.baseUri(), ORDER);
        ObjectNode inputs = Json.object().put("item", item).set("posts", Json.parse(posts));
        return runs.run(runs.plan(job, inputs)).folder();
    }

    /** The first is what the second is held against. */
    private RunComparison compare(Path against, Path run, ComparisonRules rules) {
        return RunComparison.of(record(run), record(against), rules);
    }

    private RunRecord record(Path run) {
        return new RunStore(runs.output()).open(String.valueOf(run.getFileName()));
    }
}
