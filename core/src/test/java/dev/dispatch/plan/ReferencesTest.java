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

/** References in every place of a job: what cannot be there is an issue, what may be absent a warning. */
class ReferencesTest {

    static final String SHOP =
            "{'name': 'shop', 'version': '0.1.0', 'http': {'baseUrl': 'http://127.0.0.1:9'}, 'actions': {"
                    + "'create': {'description': 'd', 'effect': 'write', 'request': {'method': 'POST', 'path': '/orders'},"
                    + " 'exports': {'orderId': '$.id'},"
                    + " 'responseSchema': {'type': 'object', 'properties': {'id': {'type': 'string'}, 'lines': {'type': 'array',"
                    + " 'items': {'type': 'object', 'properties': {'sku': {}}, 'additionalProperties': false}}},"
                    + " 'additionalProperties': false}},"
                    + "'open': {'description': 'd', 'effect': 'read', 'request': {'method': 'GET', 'path': '/open'},"
                    + " 'responseSchema': {'type': 'object', 'properties': {'id': {}}}},"
                    + "'free': {'description': 'd', 'effect': 'read', 'request': {'method': 'GET', 'path': '/free'}}}}";

    @TempDir
    Path folder;

    private Checking log(String message, String... members) {
        return Checking.steps(
                        folder,
                        "{'id': 'first', 'action': 'shop.create'}, "
                                + "{'id': 'maybe', 'action': 'shop.free', 'when': {'path': '$.run.x', 'op': 'exists'}}, "
                                + "{'id': 'open', 'action': 'shop.open'}, "
                                + "{'id': 'self', 'action': 'flow.log', 'payload': {'message': '" + message + "'}}, "
                                + "{'id': 'last', 'action': 'shop.free'}",
                        members)
                .module("shop", SHOP);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "${step.fist.response.id} | UNKNOWN_STEP_REFERENCE | first",
                "${step.last.response.id} | FORWARD_STEP_REFERENCE | ",
                "${step.self.response.id} | FORWARD_STEP_REFERENCE | ",
                "${step.first.respons.id} | INVALID_INTERPOLATION | response",
                "${step.first.result} | UNKNOWN_MEMBER_REFERENCE | ",
                "${step.first.response.di} | UNKNOWN_MEMBER_REFERENCE | ${step.first.response.id}",
                "${step.first.response.lines[0].sk} | UNKNOWN_MEMBER_REFERENCE | ${step.first.response.lines[0].sku}",
                "${step.first.exports.ordrId} | UNKNOWN_MEMBER_REFERENCE | ${step.first.exports.orderId}",
                "${step.open.exports.id} | UNKNOWN_MEMBER_REFERENCE | ",
                "${jsonpath(step:fist, $.id)} | UNKNOWN_STEP_REFERENCE | first",
                "${step[0].response} | INVALID_INTERPOLATION | ",
                "${input.a} | INVALID_INTERPOLATION | ",
                "${inptu.a} | INVALID_INTERPOLATION | input",
                "${input.a | MALFORMED_INTERPOLATION | ",
                "${} | MALFORMED_INTERPOLATION | ",
                "${response.id} | INVALID_INTERPOLATION | ",
                "${item.id} | INVALID_INTERPOLATION | ",
                "${credential.p.token} | MISSING_CREDENTIAL_PROFILE | ",
                "${jsonpath(run, $.a-b)} | INVALID_JSONPATH | $['a-b']",
                "${env.NOWHERE} | MISSING_ENV | ",
            })
    void aReferenceThatCannotBeThereIsOneIssue(String message, String code, String way) {
        List<Issue> issues = log(message).issues();
        assertThat(issues).hasSize(1);
        assertThat(issues.getFirst().code()).hasToString(code);
        assertThat(issues.getFirst().path()).isEqualTo("scenario.steps[3].payload.message");
        assertThat(issues.getFirst().stepId()).isEqualTo("self");
        if (way != null) {
            assertThat(issues.getFirst().suggestions()).contains(way);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${step.first.response.id}",
                "${steps.first.status}",
                "${step.first.exports}",
                "${step.first}",
                "${step.first.response.lines.0.sku}",
                "${run.runId}",
                "${env.NOWHERE:-x}",
                "${first(env.NOWHERE, run.x, 5)}",
                "$${input.a}",
                "${uuid()}",
            })
    void aReferenceThatWorksIsNoIssue(String message) {
        assertThat(log(message).lines()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "${step.open.response.idd} | UNKNOWN_MEMBER_REFERENCE",
                "${step.maybe.response.id} | UNGUARDED_REFERENCE",
                "${step.first.response.di:-none} | UNKNOWN_MEMBER_REFERENCE",
                "${run.token} | UNRESOLVED_REFERENCE",
            })
    void aReferenceThatMayBeAbsentIsAWarning(String message, String code) {
        Checking checking = log(message);
        assertThat(checking.lines()).isEmpty();
        assertThat(Checking.lines(checking.warnings())).containsExactly(code + " scenario.steps[3].payload.message");
    }

    @Test
    void oneMalformedTextDoesNotHideOthers() {
        assertThat(Checking.steps(
                                folder,
                                "{'id': 'a', 'action': 'flow.log', 'payload': {'message': '${input.x'},"
                                        + " 'result': ['${uuid(}', '${step.no.status}'],"
                                        + " 'expect': [{'path': 'nothing', 'op': 'eq', 'value': '${step.b.status}'}]},"
                                        + " {'id': 'b', 'action': 'flow.nothing', 'payload': {'x': '${input.y}', 'z': '${'}}")
                        .lines())
                .containsExactlyInAnyOrder(
                        "MALFORMED_INTERPOLATION scenario.steps[0].payload.message",
                        "MALFORMED_INTERPOLATION scenario.steps[0].result[0]",
                        "UNKNOWN_STEP_REFERENCE scenario.steps[0].result[1]",
                        "INVALID_JSONPATH scenario.steps[0].expect[0].path",
                        "FORWARD_STEP_REFERENCE scenario.steps[0].expect[0].value",
                        "UNKNOWN_ACTION scenario.steps[1].action",
                        "INVALID_INTERPOLATION scenario.steps[1].payload.x",
                        "MALFORMED_INTERPOLATION scenario.steps[1].payload.z");
    }

    @Test
    void everyPlaceWithReferencesIsChecked() {
        assertThat(Checking.steps(
                                folder,
                                "{'id': 'a', 'action': 'shop.create',"
                                        + " 'when': {'path': '$.run.x', 'op': 'eq', 'value': '${step.w.status}'},"
                                        + " 'expect': {'path': '$.id', 'op': 'eq', 'value': '${response.nope}'},"
                                        + " 'result': '${exports.nope}',"
                                        + " 'capture': {'n': 'exports.orderid', 'm': 'response.nope'}}",
                                "'outputs': {'o': '${step.o.status}', 'n': '${run.n}${run.m}'}",
                                "'verification': {'path': '$.outputs.o', 'op': 'eq', 'value': '${step.v.status}'}",
                                "'http': {'defaultHeaders': {'x': '${step.h.status}'}}")
                        .module("shop", SHOP)
                        .lines())
                .containsExactlyInAnyOrder(
                        "UNKNOWN_STEP_REFERENCE scenario.steps[0].when.value",
                        "UNKNOWN_MEMBER_REFERENCE scenario.steps[0].expect.value",
                        "UNKNOWN_MEMBER_REFERENCE scenario.steps[0].result",
                        "INVALID_CAPTURE scenario.steps[0].capture.n",
                        "INVALID_CAPTURE scenario.steps[0].capture.m",
                        "UNKNOWN_STEP_REFERENCE outputs.o",
                        "UNKNOWN_STEP_REFERENCE verification.value",
                        "UNKNOWN_STEP_REFERENCE http.defaultHeaders.x");
    }

    @Test
    void aCaptureOfWhatTheActionDoesNotGiveListsWhatItGives() {
        Issue issue = Checking.steps(folder, "{'action': 'shop.create', 'capture': {'n': 'exports.orderid'}}")
                .module("shop", SHOP)
                .issues()
                .getFirst();
        assertThat(issue.expected()).isEqualTo("one of orderId");
        assertThat(issue.suggestions()).containsExactly("exports.orderId");
    }

    @Test
    void theResultOfAStepThatHasOneCanBeUsed() {
        assertThat(Checking.steps(
                                folder,
                                "{'id': 'a', 'action': 'flow.log', 'payload': {'message': 'm'},"
                                        + " 'result': '${response.message}'},"
                                        + "{'action': 'flow.log', 'payload': {'message': '${step.a.result}'}}")
                        .lines())
                .isEmpty();
    }

    @Test
    void headersMayUseWhatALoginStepCaptures() {
        String login = "{'id': 'login', 'action': 'shop.create', 'capture': {'token': 'exports.orderId'}}";
        Checking guarded = Checking.steps(
                        folder, login, "'http': {'defaultHeaders': {'authorization': '${run.token?}'}}")
                .module("shop", SHOP);
        assertThat(guarded.lines()).isEmpty();
        assertThat(guarded.warnings()).isEmpty();
        Checking open = Checking.steps(
                        folder, login, "'http': {'defaultHeaders': {'authorization': 'Bearer ${run.token}'}}")
                .module("shop", SHOP);
        assertThat(open.lines()).isEmpty();
        assertThat(open.warnings()).extracting(Issue::suggestions).containsExactly(List.of("${run.token:-}"));
    }

    @Test
    void theConditionsOfAPollReadThePolledResponse() {
        assertThat(Checking.steps(
                                folder,
                                "{'action': 'flow.poll', 'payload': {'action': 'shop.create',"
                                        + " 'conditions': {'path': '$.id', 'op': 'eq', 'value': '${response.id}'}}}")
                        .module("shop", SHOP)
                        .lines())
                .isEmpty();
    }

    @Test
    void aPollThatCannotBePlannedStillShowsItsReferencesAndStoresItsNames() {
        Checking checking = Checking.steps(
                        folder,
                        "{'id': 'p', 'action': 'flow.poll', 'payload': {'action': 'shop.free',"
                                + " 'payload': {'x': '${input.no}'}, 'conditions': {'path': 'id', 'op': 'exists'},"
                                + " 'store': {'v': '$.id', 'bad name': '$.id', 'w': 'id'}}},"
                                + " {'action': 'flow.log', 'payload': {'message': '${run.v}'}}")
                .module("shop", SHOP);
        assertThat(checking.lines())
                .containsExactlyInAnyOrder(
                        "UNKNOWN_FIELD scenario.steps[0].payload.payload.x",
                        "INVALID_INTERPOLATION scenario.steps[0].payload.payload.x",
                        "INVALID_JSONPATH scenario.steps[0].payload.conditions.path",
                        "FLOW_POLL_VALIDATION_ERROR scenario.steps[0].payload.store.bad name",
                        "INVALID_JSONPATH scenario.steps[0].payload.store.w");
        assertThat(checking.warnings()).isEmpty();
    }

    @Test
    void aValueBelowATextInputIsAnIssue() {
        assertThat(log("${input.name.first}", "'inputs': {'name': {'type': 'string', 'required': true}}")
                        .input("name", "Ada")
                        .lines())
                .containsExactly("INVALID_INTERPOLATION scenario.steps[3].payload.message");
    }

    @Test
    void anOptionalInputWithoutAValueIsAnIssueOfARunAndAWarningBefore() {
        String input = "'inputs': {'name': {'type': 'string'}, 'o': {'type': 'object'}}";
        assertThat(log("${input.name} ${input.o.x}", input)
                        .values("{'o': {'y': 1}}")
                        .lines())
                .containsExactly(
                        "UNRESOLVED_REFERENCE scenario.steps[3].payload.message",
                        "UNRESOLVED_REFERENCE scenario.steps[3].payload.message");
        assertThat(log("${input.name:-x} ${input.o.y}", input)
                        .values("{'o': {'y': 1}}")
                        .lines())
                .isEmpty();
        assertThat(log("${input.name}", input).validate().lines()).isEmpty();
    }

    @Test
    void whatIsDeclaredAndNeverUsedIsAWarning() {
        Checking checking = Checking.steps(
                        folder,
                        "{'action': 'flow.log', 'payload': {'message': '${input.used}'},"
                                + " 'capture': {'c': 'response.message', 'd': 'response.message'},"
                                + " 'when': {'path': '$.input.in_path', 'op': 'exists'}},"
                                + " {'action': 'flow.log', 'payload': {'message': '${run.d}'}}",
                        "'inputs': {'used': {'type': 'string', 'default': 'x'}, 'in_path': {'type': 'string'},"
                                + " 'idle': {'type': 'string'}}",
                        "'credentials': {'p': {'fromEnv': {'t': 'T'}}}")
                .env("T", "t");
        assertThat(Checking.lines(checking.warnings()))
                .containsExactlyInAnyOrder(
                        "UNUSED_DECLARATION inputs.idle",
                        "UNUSED_DECLARATION credentials.p",
                        "UNUSED_DECLARATION scenario.steps[0].capture.c");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'when': {'path': '$.input', 'op': 'exists'}",
                "'when': {'path': '$..idle', 'op': 'exists'}",
                "'when': {'path': '$.input.*', 'op': 'exists'}",
                "'result': '${input}'",
                "'result': '${jsonpath(input, $.idle)}'",
            })
    void aDoubtfulUseCountsAsUse(String member) {
        assertThat(Checking.steps(
                                folder,
                                "{'action': 'flow.log', 'payload': {'message': 'm'}, " + member + "}",
                                "'inputs': {'idle': {'type': 'string'}}")
                        .warnings())
                .isEmpty();
    }

    @Test
    void twoStepsThatCaptureIntoOneNameAreAWarning() {
        String step = "{'action': 'flow.log', 'payload': {'message': 'm'}, 'capture': {'c': 'response.message'}}";
        assertThat(Checking.lines(Checking.steps(folder, step + ", " + step, "'outputs': {'c': '${run.c}'}")
                        .warnings()))
                .containsExactly("CAPTURE_CONFLICT scenario.steps[1].capture.c");
    }
}
