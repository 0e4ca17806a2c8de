package dev.dispatch.fuzz;

import dev.dispatch.expression.Condition;
import dev.dispatch.expression.Evaluated;
import dev.dispatch.expression.Evaluation;
import dev.dispatch.expression.Function;
import dev.dispatch.expression.Operator;
import dev.dispatch.expression.Parsed;
import dev.dispatch.expression.Roots;
import dev.dispatch.expression.SystemGenerator;
import dev.dispatch.expression.Template;
import dev.dispatch.expression.TemplateTree;
import dev.dispatch.expression.TreeScope;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.jsonpath.JsonPath;
import dev.dispatch.jsonpath.JsonPathLimitException;
import dev.dispatch.jsonpath.JsonPathSyntaxException;
import dev.dispatch.jsonpath.Located;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Paths, templates and conditions. */
final class ExpressionTargets {

    private static final TreeScope SCOPE = new TreeScope(
            Map.of(
                    "input",
                    LanguageTargets.DOCUMENT,
                    "run",
                    LanguageTargets.DOCUMENT,
                    "response",
                    LanguageTargets.DOCUMENT,
                    "step",
                    Json.parse("""
                    {"s": {"status": "SUCCEEDED", "response": {"body": [1, "x"]}}}"""),
                    "env",
                    Json.parse("{\"A\": \"b\"}")),
            new SystemGenerator(InstantSource.fixed(Instant.EPOCH)));

    private static final List<String> PATHS = List.of(
            "$",
            "$.body.items[*].a",
            "$..a",
            "$.body['name','id']",
            "$.body.items[0:5:2]",
            "$[?@.a == 1 && !(@.b < 'x')]",
            "$.body.items[?length(@.a) > 0 || count($..*) >= 2]",
            "$[?match(@.name, 'A.*[a-z]{1,3}')]",
            "$[?search(@, '\\\\p{Lu}(a|b)*')]",
            "$..[?value(@.a) != null]",
            "$.body.items[-1:0:-1]",
            "$['\\u0041\\uD83D\\uDE00']");

    private static final List<String> PATH_WORDS = List.of(
            "$",
            "@",
            "..",
            ".",
            "*",
            "[",
            "]",
            "?",
            "(",
            ")",
            "&&",
            "||",
            "!",
            "==",
            "<=",
            "'",
            "\"",
            ":",
            ",",
            "length",
            "count",
            "match",
            "search",
            "value",
            "true",
            "null",
            "\\u",
            "{1,1000}",
            "[^",
            "\\p{L}",
            "-0",
            "1e9",
            "a");

    private static final List<String> TEMPLATES = List.of(
            "${input.body.name}",
            "a ${input.status} b",
            "$${not}",
            "${env.A:-none}",
            "${run.body.items[0].b.c}",
            "${step.s.response.body}",
            "${input.none?}",
            "${first(input.body.x, input.body.id)}",
            "${count(input.body.items)}",
            "${base64(input.body.name)}",
            "${now()}",
            "${uuid()}",
            "${randomInt(1, 6)}",
            "${sha256(input.body.name)}",
            "${jsonpath(input.body, \"$$..a\")}",
            "${urlEncode(\"a b\")}",
            "${sum(flatten(input.body.items))}",
            "${input[\"body\"].id:-{\"a\": 1}}");

    private static final List<String> TEMPLATE_WORDS = List.of(
            "${",
            "}",
            "input",
            ".body",
            "[0]",
            "['",
            "']",
            ":-",
            "?",
            "(",
            ")",
            ",",
            "\"",
            "'",
            "first(",
            "count(",
            "sum(",
            "jsonpath(",
            "$",
            "step.s",
            "env.A",
            "run",
            "{",
            "\\");

    private ExpressionTargets() {}

    static List<FuzzTarget> all() {
        return List.of(jsonPath(), template(), condition());
    }

    private static FuzzTarget jsonPath() {
        List<String> suite = Corpus.conformance("jsonpath/cts.json", found -> {
            List<String> selectors = new ArrayList<>();
            found.path("tests")
                    .forEach(test -> selectors.add(test.path("selector").asString("")));
            return selectors;
        });
        return FuzzTarget.ofTexts("jsonpath", 160, Corpus.all(PATHS, suite), PATH_WORDS, text -> {
                    try {
                        JsonPath path = JsonPath.parse(text);
                        LanguageTargets.check(path.equals(JsonPath.parse(path.text())), "its text is another path");
                        path.select(LanguageTargets.DOCUMENT);
                        for (Located found : path.locate(LanguageTargets.DOCUMENT)) {
                            LanguageTargets.check(!found.toString().isEmpty(), "a place without a name");
                        }
                        path.leadingNames();
                    } catch (JsonPathSyntaxException | JsonPathLimitException e) {
                        LanguageTargets.check(!String.valueOf(e.getMessage()).isBlank(), "a fault without words");
                        throw new Refused();
                    }
                })
                .and(new Grammar("path")
                        .rule("path", "$", "$<segments>")
                        .rule("segments", "<segment>", "<segment><segments>", "<segment><segment><segments>")
                        .rule(
                                "segment",
                                ".a",
                                ".body",
                                "..<name>",
                                "..*",
                                "[<selector>]",
                                "[<selector>,<selector>]",
                                "..[<selector>]")
                        .rule("name", "a", "items", "é", "_", "-")
                        .rule(
                                "selector",
                                "0",
                                "*",
                                "'a'",
                                "\"b\"",
                                "-1",
                                "1:2",
                                "::-1",
                                "?<logical>",
                                "9007199254740991")
                        .rule(
                                "logical",
                                "@",
                                "@<segments>",
                                "!<logical>",
                                "(<logical>)",
                                "<logical>&&<logical>",
                                "<logical>||<logical>",
                                "<value> == <value>",
                                "<value> < <value>",
                                "match(<value>, <regex>)",
                                "search(<value>,<regex>)",
                                "$<segments>")
                        .rule(
                                "value",
                                "1",
                                "@",
                                "$.status",
                                "'x'",
                                "null",
                                "1e400",
                                "-0",
                                "length(<value>)",
                                "count(@<segments>)",
                                "value(@..a)")
                        .rule("regex", "'a'", "'<re>'", "'<re><re><re>'", "\"(<re>)*\"", "@.a")
                        .rule(
                                "re",
                                "a",
                                ".",
                                "[a-z]",
                                "[^\\\\]-]",
                                "(<re>|<re>)*",
                                "<re>{2,30}",
                                "\\\\p{Lu}",
                                "(<re>+)+",
                                "\\\\d"));
    }

    private static FuzzTarget template() {
        return FuzzTarget.ofTexts("template", 130, TEMPLATES, TEMPLATE_WORDS, text -> {
                    Template.reference(text, Pointer.ROOT, Roots.ALL);
                    String escaped = Template.escape(text);
                    LanguageTargets.check(
                            Template.parse(escaped, Pointer.ROOT, Roots.ALL)
                                            instanceof Parsed.Ok<Template>(Template plain)
                                    && plain.evaluate(SCOPE) instanceof Evaluated.Value value
                                    && value.value().stringValue().equals(text),
                            "what is escaped is no plain text");
                    Template template = ok(Template.parse(text, Pointer.ROOT, Roots.ALL));
                    template.render(SCOPE, UnaryOperator.identity());
                    template.references();
                    if (!(template.evaluate(SCOPE) instanceof Evaluated.Value)) {
                        throw new Refused();
                    }
                })
                .and(new Grammar("text")
                        .rule("text", "${<expression>}", "a ${<expression>} b", "${<expression>}<text>")
                        .rule("expression", "<reference>", "<call>", "<reference>:-<default>", "<reference>?")
                        .rule("reference", "input", "<root><members>")
                        .rule("root", "input", "run", "response", "step.s", "env", "nope")
                        .rule(
                                "members",
                                ".body",
                                ".body<members>",
                                ".items[0]<members>",
                                "['name']",
                                "[\"\"]",
                                "[-1]",
                                "[999999999999]")
                        .rule("default", "", "none", "1", "\"a\"", "{\"a\": [1]}", "${<expression>}", "[1,2")
                        .rule("call", "uuid()", "<function>(<arguments>)")
                        .rule("arguments", "<argument>", "<argument>, <arguments>")
                        .rule("argument", "\"a\"", "<reference>", "<call>", "1", "-1e99", "\"\\u0000\"", "true", "null")
                        .rule("function", Function.names().toArray(String[]::new)));
    }

    private static FuzzTarget condition() {
        List<String> corpus = List.of(
                "{\"path\": \"$.status\", \"op\": \"eq\", \"value\": 200}",
                "[{\"path\": \"$.body.id\", \"op\": \"gte\", \"value\": 1}, {\"path\": \"$.none\", \"op\": \"not_exists\"}]",
                "{\"mode\": \"ANY\", \"rules\": [{\"path\": \"$.body.name\", \"op\": \"regex\", \"value\": \"^A.*\"}]}",
                "{\"path\": \"$.body.tags\", \"op\": \"contains\", \"value\": \"${input.body.name}\"}",
                "{\"path\": \"$.body\", \"op\": \"schema\", \"value\": {\"type\": \"object\", \"required\": [\"id\"]}}",
                "{\"path\": \"$.body.items\", \"op\": \"length_gte\", \"value\": 1}",
                "{\"path\": \"$.body.tags\", \"op\": \"in\", \"value\": [[\"a\"], 1.0]}",
                "{\"path\": \"$.body.price\", \"op\": \"type\", \"value\": \"number\"}",
                "{\"path\": \"$.body\", \"op\": \"eq\", \"value\": "
                        + Json.compact(LanguageTargets.DOCUMENT.get("body")) + "}");
        List<String> words = Corpus.all(
                List.of("path", "op", "value", "mode", "ALL", "ANY", "rules", "integer", "(a*)*b"),
                Operator.names(),
                PATHS,
                TEMPLATES);
        return FuzzTarget.ofTexts(
                "condition",
                90,
                corpus,
                words,
                text -> LanguageTargets.json(text, node -> {
                    if (TemplateTree.compile(node, Pointer.ROOT, Roots.ALL)
                            instanceof Parsed.Ok<TemplateTree>(TemplateTree tree)) {
                        tree.evaluate(SCOPE);
                    }
                    Condition condition = ok(Condition.parse(node, Pointer.ROOT, Roots.ALL));
                    condition.references();
                    if (condition.evaluate(LanguageTargets.DOCUMENT, SCOPE) instanceof Evaluation.Decided decided) {
                        Json.compact(decided.toJson());
                    } else {
                        throw new Refused();
                    }
                }));
    }

    private static <T> T ok(Parsed<T> parsed) {
        return switch (parsed) {
            case Parsed.Ok<T>(T value) -> value;
            case Parsed.Faulty<T> _ -> throw new Refused();
        };
    }
}
