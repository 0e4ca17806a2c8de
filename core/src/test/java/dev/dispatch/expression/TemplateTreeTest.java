package dev.dispatch.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.schema.Placeholder;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

class TemplateTreeTest {

    private static final Pointer BASE = new Pointer("/payload");

    @Test
    void stringsAreEvaluatedAndTheRestStaysAsItIs() {
        assertThat(value("""
                        {"a": "${input.list}", "b": {"c": ["x ${input.n}", 1.50, null]}, "d": "plain", "e": "$${x}"}""")).hasToString("""
                        {"a":[1,2.5,3],"b":{"c":["x 3",1.50,null]},"d":"plain","e":"${x}"}""");
    }

    @Test
    void absentOptionalMembersAndElementsAreLeftOut() {
        assertThat(value("""
                        {"a": "${input.zzz?}", "b": ["${input.zzz?}", "${input.n?}"], "c": {"d": "${input.zzz?}"}}""")).hasToString("""
                        {"b":[3],"c":{}}""");
    }

    @Test
    void aTreeWithoutExpressionsIsTheSourceItself() {
        JsonNode source = Json.parse("{\"a\":[1,{\"b\":\"c\"}]}");
        TemplateTree tree = compiled(source);
        assertThat(tree.hasExpressions()).isFalse();
        assertThat(((Evaluated.Value) tree.evaluate(Scopes.sample())).value()).isSameAs(source);
        assertThat(tree.constant()).containsSame(source);
    }

    @Test
    void plainSubtreesAreNotCopied() {
        JsonNode source = Json.parse("{\"plain\":{\"x\":[1]},\"open\":\"${input.n}\"}");
        JsonNode value = ((Evaluated.Value) compiled(source).evaluate(Scopes.sample())).value();
        assertThat(value.get("plain")).isSameAs(source.get("plain"));
    }

    @Test
    void anEscapeAloneMakesNoExpression() {
        TemplateTree tree = compiled(Json.parse("{\"a\":[\"$${x}\"],\"b\":1}"));
        assertThat(tree.hasExpressions()).isFalse();
        assertThat(tree.constant()).contains(Json.parse("{\"a\":[\"${x}\"],\"b\":1}"));
    }

    @Test
    void everyFaultIsReportedWithItsPointer() {
        Parsed<TemplateTree> parsed = TemplateTree.compile(
                Json.parse("{\"a\":\"${\",\"b\":[\"ok\",\"${nope.x}\"],\"${c}\":1}"), BASE, Roots.ALL);
        assertThat(((Parsed.Faulty<TemplateTree>) parsed).issues())
                .extracting(issue -> issue.pointer().text() + " " + issue.code())
                .containsExactly(
                        "/payload/a MALFORMED_INTERPOLATION",
                        "/payload/b/1 INVALID_INTERPOLATION",
                        "/payload/${c} INVALID_INTERPOLATION");
    }

    @Test
    void everyAbsentReferenceIsReportedWithItsPointer() {
        TemplateTree tree = compiled(Json.parse("{\"a\":\"${input.x1}\",\"b\":[\"t ${input.x2}\",\"${input.n}\"]}"));
        Evaluated evaluated = tree.evaluate(Scopes.sample());
        assertThat(((Evaluated.Failed) evaluated).issues())
                .extracting(Issue::pointer)
                .containsExactly(new Pointer("/payload/a"), new Pointer("/payload/b/0"));
    }

    @Test
    void templatesAndReferencesAreListedInOrder() {
        TemplateTree tree = compiled(Json.parse("{\"a\":\"${input.n}\",\"b\":[\"t ${run.id:-x}\",\"u\"]}"));
        assertThat(tree.templates())
                .extracting(template -> template.pointer() + " " + template.whole())
                .containsExactly("/payload/a true", "/payload/b/0 false");
        assertThat(tree.references())
                .extracting(use -> use.reference().text() + " " + use.pointer() + " " + use.guarded())
                .containsExactly("input.n /payload/a false", "run.id /payload/b/0 true");
    }

    @Test
    void aTextIsAPlaceholderWhereItHoldsExpressions() {
        TemplateTree tree = compiled(Json.parse("[\"${input.n}\",\"n ${input.n}\",\"$${x}\",\"plain\"]"));
        assertThat(tree.source().valueStream().map(text -> tree.placeholder(text.stringValue())))
                .containsExactly(Placeholder.WHOLE, Placeholder.PART, Placeholder.PART, Placeholder.NONE);
    }

    @Test
    void aTreeIsEvaluatedAnewEachTime() {
        TemplateTree tree = compiled(Json.text("${uuid()}"));
        Scope scope = Scopes.sample();
        assertThat(List.of(tree.evaluate(scope), tree.evaluate(scope)))
                .extracting(evaluated -> ((Evaluated.Value) evaluated).value().stringValue())
                .containsExactly("uuid-1", "uuid-2");
    }

    @Test
    void aValueThatNestsTooDeeplyIsAnIssue() {
        JsonNode deep = Json.text("${input.n}");
        for (int i = 0; i < 20_000; i++) {
            ArrayNode around = Json.array();
            around.add(deep);
            deep = around;
        }
        assertThat(TemplateTree.compile(deep, BASE, Roots.ALL)).isInstanceOf(Parsed.Faulty.class);
    }

    private static JsonNode value(String json) {
        return ((Evaluated.Value) compiled(Json.parse(json)).evaluate(Scopes.sample())).value();
    }

    private static TemplateTree compiled(JsonNode json) {
        return ((Parsed.Ok<TemplateTree>) TemplateTree.compile(json, BASE, Roots.ALL)).value();
    }
}
