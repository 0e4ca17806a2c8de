package dev.dispatch.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class TemplateTest {

    private static final Pointer PLACE = new Pointer("/scenario/steps/0/payload/x");

    @ParameterizedTest(name = "{0} gives {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "${input.name} | \"Ada\"",
                "${inputs.name} | \"Ada\"",
                "${ input.n } | 3",
                "${input.one} | 1.0",
                "${input.yes} | true",
                "${input.none} | null",
                "${input.obj} | {\"a\":1,\"b c\":2,\"it's\":3}",
                "${input.obj['b c']} | 2",
                "${input.obj[\"b c\"]} | 2",
                "${input.obj['it\\'s']} | 3",
                "${input.my-name} | \"dash\"",
                "${input.list.0} | 1",
                "${input.list[1]} | 2.5",
                "${step.list.response.items[1].id} | 8",
                "${steps.list.response.items.0.id} | 7",
                "${step.list.status} | \"SUCCEEDED\"",
                "${index} | 0",
                "${env.HOST} | \"h\"",
                "a ${input.name} b ${input.n} | \"a Ada b 3\"",
                "${input.n}${input.n} | \"33\"",
                "x${input.one} | \"x1\"",
                "x${input.big} | \"x12345678901234567890.1\"",
                "x${input.none} | \"xnull\"",
                "x${input.list} | \"x[1,2.5,3]\"",
                "x${input.yes} | \"xtrue\"",
                "$${input.name} | \"${input.name}\"",
                "a$${b}${input.n} | \"a${b}3\"",
                "$$${input.n} | \"$${input.n}\"",
                "cost $5 {x} | \"cost $5 {x}\"",
                "${input.zzz:-5} | 5",
                "${input.zzz:- 5 } | 5",
                "${input.zzz:-hello world} | \"hello world\"",
                "${input.zzz:-it's} | \"it's\"",
                "${input.zzz:-} | \"\"",
                "${input.zzz:-null} | null",
                "${input.zzz:-{\"a\":{\"b\":\"}\"}}} | {\"a\":{\"b\":\"}\"}}",
                "${input.zzz:-[1,\"}\"]} | [1,\"}\"]",
                "${input.zzz:-\"a}b\"} | \"a}b\"",
                "${input.zzz:-[draft]} | \"[draft]\"",
                "${input.none:-x} | \"x\"",
                "${input.name:-x} | \"Ada\"",
                "${step.nope.response.id:-0} | 0",
                "p${input.zzz:-q}r | \"pqr\"",
                "${first(input.zzz, input.none, input.n)} | 3",
                "${first(input.zzz, \"a,}b\")} | \"a,}b\"",
                "${first(input.zzz, {\"k\": [1]})} | {\"k\":[1]}",
                "${first(input.zzz, -1.5e1)} | -15",
                "${first(null, false)} | false",
                "${first(input.zzz):-9} | 9",
                "${sum(input.list)} | 6.5",
                "${sum([0.1, 0.2])} | 0.3",
                "${sum([1.5, 1.5])} | 3",
                "${sum([15, 15])} | 30",
                "${sum([9223372036854775807, 1])} | 9223372036854775808",
                "${sum(input.empty)} | 0",
                "${sum(input.zzz):-0} | 0",
                "${sum(input.none):-0} | 0",
                "${min(input.list)} | 1",
                "${max(input.list)} | 3",
                "${max(input.empty):-none} | \"none\"",
                "${count(input.mixed)} | 2",
                "${flatten(input.nested)} | [1,2,[3],4]",
                "${sum(flatten([[1],[2]]))} | 3",
                "${base64(input.name)} | \"QWRh\"",
                "${base64(input.n)} | \"Mw==\"",
                "${urlEncode(input.text)} | \"a%20b%2F%C3%BC%26\"",
                "${sha256(\"abc\")} | \"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"",
                "${uuid()} | \"uuid-1\"",
                "${uuid()} ${uuid( )} | \"uuid-1 uuid-2\"",
                "${now()} | \"2025-01-02T03:04:05.678Z\"",
                "${timestamp()} | 1735787045678",
                "${randomInt(2, input.n)} | 2",
                "${jsonpath(step:list, $.items[0].id)} | 7",
                "${jsonpath(steps:list, $.items[*].id)} | [7,8]",
                "${jsonpath(run, $.values.x)} | 1",
                "${jsonpath(step.list.response, $.items[?(@.t == 'q')].id)} | [8]",
                "${jsonpath(step:list, $.items[?@.t == ')' && @.t == \"}\"])} | []",
                "${jsonpath(input.list, $[?length(@) > 1])} | []",
                "${count(jsonpath(step:list, $..id))} | 3",
                "${jsonpath(step:list, $.nope):-[]} | []",
            })
    void anExpressionHasItsValue(String template, String expected) {
        assertThat(Json.compact(value(evaluated(template)))).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} is {1} at {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "${ | MALFORMED_INTERPOLATION | 2 | a reference such as input.name",
                "${} | MALFORMED_INTERPOLATION | 2 | a reference such as input.name",
                "${input.name | MALFORMED_INTERPOLATION | 12 | expected } but found the end of the text",
                "a ${input.} | MALFORMED_INTERPOLATION | 10 | ['any name']",
                "${input..a} | MALFORMED_INTERPOLATION | 8 | expected a name or an index",
                "${input.a b} | MALFORMED_INTERPOLATION | 10 | expected } but found b}",
                "${input[-1]} | MALFORMED_INTERPOLATION | 8 | an index from 0",
                "${input[12345678901]} | MALFORMED_INTERPOLATION | 8 | index is too large",
                "${input['a]} | MALFORMED_INTERPOLATION | 8 | quote ' is not closed",
                "${input['a\\n']} | MALFORMED_INTERPOLATION | 11 | in a quoted name",
                "${input.a:b} | MALFORMED_INTERPOLATION | 9 | expected }",
                "${input.a:-${input.b}} | MALFORMED_INTERPOLATION | 11 | first(input.a, ...)",
                "${input.a:-{x} | MALFORMED_INTERPOLATION | 14 | expected }",
                "${first(${input.a})} | MALFORMED_INTERPOLATION | 8 | without a ${} of their own",
                "${first(input.a?, input.b)} | MALFORMED_INTERPOLATION | 15 | end of the whole expression",
                "${first(input.a:-1, input.b)} | MALFORMED_INTERPOLATION | 15 | end of the whole expression",
                "${first(input.a input.b)} | MALFORMED_INTERPOLATION | 16 | expected , or )",
                "${first('a')} | MALFORMED_INTERPOLATION | 8 | double quotes",
                "${first(1.2.3)} | MALFORMED_INTERPOLATION | 8 | not JSON",
                "${first([1)} | MALFORMED_INTERPOLATION | 8 | not JSON",
                "${first([1) | MALFORMED_INTERPOLATION | 8 | bracket is not closed",
                "${5} | INVALID_INTERPOLATION | 2 | there is no root '5'",
                "a ${input.x?} | MALFORMED_INTERPOLATION | 2 | give a default",
                "${input.x?:-1} | MALFORMED_INTERPOLATION | 10 | expected }",
                "${imput.x} | INVALID_INTERPOLATION | 2 | there is no root 'imput'",
                "${env} | INVALID_INTERPOLATION | 2 | env needs a name",
                "${step} | INVALID_INTERPOLATION | 2 | step needs a name",
                "${credential.api.key} | INVALID_INTERPOLATION | 2 | credential cannot be used here",
                "${urlencode(input.x)} | INVALID_INTERPOLATION | 2 | there is no function 'urlencode'",
                "${sum(input.x, input.y)} | INVALID_INTERPOLATION | 2 | sum takes 1 argument, found 2",
                "${uuid(1)} | INVALID_INTERPOLATION | 2 | uuid takes no argument, found 1",
                "${first()} | INVALID_INTERPOLATION | 2 | first takes 1 or more arguments, found 0",
                "${jsonpath(run)} | MALFORMED_INTERPOLATION | 14 | expected ,",
                "${jsonpath(run, $.a} | MALFORMED_INTERPOLATION | 20 | expected )",
                "${jsonpath(step:, $.a)} | MALFORMED_INTERPOLATION | 16 | the id of a step",
                "${jsonpath(run, $.a.b-c)} | INVALID_JSONPATH | 21 | not a JSONPath",
            })
    void aFaultSaysWhatAndWhere(String template, IssueCode code, int offset, String part) {
        Issue issue = fault(template);
        assertThat(issue.code()).isEqualTo(code);
        assertThat(issue.message()).contains(part).endsWith("(character " + (offset + 1) + ")");
        assertThat(issue.toJson().has("offset")).isFalse();
        assertThat(issue.pointer()).isEqualTo(PLACE);
    }

    @ParameterizedTest(name = "{0} suggests {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "${imput.x} | input",
                "${flaten(input.x)} | flatten",
                "${urlencode(input.x)} | urlEncode",
                "${jsonpath(run, $.a.b-c)} | $.a['b-c']",
            })
    void aNearNameIsSuggested(String template, String suggestion) {
        assertThat(fault(template).suggestions()).contains(suggestion);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "${step.list.response.idd} | UNRESOLVED_REFERENCE | response has: items, id, title, userId",
                "${step.nope.response} | UNRESOLVED_REFERENCE | step has: list",
                "${step.list.response.items[2].id} | UNRESOLVED_REFERENCE | items is an array of 2",
                "${step.list.response.items[0].x} | UNRESOLVED_REFERENCE | items[0] has: id, t",
                "${step.list.response.id.x} | UNRESOLVED_REFERENCE | id is an integer",
                "${input.none.x} | UNRESOLVED_REFERENCE | none is null",
                "${previous.x} | UNRESOLVED_REFERENCE | there is no 'previous' here",
                "${first(input.zzz, input.none)} | UNRESOLVED_REFERENCE | none of input.zzz, input.none is present",
                "${jsonpath(step:list, $.nope)} | UNRESOLVED_REFERENCE | step.list.response has: items",
                "${max(input.empty)} | UNRESOLVED_REFERENCE | input.empty is an empty array",
                "${sum(input.none)} | UNRESOLVED_REFERENCE | input.none is null",
                "${sum(input.mixed)} | INVALID_INTERPOLATION | element 1 is \"x\"",
                "${sum(input.n)} | INVALID_INTERPOLATION | sum(input.n) needs an array: input.n is an integer",
                "${sum(input.mixed):-0} | INVALID_INTERPOLATION | needs numbers",
                "${sum(input.huge)} | INVALID_INTERPOLATION | more than 1000 places",
                "${count(input.obj)} | INVALID_INTERPOLATION | needs an array",
                "${base64(input.obj)} | INVALID_INTERPOLATION | needs a text",
                "${randomInt(3, 2)} | INVALID_INTERPOLATION | lower number first",
                "${randomInt(1.5, 2)} | INVALID_INTERPOLATION | whole numbers",
                "${randomInt(1, 1e300)} | INVALID_INTERPOLATION | whole numbers",
            })
    void whatHasNoValueIsNeverReplacedBySomethingElse(String template, IssueCode code, String part) {
        List<Issue> issues = failure(evaluated(template));
        assertThat(issues).hasSize(1);
        assertThat(issues.getFirst().code()).isEqualTo(code);
        assertThat(issues.getFirst().message()).contains(part);
        assertThat(issues.getFirst().pointer()).isEqualTo(PLACE);
    }

    @Test
    void anAbsentReferenceSuggestsANearOneThatHasAValue() {
        Issue issue = failure(evaluated("${step.list.response.item[0].id}")).getFirst();
        assertThat(issue.suggestions()).containsExactly("${step.list.response.items[0].id}");
        assertThat(failure(evaluated("${step.list.response.item[7].id}"))
                        .getFirst()
                        .suggestions())
                .isEmpty();
    }

    @Test
    void everyAbsentReferenceOfAStringIsReported() {
        assertThat(failure(evaluated("${input.x1} and ${sum(input.x2)} and ${input.name}")))
                .extracting(Issue::message)
                .satisfiesExactly(
                        first -> assertThat(first).contains("${input.x1}"),
                        second -> assertThat(second).contains("${input.x2}"));
    }

    @Test
    void anOptionalWholeValueIsLeftOut() {
        assertThat(evaluated("${input.zzz?}")).isInstanceOf(Evaluated.LeftOut.class);
        assertThat(evaluated("${base64(input.zzz)?}")).isInstanceOf(Evaluated.LeftOut.class);
        assertThat(value(evaluated("${input.name?}"))).isEqualTo(Json.text("Ada"));
        assertThat(value(evaluated("${input.none?}")).isNull()).isTrue();
    }

    @Test
    void generatedValuesAreKeptForTheRecord() {
        Evaluated.Value value = (Evaluated.Value) evaluated("${uuid()}-${randomInt(4, 9)}-${input.n}");
        assertThat(value.generated())
                .containsExactly(
                        new Generation(PLACE, "uuid()", Json.text("uuid-1")),
                        new Generation(PLACE, "randomInt(4, 9)", Json.parse("4")));
    }

    @Test
    void renderingEncodesOnlyWhatExpressionsGive() {
        Template template = parsed("/orders/${input.text}/x y");
        assertThat(value(template.render(Scopes.sample(), PercentEncoding::encode))
                        .stringValue())
                .isEqualTo("/orders/a%20b%2F%C3%BC%26/x y");
        assertThat(value(parsed("${input.n}").render(Scopes.sample(), PercentEncoding::encode)))
                .isEqualTo(Json.text("3"));
    }

    @Test
    void referencesKnowWhereTheyStandAndWhetherTheyAreGuarded() {
        Template template = parsed(
                "${input.a} ${input.b:-1} ${first(input.c, sum(input.d))} ${jsonpath(step:s, $.x)} ${sum(input.e)}");
        assertThat(template.references())
                .extracting(use -> use.reference().text() + "@" + use.offset() + (use.guarded() ? " guarded" : ""))
                .containsExactly(
                        "input.a@2",
                        "input.b@13 guarded",
                        "input.c@33 guarded",
                        "input.d@46 guarded",
                        "step.s.response@68",
                        "input.e@88");
    }

    @Test
    void aLoopsOwnNameIsARootWhereItIsGiven() {
        Roots roots = Roots.ALL.and("order");
        assertThat(Template.parse("${order.id}", PLACE, roots)).isInstanceOf(Parsed.Ok.class);
        assertThat(Template.parse("${order.id}", PLACE, Roots.ALL)).isInstanceOf(Parsed.Faulty.class);
    }

    @Test
    void aReferenceCanStandWithoutBraces() {
        Roots roots = Roots.of("exports", "response");
        assertThat(Template.reference("response.items[0]['a b']", PLACE, roots))
                .isEqualTo(new Parsed.Ok<>(new Expression.Reference(
                        0,
                        "response",
                        List.of(new Segment.Name("items"), new Segment.Index(0), new Segment.Name("a b")))));
        assertThat(Template.reference("export.id", PLACE, roots)).isInstanceOf(Parsed.Faulty.class);
        assertThat(Template.reference("response.id x", PLACE, roots)).isInstanceOf(Parsed.Faulty.class);
        assertThat(Template.reference("", PLACE, roots)).isInstanceOf(Parsed.Faulty.class);
    }

    @Test
    void aTextDoesNotGrowWithoutLimit() {
        JsonNode million = Json.text("x".repeat(1024 * 1024));
        Scope scope = new TreeScope(Map.of("input", million), new Scopes.CountingGenerator());
        assertThat(value(parsed("${input}".repeat(3)).evaluate(scope)).stringValue())
                .hasSize(3 * 1024 * 1024);
        assertThat(failure(parsed("${input}".repeat(65)).evaluate(scope)))
                .singleElement()
                .satisfies(issue -> assertThat(issue.message()).contains("grows longer"));
    }

    @Test
    void callsNestOnlySoDeep() {
        assertThat(evaluated("${" + "first(".repeat(30) + "input.n" + ")".repeat(30) + "}"))
                .isInstanceOf(Evaluated.Value.class);
        assertThat(fault("${" + "first(".repeat(100_000) + "input.n").message()).contains("nest deeper than 32");
        assertThat(fault("${first(" + "[".repeat(10_000) + "]".repeat(10_000) + ")}")
                        .message())
                .contains("not JSON");
    }

    private static Evaluated evaluated(String template) {
        return parsed(template).evaluate(Scopes.sample());
    }

    private static Template parsed(String template) {
        List<Issue> issues = new ArrayList<>();
        return Template.parse(template, PLACE, Roots.ALL)
                .orReport(issues::add)
                .orElseThrow(() -> new AssertionError(issues));
    }

    private static Issue fault(String template) {
        Parsed<Template> parsed = Template.parse(template, PLACE, Roots.ALL.without("credential"));
        assertThat(parsed).isInstanceOf(Parsed.Faulty.class);
        return ((Parsed.Faulty<Template>) parsed).issues().getFirst();
    }

    private static JsonNode value(Evaluated evaluated) {
        assertThat(evaluated).isInstanceOf(Evaluated.Value.class);
        return ((Evaluated.Value) evaluated).value();
    }

    private static List<Issue> failure(Evaluated evaluated) {
        assertThat(evaluated).isInstanceOf(Evaluated.Failed.class);
        return ((Evaluated.Failed) evaluated).issues();
    }
}
