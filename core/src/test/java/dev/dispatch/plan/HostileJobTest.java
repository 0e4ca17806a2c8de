package dev.dispatch.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueList;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files made to hurt: they are refused in bounded space, and what they hold is shown in bounded length. */
class HostileJobTest {

    private static final int MANY = 10_000;

    @TempDir
    Path folder;

    private String many(String step) {
        return IntStream.range(0, MANY)
                .mapToObj(i -> step.replace("#", String.valueOf(i)))
                .collect(Collectors.joining(", "));
    }

    @Test
    void manyStepsThatReferToTheirNeighboursAreAccepted() {
        assertThat(Checking.steps(
                                folder,
                                "{'id': 's', 'action': 'flow.log', 'payload': {'message': 'm'}}, "
                                        + many(
                                                "{'id': 's#', 'action': 'flow.log', 'payload': {'message': '${step.s.status}'},"
                                                        + " 'capture': {'c#': 'response.message'}}"))
                        .lines())
                .isEmpty();
    }

    @Test
    void manyFaultsAreCountedAndTheFirstAreShown() {
        List<Issue> issues = Checking.steps(
                        folder,
                        many(
                                "{'id': 's#', 'action': 'flow.log', 'payload': {'message': '${step.x#.status} ${input.y#}'}}"))
                .issues();
        assertThat(issues).hasSize(IssueList.MOST + 1);
        assertThat(issues.getLast().code()).hasToString("MORE_ISSUES");
        assertThat(issues.getLast().message()).contains(String.valueOf(2 * MANY - IssueList.MOST));
    }

    @Test
    void aLongTextIsShownInPart() {
        String text = "x".repeat(40_000);
        List<Issue> issues = Checking.steps(
                        folder,
                        "{'id': '" + text.repeat(25) + " ', 'action': 'flow.log', 'payload': {'message': 'm', '" + text
                                + "': 1}}",
                        "'http': {'baseUrl': '" + text + "'}",
                        "'" + text + "': 1")
                .issues();
        assertThat(issues).hasSize(4);
        assertThat(issues).allSatisfy(issue -> {
            assertThat(issue.message().length()).isLessThan(1_500);
            assertThat(issue.path().length()).isLessThan(400);
            assertThat(String.valueOf(issue.actual()).length()).isLessThan(400);
            assertThat(issue.suggestions())
                    .allSatisfy(way -> assertThat(way.length()).isLessThan(400));
        });
    }

    @Test
    void controlCharactersOfNamesAreShownAsEscapes() {
        List<Issue> issues = Checking.job(
                        folder,
                        "{'schemaVersion': 1, 'jobType': 't', 'scenario': {'steps': [{'action': 'flow.log',"
                                + " 'payload': {'message': 'm'}}]}, 'a\\u001b[31m\\u0007': 1}")
                .issues();
        assertThat(issues).hasSize(1);
        assertThat(issues.getFirst().message()).contains("\\u001b[31m\\u0007");
        assertThat(issues.getFirst().path()).contains("\\u001b[31m");
    }

    @Test
    void deepPayloadsAndConditionsAreReadOrRefused() {
        String payload = "[".repeat(400) + "'${input.x}'" + "]".repeat(400);
        assertThat(Checking.steps(
                                folder,
                                "{'action': 'http.request', 'payload': {'url': 'http://127.0.0.1:9', 'body': " + payload
                                        + "}, 'when': " + "[".repeat(100) + "{'path': '$', 'op': 'exists'}"
                                        + "]".repeat(100) + "}")
                        .rejected()
                        .issues())
                .extracting(issue -> issue.code().name())
                .containsExactlyInAnyOrder("INVALID_CONDITION", "INVALID_INTERPOLATION");
    }

    @Test
    void manyUnknownInputsAreCounted() {
        Checking checking = Checking.steps(folder, "{'action': 'flow.log', 'payload': {'message': 'm'}}");
        for (int i = 0; i < MANY; i++) {
            checking.input("i" + i, "x");
        }
        assertThat(checking.issues()).hasSize(IssueList.MOST + 1);
    }
}
