package dev.dispatch.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What new users of such tools stumbled over, as far as a check before the run can tell. Held elsewhere: assertions on
 * values and the list of checks ({@code AssertionsTest}), no secret in a record ({@code RunSecretsTest}), the response in
 * an inspection ({@code RunRecordTest}), {@code latest} of this workspace only ({@code records/workspace.txt}), no repeated
 * fault of a payload while polling ({@code PollTest}), complete printed schemas ({@code JobSchemaCorpusTest}), a response
 * that lacks what is referred to ({@code TemplateTest}).
 */
class FieldTrapsTest {

    private static final String LOG = "{'action': 'flow.log', 'payload': {'message': 'm'}%s}";

    @TempDir
    Path folder;

    private Issue only(Checking checking) {
        List<Issue> issues = checking.issues();
        assertThat(issues).hasSize(1);
        return issues.getFirst();
    }

    @Test
    void anApiCanBeCalledWithoutWritingAModule() {
        assertThat(Checking.steps(
                                folder,
                                "{'action': 'http.request', 'payload': {'method': 'POST', 'url': 'http://a.test/x', 'body': {}}}")
                        .issues())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'continueOnErorr': true", "'retires': {}", "'finaly': []"})
    void aMemberThatHasNoEffectIsNeverAccepted(String member) {
        Issue issue = only(Checking.steps(folder, LOG.formatted(", " + member)));
        assertThat(issue.code()).isEqualTo(IssueCode.UNKNOWN_FIELD);
    }

    @Test
    void aMisspeltBlockIsNotPassedOver() {
        Issue issue = only(Checking.steps(folder, LOG.formatted(""), "'htttp': {'baseUrl': 'http://a.test'}"));
        assertThat(issue.code()).isEqualTo(IssueCode.UNKNOWN_FIELD);
        assertThat(issue.suggestions()).containsExactly("http");
        assertThat(issue.attributes().path("patch")).hasSize(1);
    }

    @Test
    void theDefaultOfAnInputHasAnEffect() {
        PreflightResult result = Checking.steps(
                        folder,
                        "{'action': 'flow.log', 'payload': {'message': '${input.name}'}}",
                        "'inputs': {'name': {'type': 'string', 'default': 'Ada'}}")
                .result();
        assertThat(((PreflightResult.Ready) result).plan().inputs().path("name").stringValue())
                .isEqualTo("Ada");
    }

    @Test
    void anAbsentReferenceIsNeverAnEmptyText() {
        Issue issue = only(Checking.steps(
                folder,
                "{'action': 'flow.log', 'payload': {'message': 'for ${input.name}'}}",
                "'inputs': {'name': {'type': 'string'}}"));
        assertThat(issue.code()).isEqualTo(IssueCode.UNRESOLVED_REFERENCE);
        assertThat(issue.message()).contains("${input.name}", "was not given");
    }

    @Test
    void aCaptureOfAnActionWithoutExportsIsNotInvitedToExports() {
        Issue issue = only(Checking.steps(folder, LOG.formatted(", 'capture': {'x': 'exports.message'}")));
        assertThat(issue.message()).contains("exports nothing");
        assertThat(issue.expected()).isEqualTo("response.<path>");
        assertThat(issue.suggestions()).isEmpty();
    }

    @Test
    void aCaptureOfAnUnknownExportListsThoseOfTheAction() {
        String manifest = "{'name': 'm', 'version': '1.0.0', 'actions': {'a': {'description': 'd',"
                + " 'request': {'method': 'GET', 'path': '/'}, 'exports': {'postId': '$.id', 'title': '$.title'}}}}";
        Issue issue = only(Checking.steps(
                        folder,
                        "{'action': 'm.a', 'capture': {'x': 'exports.postid'}}",
                        "'http': {'baseUrl': 'http://a.test'}")
                .module("m", manifest));
        assertThat(issue.expected()).isEqualTo("one of postId, title");
        assertThat(issue.suggestions()).containsExactly("exports.postId");
    }

    @Test
    void thatTheNameOfTheFileMakesASeedJobIsSaid() {
        Issue issue =
                only(Checking.steps(folder, "{'action': 'memory.forget', 'payload': {'namespace': 'a', 'key': 'b'}}")
                        .file("shop.job.case.json"));
        assertThat(issue.message()).contains("the name of the file decides");
        assertThat(issue.suggestions()).containsExactly("rename the file to shop.job.seed.json");
    }

    @Test
    void aPollOfAWrongPayloadIsRefusedBeforeItIsRepeated() {
        Issue issue = only(Checking.steps(
                folder,
                "{'action': 'flow.poll', 'payload': {'action': 'http.request', 'payload': {'url': 'http://a.test', 'bdy': 1},"
                        + " 'conditions': {'path': '$.status', 'op': 'eq', 'value': 200}}}"));
        assertThat(issue.pointer()).hasToString("/scenario/steps/0/payload/payload/bdy");
        assertThat(issue.suggestions()).containsExactly("body");
    }

    @Test
    void aReportHoldsEveryFaultOfAJobAtOnce() {
        assertThat(Checking.steps(
                                folder,
                                "{'action': 'flow.lgo'}, {'action': 'flow.sleep', 'payload': {'duration': '5'}},"
                                        + LOG.formatted(", 'expect': {'path': 'status', 'op': 'is'}"),
                                "'inputs': {'a': {'type': 'strng'}, 'b': {'type': 'string', 'required': true}}",
                                "'htttp': {}")
                        .lines())
                .containsExactlyInAnyOrder(
                        "MISSING_INPUT inputs.b",
                        "UNKNOWN_ACTION scenario.steps[0].action",
                        "MODULE_VALIDATION_ERROR scenario.steps[1].payload.duration",
                        "INVALID_JSONPATH scenario.steps[2].expect.path",
                        "INVALID_CONDITION scenario.steps[2].expect.op",
                        "SCHEMA_ERROR inputs.a.type",
                        "UNKNOWN_FIELD htttp");
    }
}
