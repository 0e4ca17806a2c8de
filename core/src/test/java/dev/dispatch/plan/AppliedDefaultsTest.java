package dev.dispatch.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.module.ModuleRegistry;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class AppliedDefaultsTest {

    private static final String REQUEST = "{'id': 's', 'action': 'http.request', 'payload': %s}";

    @TempDir
    Path folder;

    @Test
    void objectsMergeAndEverythingElseOfTheStepWins() {
        Plan plan = plan(steps(REQUEST.formatted(
                        "{'method': 'POST', 'url': 'http://a.test', 'headers': {'x-b': 's'}, 'body': null}"))
                .defaults(
                        "http.request",
                        "{'method': 'GET', 'headers': {'x-a': 'd', 'x-b': 'd'}, 'body': {'a': 1}, 'timeout': '3s'}"));
        assertThat(payload(plan))
                .isEqualTo(object("{'method': 'POST', 'headers': {'x-a': 'd', 'x-b': 's'}, 'body': null,"
                        + " 'timeout': '3s', 'url': 'http://a.test'}"));
        assertThat(applied(plan).actions()).containsExactly("http.request");
    }

    @Test
    void aStepWithoutPayloadGetsTheDefaultsAlone() {
        Plan plan = plan(steps("{'id': 's', 'action': 'flow.sleep'}").defaults("flow.sleep", "{'duration': '5ms'}"));
        assertThat(payload(plan)).isEqualTo(object("{'duration': '5ms'}"));
        assertThat(applied(plan).document().at("/scenario/steps/0/payload")).isEqualTo(object("{'duration': '5ms'}"));
    }

    @Test
    void defaultsOfOtherActionsAreNotApplied() {
        Plan plan = plan(steps("{'id': 's', 'action': 'flow.log', 'payload': {'message': 'm'}}")
                .defaults("flow.sleep", "{'duration': '5ms'}"));
        assertThat(payload(plan)).isEqualTo(object("{'message': 'm'}"));
        assertThat(applied(plan).actions()).isEmpty();
    }

    @Test
    void aPollTakesThoseOfItsTargetUnderItsPayloadAndItsOwnUnderItsSettings() {
        Plan plan = plan(steps(
                        "{'id': 's', 'action': 'flow.poll', 'payload': {'action': 'http.request',"
                                + " 'conditions': {'path': '$.ok', 'op': 'eq', 'value': true}, 'payload': {'url': 'http://a.test'}}}")
                .defaults("flow.poll", "{'maxAttempts': 3, 'payload': {'headers': {'x': 'poll'}}}")
                .defaults("http.request", "{'headers': {'x': 'request', 'y': 'request'}}"));
        ObjectNode payload = payload(plan);
        assertThat(payload.path("maxAttempts").asInt()).isEqualTo(3);
        assertThat(payload.path("payload"))
                .isEqualTo(object("{'headers': {'x': 'poll', 'y': 'request'}, 'url': 'http://a.test'}"));
        assertThat(applied(plan).actions()).containsExactly("flow.poll", "http.request");
    }

    @Test
    void aFindingAboutADefaultNamesTheFileAndOneAboutTheJobDoesNot() {
        Checking checking = steps(REQUEST.formatted("{'url': 'http://a.test', 'methd': 'GET'}"))
                .defaults("http.request", "{'timeout': 7, 'headers': {'k': '${env.ABSENT}'}}");
        List<Issue> issues = checking.issues();
        assertThat(issues).hasSize(3);
        for (Issue issue : issues) {
            boolean stored = !issue.pointer().text().endsWith("/methd");
            assertThat(issue.attributes().path("file").asString(""))
                    .isEqualTo(stored ? folder.resolve("action-defaults.json").toString() : "");
            assertThat(issue.message().contains("stored defaults of http.request"))
                    .isEqualTo(stored);
        }
        assertThat(checking.rejected().next())
                .extracting(NextAction::arguments)
                .containsExactly(List.of("defaults", "show", "--action", "http.request"));
    }

    @Test
    void stepsInBlocksAndInFinallyGetThemToo() {
        String request = "{'action': 'http.request', 'payload': {'url': 'http://a.test'}}";
        String job = "{'schemaVersion': 1, 'jobType': 't', 'scenario': {'steps': [{'steps': [{'forEach': {'items':"
                + " [1]}, 'steps': [" + request + "]}]}], 'finally': [" + request + "]}}";
        Plan plan = plan(Checking.job(folder, job).defaults("http.request", "{'timeout': '3s'}"));
        JsonNode document = applied(plan).document();
        for (String place : List.of("/scenario/steps/0/steps/0/steps/0", "/scenario/finally/0")) {
            assertThat(document.at(place + "/payload")).isEqualTo(object("{'timeout': '3s', 'url': 'http://a.test'}"));
        }
        assertThat(plan.leaves()).allMatch(leaf -> leaf.targetPayload().has("timeout"));
    }

    @Test
    void aFindingAboutADefaultInABlockNamesItsAction() {
        String request = "{'action': 'http.request', 'payload': {'url': 'http://a.test'}}";
        String job = "{'schemaVersion': 1, 'jobType': 't', 'scenario': {'steps': [{'parallel': true, 'steps': ["
                + request + "]}], 'finally': [" + request + "]}}";
        List<Issue> issues = Checking.job(folder, job)
                .defaults("http.request", "{'timeout': 7}")
                .issues();
        assertThat(issues)
                .hasSize(2)
                .allSatisfy(issue -> assertThat(issue.message()).contains("stored defaults of http.request"));
        assertThat(issues)
                .extracting(issue -> issue.pointer().text())
                .containsExactlyInAnyOrder(
                        "/scenario/steps/0/steps/0/payload/timeout", "/scenario/finally/0/payload/timeout");
    }

    @Test
    void aFindingAboutAPolledActionsDefaultNamesThatAction() {
        Checking checking = steps(
                        "{'id': 's', 'action': 'flow.poll', 'payload': {'action': 'http.request',"
                                + " 'conditions': {'path': '$.ok', 'op': 'eq', 'value': true}, 'payload': {'url': 'http://a.test'}}}")
                .defaults("http.request", "{'timeout': 7}");
        assertThat(checking.issues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.message()).contains("stored defaults of http.request"));
    }

    @Test
    void referencesOfDefaultsAreCheckedLikeThoseOfTheJobAndCountAsUse() {
        assertThat(steps(REQUEST.formatted("{'url': 'http://a.test'}"), "'inputs': {'who': {'type': 'string'}}")
                        .defaults("http.request", "{'headers': {'x': '${input.who}'}}")
                        .input("who", "me")
                        .warnings())
                .isEmpty();
        assertThat(steps(REQUEST.formatted("{'url': 'http://a.test'}"))
                        .defaults("http.request", "{'headers': {'x': '${input.who}'}}")
                        .lines())
                .containsExactly("INVALID_INTERPOLATION scenario.steps[0].payload.headers.x");
    }

    @Test
    void aFileThatCannotBeUsedIsNotPassedOver() throws IOException {
        Checking checking = steps(REQUEST.formatted("{'url': 'http://a.test'}")).defaults("a.b", "{}");
        Files.writeString(folder.resolve("action-defaults.json"), "{");
        assertThatThrownBy(checking::result)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("action-defaults.json:1:2 is not JSON");
    }

    @Test
    void overridesAreKnownUnderRun() {
        Checking checking = steps(REQUEST.formatted("{'url': 'http://a.test/${run.tenant.id}'}") + ","
                        + REQUEST.formatted("{'url': 'http://a.test/${run.other}'}")
                                .replace("'s'", "'t'"))
                .runtime("{'tenant': {'id': null}}");
        assertThat(Checking.lines(checking.warnings()))
                .containsExactly("UNRESOLVED_REFERENCE scenario.steps[1].payload.url");
        assertThat(plan(checking).runtime()).isEqualTo(object("{'tenant': {'id': null}}"));
        assertThat(steps(
                                REQUEST.formatted("{'url': '/x'}"),
                                "'http': {'baseUrl': 'http://a.test', 'defaultHeaders': {'x': '${run.tenant}'}}")
                        .runtime("{'tenant': 1}")
                        .warnings())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "http.request | {} | ",
                "http.request | {'headers': {'x': '${env.A}'}, 'timeout': '${input.t}'} | ",
                "http.request | {'expectStatus': 'ok'} | MODULE_VALIDATION_ERROR /expectStatus",
                "http.request | {'methd': 'GET'} | UNKNOWN_FIELD /methd",
                "http.request | {'headers': 5} | MODULE_VALIDATION_ERROR /headers",
                "http.request | {'headers': {'x': '${env.A'}} | MALFORMED_INTERPOLATION /headers/x",
                "flow.poll | {'maxAttempts': 3, 'conditions': {'path': '$.x', 'op': 'eq', 'value': '${response.y}'}} | ",
                "flow.poll | {'maxAttempts': 'x'} | MODULE_VALIDATION_ERROR /maxAttempts"
            })
    void defaultsToBeStoredAreHeldAgainstTheirAction(String action, String values, String wanted) {
        IssueList issues = IssueList.withoutText();
        IssueList warnings = IssueList.withoutText();
        new DefaultsCheck(registry()).check(action, object(values), Pointer.ROOT, issues, warnings);
        assertThat(warnings.issues()).isEmpty();
        assertThat(issues.issues().stream().map(issue -> issue.code() + " " + issue.pointer()))
                .containsExactlyElementsOf(wanted == null ? List.of() : List.of(wanted));
    }

    @Test
    void anActionThatIsNotThereIsAWarning() {
        IssueList issues = IssueList.withoutText();
        IssueList warnings = IssueList.withoutText();
        new DefaultsCheck(registry()).check("http.reqest", Json.object(), Pointer.ROOT, issues, warnings);
        assertThat(issues.isEmpty()).isTrue();
        assertThat(warnings.issues()).singleElement().satisfies(issue -> {
            assertThat(issue.code()).isEqualTo(IssueCode.UNKNOWN_ACTION);
            assertThat(issue.suggestions()).containsExactly("http.request");
        });
    }

    private ModuleRegistry registry() {
        return ModuleRegistry.of(
                new dev.dispatch.builtin.BuiltinModules(
                                "1.0.0", new dev.dispatch.memory.MemoryStore(folder.resolve("memory")))
                        .modules(),
                List.of());
    }

    private Checking steps(String steps, String... members) {
        return Checking.steps(folder, steps, members);
    }

    private static Plan plan(Checking checking) {
        assertThat(checking.issues()).isEmpty();
        return ((PreflightResult.Ready) checking.result()).plan();
    }

    private static AppliedDefaults applied(Plan plan) {
        return Objects.requireNonNull(plan.defaults());
    }

    private static ObjectNode payload(Plan plan) {
        return plan.nodes().getFirst().step().payload();
    }

    private static ObjectNode object(String text) {
        JsonNode node = Json.parse(Checking.json(text));
        return (ObjectNode) node;
    }
}
