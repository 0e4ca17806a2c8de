package dev.dispatch.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Whatever stands in a string, the answer is a value or an issue. */
class HostileInputTest {

    private static final List<String> PIECES = List.of(
            "${",
            "$${",
            "}",
            "{",
            "$",
            "input",
            "step",
            ".",
            "[",
            "]",
            "'",
            "\"",
            "(",
            ")",
            ",",
            ":-",
            "?",
            ":",
            "\\",
            "first(",
            "sum(",
            "jsonpath(",
            "uuid()",
            "step:list",
            "$.a",
            "[0]",
            "-",
            "name",
            "obj",
            " ",
            "\0",
            "é",
            "\uD83D\uDE00",
            "\uD83D",
            "1",
            "1e9",
            "null",
            "[[",
            "{}",
            "randomInt(",
            "base64(",
            "$..*",
            "list",
            "@");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void randomTemplatesGiveAValueOrAnIssue(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Scope scope = Scopes.sample();
        int parsed = 0;
        for (int i = 0; i < 8_000; i++) {
            String text = text(random);
            Parsed<Template> template = Template.parse(text, Pointer.ROOT, Roots.ALL);
            switch (template) {
                case Parsed.Ok<Template>(Template value) -> {
                    parsed++;
                    value.evaluate(scope);
                    value.references();
                    value.expressions()
                            .forEach(expression -> assertThat(expression.text()).isNotEmpty());
                }
                case Parsed.Faulty<Template> faulty ->
                    assertThat(faulty.issues()).as(text).hasSizeBetween(1, 10);
            }
        }
        assertThat(parsed).isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void randomRulesGiveAnEvaluationOrIssues(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Scope scope = Scopes.sample();
        JsonNode root = Json.parse("{\"a\":[1,\"x\",null,{\"b\":{}}],\"s\":\"text\",\"n\":1e400}");
        List<String> values = List.of(
                "1",
                "\"x\"",
                "null",
                "[]",
                "{}",
                "true",
                "-1",
                "1e999999",
                "\"(\"",
                "\"(((a{99}){99}){99}){99}\"",
                "\"string\"",
                "[1,2]",
                "{\"type\":\"string\"}",
                "\"${input.n}\"",
                "\"${input.zzz}\"");
        List<String> paths = List.of("$", "$.a", "$.s", "$.n", "$..*", "$.a[*]", "$.nope", "a", "$.a[?@ == 1]");
        for (int i = 0; i < 2_000; i++) {
            ObjectNode rule = Json.object()
                    .put("path", paths.get(random.nextInt(paths.size())))
                    .put(
                            "op",
                            Operator.names().get(random.nextInt(Operator.names().size())));
            if (random.nextInt(4) > 0) {
                rule.set("value", Json.parse(values.get(random.nextInt(values.size()))));
            }
            switch (Condition.parse(rule, Pointer.ROOT, Roots.ALL)) {
                case Parsed.Ok<Condition>(Condition condition) ->
                    assertThat(condition.evaluate(root, scope))
                            .as(rule.toString())
                            .isNotNull();
                case Parsed.Faulty<Condition> faulty ->
                    assertThat(faulty.issues()).as(rule.toString()).isNotEmpty();
            }
        }
    }

    @Test
    void aReferenceReadsTheSameWhenItsTextIsReadAgain() {
        SplittableRandom random = new SplittableRandom(21);
        for (int i = 0; i < 5_000; i++) {
            List<Segment> segments = random.ints(random.nextInt(1, 5), 0, PIECES.size())
                    .mapToObj(piece -> piece % 3 == 0 ? new Segment.Index(piece) : new Segment.Name(PIECES.get(piece)))
                    .map(Segment.class::cast)
                    .toList();
            Expression.Reference reference = new Expression.Reference(0, "input", segments);
            assertThat(Template.reference(reference.text(), Pointer.ROOT, Roots.ALL))
                    .isEqualTo(new Parsed.Ok<>(reference));
        }
    }

    @Test
    void aLongStringOfOpeningsEndsAtOnce() {
        assertThat(Template.parse("${".repeat(500_000), Pointer.ROOT, Roots.ALL))
                .isInstanceOf(Parsed.Faulty.class);
        assertThat(Template.parse("$${".repeat(500_000), Pointer.ROOT, Roots.ALL))
                .isInstanceOf(Parsed.Ok.class);
        assertThat(Template.parse("${input" + ".a".repeat(500_000) + "}", Pointer.ROOT, Roots.ALL))
                .isInstanceOf(Parsed.Faulty.class);
    }

    private static String text(SplittableRandom random) {
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "${" : "");
        int pieces = random.nextInt(1, 14);
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.append(random.nextBoolean() ? "}" : "").toString();
    }
}
