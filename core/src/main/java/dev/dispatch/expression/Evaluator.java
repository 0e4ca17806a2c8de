package dev.dispatch.expression;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One evaluation. Its methods give null for what is left out, and also for what failed: then there are issues, and
 * {@link #finish} reports them in place of any value.
 */
final class Evaluator {

    private static final int MOST_CHARACTERS = 64 * 1024 * 1024;

    private final Scope scope;
    private final List<Issue> issues = new ArrayList<>();
    private final List<Generation> generations = new ArrayList<>();

    Evaluator(Scope scope) {
        this.scope = scope;
    }

    Evaluated finish(@Nullable JsonNode value) {
        if (!issues.isEmpty()) {
            return new Evaluated.Failed(issues);
        }
        return value == null ? new Evaluated.LeftOut() : new Evaluated.Value(value, generations);
    }

    @Nullable
    JsonNode node(TemplateTree.Node node) {
        return switch (node) {
            case TemplateTree.Node.Plain(JsonNode value) -> value;
            case TemplateTree.Node.Text(Template template) -> template(template);
            case TemplateTree.Node.Members(Map<String, TemplateTree.Node> members) -> members(members);
            case TemplateTree.Node.Elements(List<TemplateTree.Node> elements) -> elements(elements);
        };
    }

    /** The same for all of a document, which must not grow without end. */
    @Nullable
    JsonNode document(TemplateTree.Node node, Pointer pointer) {
        JsonNode value = node(node);
        Optional<String> fault = value == null ? Optional.empty() : Extents.fault(value);
        if (fault.isPresent()) {
            issues.add(Issue.at(IssueCode.INVALID_INTERPOLATION, pointer, fault.get())
                    .expected("a value that can be written down")
                    .actual("more"));
        }
        return value;
    }

    @Nullable
    JsonNode template(Template template) {
        return template.whole()
                ? expression(template.expressions().getFirst(), template.pointer())
                : text(template, UnaryOperator.identity());
    }

    @Nullable
    JsonNode text(Template template, UnaryOperator<String> encoding) {
        StringBuilder out = new StringBuilder();
        for (Template.Part part : template.parts()) {
            switch (part) {
                case Template.Part.Text(String text) -> out.append(text);
                case Template.Part.Embedded(Expression expression) -> {
                    JsonNode value = expression(expression, template.pointer());
                    if (value == null && template.optional()) {
                        return null;
                    }
                    out.append(value == null ? "" : encoding.apply(Json.show(value)));
                }
            }
            if (out.length() > MOST_CHARACTERS) {
                issues.add(Issue.at(
                                IssueCode.INVALID_INTERPOLATION,
                                template.pointer(),
                                "the text grows longer than " + MOST_CHARACTERS + " characters")
                        .expected("at most " + MOST_CHARACTERS + " characters")
                        .actual("more"));
                return null;
            }
        }
        return Json.text(out.toString());
    }

    private JsonNode members(Map<String, TemplateTree.Node> members) {
        ObjectNode object = Json.object();
        members.forEach((name, node) -> {
            JsonNode value = node(node);
            if (value != null) {
                object.set(name, value);
            }
        });
        return object;
    }

    private JsonNode elements(List<TemplateTree.Node> elements) {
        ArrayNode array = Json.array();
        for (TemplateTree.Node element : elements) {
            JsonNode value = node(element);
            if (value != null) {
                array.add(value);
            }
        }
        return array;
    }

    private @Nullable JsonNode expression(Expression expression, Pointer pointer) {
        Optional<JsonNode> standIn = scope.standIn(expression, pointer);
        if (standIn.isPresent()) {
            return standIn.get();
        }
        Result result = new ExpressionEvaluator(scope, pointer, generations).evaluate(expression);
        return switch (result) {
            case Result.Value(JsonNode value) -> value;
            case Result.Missing(List<Result.Gap> gaps) -> {
                if (!(expression instanceof Expression.IfPresent)) {
                    gaps.forEach(gap -> issues.add(unresolved(gap, pointer)));
                }
                yield null;
            }
            case Result.Fault(String message) -> {
                issues.add(Issue.at(IssueCode.INVALID_INTERPOLATION, pointer, message)
                        .expected("an expression that can be evaluated")
                        .actual("${" + expression.text() + "}"));
                yield null;
            }
        };
    }

    private static Issue unresolved(Result.Gap gap, Pointer pointer) {
        return Issue.at(
                        IssueCode.UNRESOLVED_REFERENCE,
                        pointer,
                        "${" + gap.wanted() + "} has no value: " + gap.whatWasThere())
                .expected("a value, or a default: ${" + gap.wanted() + ":-<default>}")
                .actual(gap.whatWasThere())
                .suggest(gap.instead());
    }
}
