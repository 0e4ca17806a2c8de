package dev.dispatch.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.problem.Issue;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The paths of {@code when} and {@code while} begin in a document that is known before the run. */
class ConditionPathsTest {

    @TempDir
    Path folder;

    private Checking when(String path) {
        return Checking.steps(
                folder,
                "{'id': 'create', 'action': 'flow.log', 'payload': {'message': 'm'}, 'capture': {'said': 'response.message'}},"
                        + " {'action': 'flow.log', 'payload': {'message': '${run.said}'}, 'when': {'rules': [{'path': \""
                        + path.replace("'", "\\u0027") + "\", 'op': 'exists'}]}}",
                "'inputs': {'mode': {'type': 'string', 'default': 'x'}}");
    }

    private Checking repeat(String path) {
        return Checking.steps(
                folder,
                "{'id': 'create', 'action': 'flow.log', 'payload': {'message': 'm'}}, {'action': 'flow.log', 'payload':"
                        + " {'message': 'm'}, 'repeat': {'maxTimes': 2, 'while': {'path': \"" + path
                        + "\", 'op': 'exists'}}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "$.body.next | $.response.body.next",
                "$.body[*].id | $.response.body[*].id",
                "$.next | $.response.next",
                "$.respons.next | $.response.next",
                "$.step.create.status | $.steps.create.status",
                "$.create.status | $.steps.create.status",
            })
    void aPathOfWhileThatLeadsToNothingIsAnIssueWithTheRightOne(String path, String way) {
        Issue issue = repeat(path).issues().getFirst();
        assertThat(issue.code()).hasToString("INVALID_CONDITION");
        assertThat(issue.path()).isEqualTo("scenario.steps[1].repeat.while.path");
        assertThat(issue.stepId()).isEqualTo("step_2");
        assertThat(issue.suggestions()).containsExactly(way);
        assertThat(issue.attributes().path("patch").path(0).path("value").asString())
                .isEqualTo(way);
        assertThat(repeat(way).lines()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "$.step.create.status | $.steps.create.status",
                "$.create.status | $.steps.create.status",
                "$['create'].status | $.steps['create'].status",
                "$.inputs.mode | $.input.mode",
                "$.mode | $.input.mode",
                "$.said | $.run.said",
                "$.runId | $.run.runId",
                "$.response.body | ",
                "$.body.id | ",
                "$.item.id | ",
            })
    void aPathOfWhenThatLeadsToNothingIsAnIssue(String path, String way) {
        List<Issue> issues = when(path).issues();
        assertThat(Checking.lines(issues)).containsExactly("INVALID_CONDITION scenario.steps[1].when.rules[0].path");
        assertThat(issues.getFirst().suggestions()).isEqualTo(way == null ? List.of() : List.of(way));
        if (way != null) {
            assertThat(when(way).lines()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"$", "$.input", "$.run.said", "$.steps['create'].status", "$..status", "$.*", "$[?@.a]"})
    void aPathThatMayLeadSomewhereIsNoIssue(String path) {
        assertThat(when(path).lines()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"$.index", "$.response", "$.input.x", "$.run.runId", "$.steps.create", "$..next"})
    void whileSeesTheAnswerOfThePass(String path) {
        assertThat(repeat(path).lines()).isEmpty();
    }

    @Test
    void whenInALoopSeesTheItem() {
        assertThat(Checking.steps(
                                folder,
                                "{'forEach': {'items': [1], 'as': 'n'}, 'action': 'flow.log', 'payload': {'message': 'm'},"
                                        + " 'when': [{'path': '$.item', 'op': 'exists'}, {'path': '$.n', 'op': 'exists'},"
                                        + " {'path': '$.index', 'op': 'gte', 'value': 0}]}")
                        .lines())
                .isEmpty();
    }
}
