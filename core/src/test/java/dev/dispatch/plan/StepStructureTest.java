package dev.dispatch.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.problem.Issue;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with one step of a job file: each fault is found where it stands, and told once. */
class StepStructureTest {

    private static final String LOG = "{'action': 'flow.log', 'payload': {'message': 'm'}}";

    @TempDir
    Path folder;

    private List<String> ofJob(String text) {
        return Checking.job(folder, text).lines();
    }

    private List<String> ofStep(String members) {
        return Checking.steps(folder, "{'action': 'flow.log', 'payload': {'message': 'm'}, " + members + "}")
                .lines();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'id': 5 | SCHEMA_ERROR scenario.steps[0].id",
                "'id': '' | SCHEMA_ERROR scenario.steps[0].id",
                "'id': 'a b' | INVALID_STEP_ID scenario.steps[0].id",
                "'id': '1a' | INVALID_STEP_ID scenario.steps[0].id",
                "'id': 'step_4' | INVALID_STEP_ID scenario.steps[0].id",
                "'id': '${input.a}' | INVALID_STEP_ID scenario.steps[0].id",
                "'credential': '${input.a}' | INVALID_INTERPOLATION scenario.steps[0].credential",
                "'credential': [] | SCHEMA_ERROR scenario.steps[0].credential",
                "'capture': [] | SCHEMA_ERROR scenario.steps[0].capture",
                "'capture': {'a': 5} | SCHEMA_ERROR scenario.steps[0].capture.a",
                "'capture': {'a': 'response'} | INVALID_CAPTURE scenario.steps[0].capture.a",
                "'capture': {'a': 'body.id'} | INVALID_CAPTURE scenario.steps[0].capture.a",
                "'capture': {'a': '$.id'} | INVALID_CAPTURE scenario.steps[0].capture.a",
                "'capture': {'runId': 'response.message'} | INVALID_CAPTURE scenario.steps[0].capture.runId",
                "'atRelative': 'soon' | INVALID_AT_RELATIVE scenario.steps[0].atRelative",
                "'atRelative': '1d' | INVALID_AT_RELATIVE scenario.steps[0].atRelative",
                "'atRelative': 5 | SCHEMA_ERROR scenario.steps[0].atRelative",
                "'atAbsolute': '2026-01-31' | INVALID_AT_ABSOLUTE scenario.steps[0].atAbsolute",
                "'atAbsolute': '2026-02-30T08:00:00Z' | INVALID_AT_ABSOLUTE scenario.steps[0].atAbsolute",
                "'atAbsolute': '2026-01-31T08:00Z' | INVALID_AT_ABSOLUTE scenario.steps[0].atAbsolute",
                "'atRelative': '1s', 'atAbsolute': '2026-01-31T08:00:00Z' | INVALID_AT_ABSOLUTE scenario.steps[0].atAbsolute",
                "'when': true | INVALID_CONDITION scenario.steps[0].when",
                "'expect': [] | INVALID_CONDITION scenario.steps[0].expect",
                "'expect': {'path': '$.a'} | INVALID_CONDITION scenario.steps[0].expect",
                "'expect': {'path': '$.a', 'op': 'is', 'value': 1} | INVALID_CONDITION scenario.steps[0].expect.op",
                "'expect': {'path': '$.a-b', 'op': 'exists'} | INVALID_JSONPATH scenario.steps[0].expect.path",
                "'expect': {'mode': 'SOME', 'rules': [{'path': '$.a', 'op': 'exists'}]} | INVALID_CONDITION scenario.steps[0].expect.mode",
                "'result': '${response.id' | MALFORMED_INTERPOLATION scenario.steps[0].result",
            })
    void aFaultInAStepIsOneIssueAtItsPlace(String member, String expected) {
        assertThat(ofStep(member)).containsExactly(expected);
    }

    @Test
    void aStepThatIsNoObjectIsOneIssue() {
        assertThat(Checking.steps(folder, "null, 5, " + LOG).lines())
                .containsExactly("SCHEMA_ERROR scenario.steps[0]", "SCHEMA_ERROR scenario.steps[1]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "5 | SCHEMA_ERROR",
                "'' | SCHEMA_ERROR",
                "'log' | INVALID_ACTION_FORMAT",
                "'Flow.Log' | INVALID_ACTION_FORMAT",
                "'a.b.c' | INVALID_ACTION_FORMAT",
                "'${input.a}' | INVALID_INTERPOLATION",
            })
    void anActionThatIsNoActionIsOneIssue(String action, String code) {
        assertThat(Checking.steps(folder, "{'action': " + action + "}").lines())
                .containsExactly(code + " scenario.steps[0].action");
    }

    @Test
    void noStepsAreOneIssue() {
        assertThat(ofJob("{'schemaVersion': 1, 'jobType': 't', 'scenario': {'steps': []}}"))
                .containsExactly("SCHEMA_ERROR scenario.steps");
        assertThat(ofJob("{'schemaVersion': 1, 'jobType': 't', 'scenario': {}}"))
                .containsExactly("SCHEMA_ERROR scenario");
        assertThat(ofJob("{'schemaVersion': 1, 'jobType': 't', 'scenario': {'steps': {}}}"))
                .containsExactly("SCHEMA_ERROR scenario.steps");
    }

    @Test
    void aSecondStepWithOneIdNamesTheFirst() {
        String step = "{'id': 'a', 'action': 'flow.log', 'payload': {'message': 'm'}}";
        Issue issue = Checking.steps(folder, step + ", " + step).issues().getFirst();
        assertThat(issue.code()).hasToString("DUPLICATE_STEP_ID");
        assertThat(issue.path()).isEqualTo("scenario.steps[1].id");
        assertThat(issue.message()).contains("scenario.steps[0]");
    }

    @Test
    void bracesAroundACaptureAreMended() {
        Issue issue = Checking.steps(
                        folder,
                        "{'action': 'flow.log', 'payload': {'message': 'm'}, 'capture': {'a': '${response.message}'}}")
                .issues()
                .getFirst();
        assertThat(issue.suggestions()).containsExactly("response.message");
    }

    @Test
    void aMomentWithoutAZoneIsMended() {
        Issue issue = Checking.steps(
                        folder,
                        "{'action': 'flow.log', 'payload': {'message': 'm'}, 'atAbsolute': '2026-01-31T08:00:00'}")
                .issues()
                .getFirst();
        assertThat(issue.suggestions()).containsExactly("2026-01-31T08:00:00Z");
    }

    @Test
    void aMendedStepIdIsNeverOneThatIsReserved() {
        Issue issue = Checking.steps(folder, "{'id': 'step 1', 'action': 'flow.log', 'payload': {'message': 'm'}}")
                .issues()
                .getFirst();
        assertThat(issue.suggestions()).isEmpty();
    }
}
