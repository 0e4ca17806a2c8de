package dev.dispatch.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ConditionTest {

    private static final Pointer BASE = new Pointer("/expect");

    private static final JsonNode ROOT = Json.parse("""
            {"s": "pending", "n": 1, "f": 1.0, "d": 2.50, "t": true, "z": null, "e": [], "blank": "", "empty": {},
             "a": [1, "x", {"k": 1, "j": 2}], "o": {"k": 1, "j": [2]}, "emoji": "\uD83D\uDE00\uD83D\uDE00",
             "items": [{"id": 1}, {"id": 2}]}""");

    @ParameterizedTest(name = "{0} {1} {2} is {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "$.s | exists | | true",
                "$.t | exists | | true",
                "$.blank | exists | | true",
                "$.empty | exists | | true",
                "$.z | exists | | false",
                "$.e | exists | | false",
                "$.nope | exists | | false",
                "$.items[*].nope | exists | | false",
                "$.z | not_exists | | true",
                "$.e | not_exists | | true",
                "$.nope | not_exists | | true",
                "$.s | not_exists | | false",
                "$.n | eq | 1.0 | true",
                "$.f | eq | 1 | true",
                "$.n | eq | \"1\" | false",
                "$.o | eq | {\"j\":[2.0],\"k\":1} | true",
                "$.a[2] | eq | {\"j\":2,\"k\":1} | true",
                "$.z | eq | null | true",
                "$.nope | eq | null | false",
                "$.items[*].id | eq | [1,2] | true",
                "$.items[?@.id == 9] | eq | [] | true",
                "$.n | neq | 2 | true",
                "$.n | neq | 1.0 | false",
                "$.nope | neq | 1 | false",
                "$.d | gt | 2.4 | true",
                "$.d | gt | 2.5 | false",
                "$.d | gte | 2.5 | true",
                "$.d | lt | 2.51 | true",
                "$.d | lte | 2.5 | true",
                "$.s | gt | 1 | false",
                "$.n | gt | \"0\" | false",
                "$.s | lt | \"zzz\" | false",
                "$.nope | lt | 1 | false",
                "$.s | in | [\"done\",\"pending\"] | true",
                "$.n | in | [1.0] | true",
                "$.n | in | [] | false",
                "$.nope | in | [1] | false",
                "$.n | not_in | [2] | true",
                "$.n | not_in | [1] | false",
                "$.nope | not_in | [1] | false",
                "$.s | contains | \"end\" | true",
                "$.s | contains | 1 | false",
                "$.a | contains | 1.0 | true",
                "$.a | contains | {\"j\":2,\"k\":1} | true",
                "$.a | contains | \"y\" | false",
                "$.o | contains | \"k\" | true",
                "$.o | contains | \"x\" | false",
                "$.n | contains | 1 | false",
                "$.nope | contains | 1 | false",
                "$.s | not_contains | \"x\" | true",
                "$.a | not_contains | 1 | false",
                "$.n | not_contains | 1 | true",
                "$.nope | not_contains | 1 | false",
                "$.s | starts_with | \"pen\" | true",
                "$.s | starts_with | \"x\" | false",
                "$.n | starts_with | \"1\" | false",
                "$.s | ends_with | \"ing\" | true",
                "$.nope | ends_with | \"\" | false",
                "$.s | regex | \"^p.*g$\" | true",
                "$.s | regex | \"end\" | true",
                "$.s | regex | \"^end$\" | false",
                "$.n | regex | \"1\" | false",
                "$.nope | regex | \".*\" | false",
                "$.n | type | \"integer\" | true",
                "$.f | type | \"integer\" | true",
                "$.n | type | \"number\" | true",
                "$.d | type | \"integer\" | false",
                "$.s | type | \"string\" | true",
                "$.z | type | \"null\" | true",
                "$.a | type | \"array\" | true",
                "$.o | type | \"object\" | true",
                "$.t | type | \"boolean\" | true",
                "$.nope | type | \"null\" | false",
                "$.s | length_eq | 7 | true",
                "$.s | length_eq | 7.0 | true",
                "$.emoji | length_eq | 2 | true",
                "$.a | length_gte | 3 | true",
                "$.a | length_gte | 4 | false",
                "$.o | length_lte | 2 | true",
                "$.e | length_eq | 0 | true",
                "$.n | length_gte | 0 | false",
                "$.nope | length_lte | 5 | false",
                "$.o | schema | {\"type\":\"object\",\"required\":[\"k\"]} | true",
                "$.o | schema | {\"type\":\"array\"} | false",
                "$.nope | schema | true | false",
                "$.s | schema | true | true",
            })
    void anOperatorHoldsExactlyAsDocumented(String path, String op, String value, boolean held) {
        assertThat(decided(rule(path, op, value)).held()).isEqualTo(held);
    }

    @ParameterizedTest(name = "{0}: {1} at {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1 | INVALID_CONDITION | /expect | this is not a condition",
                "[] | INVALID_CONDITION | /expect | always hold",
                "{} | INVALID_CONDITION | /expect | a rule needs 'path'",
                "{\"mode\":\"ANY\",\"rules\":[]} | INVALID_CONDITION | /expect/rules | never hold",
                "{\"mode\":\"any\",\"rules\":[{\"path\":\"$\",\"op\":\"exists\"}]} | INVALID_CONDITION | /expect/mode | ALL or ANY",
                "{\"mode\":\"ANY\"} | INVALID_CONDITION | /expect/rules | array of rules",
                "{\"rules\":{}} | INVALID_CONDITION | /expect/rules | array of rules",
                "{\"rules\":[{\"path\":\"$\",\"op\":\"exists\"}],\"name\":1} | UNKNOWN_FIELD | /expect/name | unknown member 'name'",
                "{\"path\":\"$\",\"op\":\"exists\",\"valeu\":1} | UNKNOWN_FIELD | /expect/valeu | unknown member 'valeu'",
                "{\"path\":\"$\",\"op\":\"exists\",\"value\":1} | INVALID_CONDITION | /expect/value | exists takes no value",
                "{\"path\":\"$\",\"op\":\"equals\",\"value\":1} | INVALID_CONDITION | /expect/op | no operator 'equals'",
                "{\"path\":\"$\",\"op\":\"eq\"} | INVALID_CONDITION | /expect | eq needs a value",
                "{\"path\":\"$\",\"op\":1} | INVALID_CONDITION | /expect/op | 'op' must be a string",
                "{\"path\":\"$\",\"op\":\"in\",\"value\":1} | INVALID_CONDITION | /expect/value | in needs an array, found 1",
                "{\"path\":\"$\",\"op\":\"length_eq\",\"value\":1.5} | INVALID_CONDITION | /expect/value | whole number",
                "{\"path\":\"$\",\"op\":\"length_eq\",\"value\":-1} | INVALID_CONDITION | /expect/value | whole number",
                "{\"path\":\"$\",\"op\":\"starts_with\",\"value\":1} | INVALID_CONDITION | /expect/value | needs a text",
                "{\"path\":\"$\",\"op\":\"type\",\"value\":\"int\"} | INVALID_CONDITION | /expect/value | no JSON type 'int'",
                "{\"path\":\"$\",\"op\":\"regex\",\"value\":\"(?=a)\"} | INVALID_REGEX | /expect/value | no look-ahead",
                "{\"path\":\"$\",\"op\":\"regex\",\"value\":\"(?<!a)b\"} | INVALID_REGEX | /expect/value | no look-behind",
                "{\"path\":\"$\",\"op\":\"regex\",\"value\":\"(a)\\\\1\"} | INVALID_REGEX | /expect/value | references back",
                "{\"path\":\"$\",\"op\":\"regex\",\"value\":\"\\\\u0041\"} | INVALID_REGEX | /expect/value | \\x{41}",
                "{\"path\":\"$\",\"op\":\"regex\",\"value\":\"(\"} | INVALID_REGEX | /expect/value | RE2",
                "{\"path\":\"$\",\"op\":\"schema\",\"value\":{\"type\":7}} | INVALID_CONDITION | /expect/value/type | not a JSON Schema",
                "{\"path\":\"$.steps.create-order\",\"op\":\"exists\"} | INVALID_JSONPATH | /expect/path | RFC 9535",
                "{\"path\":\"$.${input.x}\",\"op\":\"exists\"} | INVALID_JSONPATH | /expect/path | not in its path",
                "{\"path\":\"$\",\"op\":\"eq\",\"value\":\"${input.\"} | MALFORMED_INTERPOLATION | /expect/value | expected",
                "{\"path\":\"$\",\"op\":\"eq\",\"value\":\"${input.x?}\"} | INVALID_CONDITION | /expect/value | left out",
            })
    void aFaultyConditionIsAnIssueAtItsPlace(String json, IssueCode code, String pointer, String part) {
        assertThat(issues(json)).anySatisfy(issue -> {
            assertThat(issue.code()).isEqualTo(code);
            assertThat(issue.pointer().text()).isEqualTo(pointer);
            assertThat(issue.message()).contains(part);
        });
    }

    @Test
    void everyFaultIsReportedAtOnce() {
        assertThat(issues("""
                        [{"path": "x", "op": "eqq", "extra": 1}, {"rules": [{"path": "$", "op": "in", "value": 1}]}]"""))
                .extracting(issue -> issue.pointer().text())
                .containsExactly("/expect/0/extra", "/expect/0/path", "/expect/0/op", "/expect/1/rules/0/value");
    }

    @Test
    void nearNamesAreSuggested() {
        assertThat(issues("{\"path\":\"$.steps.create-order\",\"op\":\"exists\"}")
                        .getFirst()
                        .suggestions())
                .containsExactly("$.steps['create-order']");
        assertThat(issues("{\"path\":\"$\",\"op\":\"exist\"}").getFirst().suggestions())
                .contains("exists");
        assertThat(issues("{\"mode\":\"any\",\"rules\":[]}").getFirst().suggestions())
                .containsExactly("ANY");
    }

    @Test
    void aSummaryShowsExpectedAndActual() {
        assertThat(decided(rule("$.s", "eq", "true")).summary()).isEqualTo("$.s eq true => false, actual \"pending\"");
        assertThat(decided(rule("$.nope", "exists", null)).summary())
                .isEqualTo("$.nope exists => false, actual absent");
    }

    @Test
    void anArrayHoldsWhenAllItsRulesHold() {
        assertThat(decided("[%s,%s]".formatted(rule("$.n", "eq", "1"), rule("$.t", "eq", "true")))
                        .held())
                .isTrue();
        assertThat(decided("[%s,%s]".formatted(rule("$.n", "eq", "1"), rule("$.t", "eq", "false")))
                        .held())
                .isFalse();
    }

    @Test
    void anyEvaluatesEveryRule() {
        Evaluation.Decided decided = decided(
                "{\"mode\":\"ANY\",\"rules\":[%s,%s]}".formatted(rule("$.n", "eq", "1"), rule("$.t", "eq", "false")));
        assertThat(decided.held()).isTrue();
        assertThat(decided.rules()).hasSize(2);
        assertThat(decided.summary())
                .isEqualTo("any of ($.n eq 1 => true, actual 1; $.t eq false => false, actual true) => true");
    }

    @Test
    void groupsNest() {
        assertThat(decided("{\"rules\":[%s,{\"mode\":\"ANY\",\"rules\":[%s,[%s]]}]}"
                                .formatted(
                                        rule("$.n", "eq", "1"),
                                        rule("$.n", "eq", "2"),
                                        rule("$.s", "eq", "\"pending\"")))
                        .held())
                .isTrue();
    }

    @Test
    void valuesMayHoldExpressions() {
        assertThat(decided(rule("$.n", "lt", "\"${input.n}\"")).held()).isTrue();
        assertThat(decided(rule("$.n", "in", "[\"${input.n}\", \"${index}\", 1]"))
                        .rules()
                        .getFirst()
                        .expected())
                .contains(Json.parse("[3,0,1]"));
        assertThat(decided(rule("$.s", "regex", "\"^${input.zzz:-pend}\"")).held())
                .isTrue();
    }

    @Test
    void anAbsentOrUnfitValueLeavesTheConditionUndecidable() {
        assertThat(undecidable("[%s,%s]"
                        .formatted(rule("$.n", "eq", "\"${input.x1}\""), rule("$.n", "eq", "\"${input.x2}\""))))
                .extracting(Issue::code)
                .containsExactly(IssueCode.UNRESOLVED_REFERENCE, IssueCode.UNRESOLVED_REFERENCE);
        assertThat(undecidable(rule("$.n", "in", "\"${input.n}\"")).getFirst().message())
                .isEqualTo("in needs an array, found 3");
        assertThat(undecidable(rule("$.s", "regex", "\"(${input.name}\""))
                        .getFirst()
                        .code())
                .isEqualTo(IssueCode.INVALID_REGEX);
    }

    @Test
    void referencesOfAllRulesAreKnown() {
        Condition condition = parsed("[%s,{\"mode\":\"ANY\",\"rules\":[%s]}]"
                .formatted(rule("$.n", "eq", "\"${input.n}\""), rule("$.n", "eq", "\"${run.id}\"")));
        assertThat(condition.references())
                .extracting(use -> use.reference().text() + " " + use.pointer())
                .containsExactly("input.n /expect/0/value", "run.id /expect/1/rules/0/value");
    }

    @Test
    void aLongActualValueIsCut() {
        JsonNode root = Json.object().put("text", "x".repeat(1_000_000));
        Condition condition = parsed(rule("$.text", "eq", "1"));
        Evaluation.Decided decided = (Evaluation.Decided) condition.evaluate(root, Scopes.sample());
        assertThat(decided.summary()).hasSizeLessThan(200).endsWith("...");
        assertThat(decided.rules().getFirst().actual().orElseThrow().stringValue())
                .hasSizeLessThan(2_100);
    }

    @Test
    void theRecordsFormOmitsWhatIsAbsent() {
        assertThat(decided("[%s,%s]".formatted(rule("$.nope", "exists", null), rule("$.n", "eq", "1")))
                        .toJson())
                .isEqualTo(Json.parse("""
                        {"held": false,
                         "summary": "$.nope exists => false, actual absent; $.n eq 1 => true, actual 1",
                         "rules": [{"path": "$.nope", "op": "exists", "held": false},
                                   {"path": "$.n", "op": "eq", "expected": 1, "actual": 1, "held": true}]}"""));
    }

    @Test
    void aFailedSchemaSaysWhy() {
        RuleResult result = decided(rule("$.o", "schema", "{\"required\":[\"missing\"]}"))
                .rules()
                .getFirst();
        assertThat(result.mismatch().map(Mismatch::words).orElse("")).contains("missing");
    }

    @Test
    void conditionsNestOnlySoDeep() {
        String rule = rule("$.n", "eq", "1");
        assertThat(decided("[".repeat(30) + rule + "]".repeat(30)).held()).isTrue();
        assertThat(issues("[".repeat(400) + rule + "]".repeat(400)))
                .singleElement()
                .satisfies(issue -> assertThat(issue.message()).contains("deeper than 32"));
    }

    private static String rule(String path, String op, @Nullable String value) {
        String member = value == null ? "" : ",\"value\":" + value;
        return "{\"path\":\"" + path + "\",\"op\":\"" + op + "\"" + member + "}";
    }

    private static Evaluation.Decided decided(String json) {
        Evaluation evaluation = parsed(json).evaluate(ROOT, Scopes.sample());
        assertThat(evaluation).isInstanceOf(Evaluation.Decided.class);
        return (Evaluation.Decided) evaluation;
    }

    private static List<Issue> undecidable(String json) {
        Evaluation evaluation = parsed(json).evaluate(ROOT, Scopes.sample());
        assertThat(evaluation).isInstanceOf(Evaluation.Undecidable.class);
        return ((Evaluation.Undecidable) evaluation).issues();
    }

    private static Condition parsed(String json) {
        Parsed<Condition> parsed = Condition.parse(Json.parse(json), BASE, Roots.ALL);
        assertThat(parsed).isInstanceOf(Parsed.Ok.class);
        return ((Parsed.Ok<Condition>) parsed).value();
    }

    private static List<Issue> issues(String json) {
        Parsed<Condition> parsed = Condition.parse(Json.parse(json), BASE, Roots.ALL);
        assertThat(parsed).isInstanceOf(Parsed.Faulty.class);
        return ((Parsed.Faulty<Condition>) parsed).issues();
    }
}
