package dev.dispatch.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the issues of a job are ordered and what they say. */
class IssueWordsTest {

    @TempDir
    Path folder;

    @Test
    void issuesStandInTheOrderOfTheDocument() {
        List<Issue> issues = Checking.job(folder, """
                        {'schemaVersion': 1, 'jobType': 't',
                         'description': 5,
                         'dependencies': {'modules': [{'name': 'none'}]},
                         'inputs': {'a': {'type': 'txt'}},
                         'scenario': {'steps': [
                          {'action': 'flow.lgo'},
                          {'action': 'flow.log', 'payload': {'message': '${step.x.response}'}, 'credential': 'c'},
                          {'action': 'bad'},
                          {'action': 'flow.log', 'payload': {'message': 'm'}, 'capture': {'id': 5}}]}}""").issues();
        assertThat(issues).hasSizeGreaterThan(6);
        assertThat(issues).isSortedAccordingTo(Issue.IN_DOCUMENT_ORDER);
    }

    @Test
    void inputsComeFirstInTheOrderOfTheirDeclaration() {
        assertThat(Checking.steps(
                                folder,
                                "{'action': 'flow.lgo'}",
                                "'inputs': {'sku': {'type': 'string', 'required': true}, 'count': {'type': 'integer'}}")
                        .input("count", "x")
                        .lines())
                .containsExactly(
                        "MISSING_INPUT inputs.sku",
                        "INVALID_INPUT inputs.count",
                        "UNKNOWN_ACTION scenario.steps[0].action");
    }

    @Test
    void knownNamesAreListedInTheOrderOfTheDocument() {
        StringBuilder steps = new StringBuilder();
        for (String id : List.of("first", "second", "third", "fourth", "fifth", "sixth")) {
            steps.append("{'id': '" + id + "', 'action': 'flow.log', 'payload': {'message': 'm'}},");
        }
        steps.append("{'action': 'flow.log', 'payload': {'message': '${step.zzz.response}'}}");
        assertThat(Checking.steps(folder, steps.toString()).issues())
                .singleElement()
                .extracting(Issue::expected)
                .isEqualTo("one of first, second, third, fourth, fifth, sixth");
    }

    @Test
    void aModuleThatIsNotThereIsAMissingDependency() {
        PreflightResult.Rejected rejected = Checking.steps(folder, "{'id': 'pay', 'action': 'payments.charge'}")
                .rejected();
        assertThat(rejected.jobIssues()).isEmpty();
        assertThat(rejected.dependencyIssues()).singleElement().satisfies(issue -> {
            assertThat(issue.code()).isEqualTo(IssueCode.MISSING_MODULE_DEPENDENCY);
            assertThat(issue.message()).isEqualTo("There is no module 'payments'");
            assertThat(issue.stepId()).isEqualTo("pay");
            assertThat(issue.attributes()).hasToString("{\"dependencyType\":\"module\",\"moduleName\":\"payments\"}");
        });
    }

    @Test
    void aPolledActionOfAMissingModuleIsAMissingDependencyToo() {
        String poll = "{'action': 'flow.poll', 'payload': {'action': 'payments.get', 'payload': {},"
                + " 'conditions': {'path': '$', 'op': 'exists'}, 'intervalMs': 1, 'maxAttempts': 1}}";
        assertThat(Checking.steps(folder, poll).rejected().dependencyIssues())
                .extracting(Issue::code)
                .containsExactly(IssueCode.MISSING_MODULE_DEPENDENCY);
    }

    @Test
    void oneCauseIsOneIssue() {
        assertThat(Checking.steps(folder, "{'action': 'flow.sleep', 'payload': []}")
                        .lines())
                .containsExactly("SCHEMA_ERROR scenario.steps[0].payload");
        assertThat(Checking.steps(folder, "{'action': 'flow.poll', 'payload': 'x'}")
                        .lines())
                .containsExactly("SCHEMA_ERROR scenario.steps[0].payload");
        assertThat(Checking.steps(folder, "'x'").lines()).containsExactly("SCHEMA_ERROR scenario.steps[0]");
        assertThat(Checking.steps(folder, "{'steps': []}").lines())
                .containsExactly("SCHEMA_ERROR scenario.steps[0].steps");
        assertThat(Checking.steps(folder, "{'steps': {}}").lines())
                .containsExactly("SCHEMA_ERROR scenario.steps[0].steps");
    }

    @Test
    void aDurationThatDoesNotFitIsToldInWords() {
        for (String duration : List.of("5 sec", "999999999999h")) {
            assertThat(Checking.steps(folder, "{'action': 'flow.sleep', 'payload': {'duration': '" + duration + "'}}")
                            .issues())
                    .singleElement()
                    .satisfies(issue -> {
                        assertThat(issue.expected())
                                .isEqualTo("<n>ms, <n>s, <n>m or <n>h, such as 500ms or 2m; at most 9999h");
                        assertThat(issue.message())
                                .isEqualTo("'duration' must have another form, is string \"" + duration
                                        + "\" (flow.sleep)");
                    });
        }
    }

    @Test
    void aReferenceToALaterStepSaysBeforeWhichStepItHadToBe() {
        String steps = "{'id': 'first', 'action': 'flow.log', 'payload': {'message': '${step.second.status}'}},"
                + "{'id': 'second', 'action': 'flow.log', 'payload': {'message': 'm'}}";
        assertThat(Checking.steps(folder, steps).issues())
                .singleElement()
                .extracting(Issue::expected)
                .isEqualTo("a step before 'first', and there is none");
    }

    @Test
    void whereNothingIsDeclaredThatIsSaid() {
        String step = "{'action': 'flow.log', 'payload': {'message': '${credential.api.key}'}}";
        assertThat(Checking.steps(folder, step).issues()).singleElement().satisfies(issue -> {
            assertThat(issue.code()).isEqualTo(IssueCode.MISSING_CREDENTIAL_PROFILE);
            assertThat(issue.expected()).isEqualTo("a name that is declared, and there is none");
        });
    }

    @Test
    void aConditionThatIsNoneIsToldOnce() {
        assertThat(Checking.steps(folder, "{'action': 'flow.log', 'payload': {'message': 'm'}, 'expect': 'yes'}")
                        .issues())
                .singleElement()
                .satisfies(issue -> {
                    assertThat(issue.message()).isEqualTo("this is not a condition");
                    assertThat(issue.expected()).startsWith("a rule {path, op, value?}");
                });
    }

    @Test
    void anOperatorOfAnotherLanguageHasItsCounterpart() {
        String step = "{'action': 'flow.log', 'payload': {'message': 'm'},"
                + " 'expect': {'path': '$', 'op': 'equals', 'value': 1}}";
        assertThat(Checking.steps(folder, step).issues())
                .singleElement()
                .extracting(Issue::suggestions)
                .isEqualTo(List.of("eq"));
    }
}
