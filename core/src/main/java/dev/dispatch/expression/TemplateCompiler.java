package dev.dispatch.expression;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns a JSON value into a template tree and collects the faults of all its strings. */
final class TemplateCompiler {

    private final Roots roots;
    private final List<Issue> issues = new ArrayList<>();
    private final List<Template> templates = new ArrayList<>();

    TemplateCompiler(Roots roots) {
        this.roots = roots;
    }

    Parsed<TemplateTree> compile(JsonNode value, Pointer base) {
        TemplateTree.Node root = node(value, base, 0);
        return issues.isEmpty()
                ? new Parsed.Ok<>(new TemplateTree(value, root, templates))
                : new Parsed.Faulty<>(issues);
    }

    private TemplateTree.Node node(JsonNode value, Pointer at, int depth) {
        if (depth > Json.MOST_NESTING) {
            issues.add(
                    Issue.at(IssueCode.MALFORMED_INTERPOLATION, at, "the value nests deeper than " + Json.MOST_NESTING)
                            .expected("at most " + Json.MOST_NESTING + " levels")
                            .actual("more"));
            return new TemplateTree.Node.Plain(value);
        }
        if (value.isObject()) {
            return members(value, at, depth);
        }
        if (value.isArray()) {
            return elements(value, at, depth);
        }
        return value.isString() && value.stringValue().contains("${")
                ? text(value, at)
                : new TemplateTree.Node.Plain(value);
    }

    private TemplateTree.Node text(JsonNode value, Pointer at) {
        return Template.parse(value.stringValue(), at, roots)
                .orReport(issues::add)
                .map(this::text)
                .orElse(new TemplateTree.Node.Plain(value));
    }

    private TemplateTree.Node text(Template template) {
        if (!template.hasExpressions()) {
            return new TemplateTree.Node.Plain(Json.text(template.plainText()));
        }
        templates.add(template);
        return new TemplateTree.Node.Text(template);
    }

    private TemplateTree.Node members(JsonNode object, Pointer at, int depth) {
        Map<String, TemplateTree.Node> members = new LinkedHashMap<>();
        boolean unchanged = true;
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            Pointer child = at.child(member.getKey());
            if (member.getKey().contains("${")) {
                issues.add(Issue.at(
                                IssueCode.INVALID_INTERPOLATION,
                                child,
                                "expressions work in values, not in the names of members")
                        .expected("a name without ${...}")
                        .actual(member.getKey()));
            }
            TemplateTree.Node node = node(member.getValue(), child, depth + 1);
            unchanged &= isUnchanged(node, member.getValue());
            members.put(member.getKey(), node);
        }
        return unchanged ? new TemplateTree.Node.Plain(object) : folded(members);
    }

    private TemplateTree.Node elements(JsonNode array, Pointer at, int depth) {
        List<TemplateTree.Node> elements = new ArrayList<>();
        boolean unchanged = true;
        for (JsonNode element : array) {
            TemplateTree.Node node = node(element, at.child(elements.size()), depth + 1);
            unchanged &= isUnchanged(node, element);
            elements.add(node);
        }
        return unchanged ? new TemplateTree.Node.Plain(array) : folded(elements);
    }

    /** Without an expression below, what remains to do is done now. */
    private static TemplateTree.Node folded(Map<String, TemplateTree.Node> members) {
        ObjectNode object = Json.object();
        for (Map.Entry<String, TemplateTree.Node> member : members.entrySet()) {
            if (!(member.getValue() instanceof TemplateTree.Node.Plain(JsonNode value))) {
                return new TemplateTree.Node.Members(members);
            }
            object.set(member.getKey(), value);
        }
        return new TemplateTree.Node.Plain(object);
    }

    private static TemplateTree.Node folded(List<TemplateTree.Node> elements) {
        ArrayNode array = Json.array();
        for (TemplateTree.Node element : elements) {
            if (!(element instanceof TemplateTree.Node.Plain(JsonNode value))) {
                return new TemplateTree.Node.Elements(elements);
            }
            array.add(value);
        }
        return new TemplateTree.Node.Plain(array);
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean isUnchanged(TemplateTree.Node node, JsonNode source) {
        return node instanceof TemplateTree.Node.Plain(JsonNode value) && value == source;
    }
}
