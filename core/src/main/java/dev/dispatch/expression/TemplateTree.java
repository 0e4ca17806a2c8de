package dev.dispatch.expression;

import dev.dispatch.json.Pointer;
import dev.dispatch.schema.Placeholder;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A JSON value whose strings may hold expressions: parsed once, evaluated as often as needed. */
public final class TemplateTree {

    /** One node; a subtree without expressions is kept as it is. */
    sealed interface Node {
        record Plain(JsonNode value) implements Node {}

        record Text(Template template) implements Node {}

        /** Members in their order. */
        record Members(Map<String, Node> members) implements Node {}

        record Elements(List<Node> elements) implements Node {}
    }

    private final JsonNode source;
    private final Node root;
    private final List<Template> templates;
    private final Set<String> wholeTexts = new HashSet<>();

    TemplateTree(JsonNode source, Node root, List<Template> templates) {
        this.source = source;
        this.root = root;
        this.templates = List.copyOf(templates);
        for (Template template : templates) {
            if (template.whole()) {
                wholeTexts.add(template.source());
            }
        }
    }

    /**
     * Reads a value that stands at this place of its document; faulty with every fault in it.
     *
     * @param roots what its references may begin with
     */
    public static Parsed<TemplateTree> compile(JsonNode value, Pointer base, Roots roots) {
        return new TemplateCompiler(roots).compile(value, base);
    }

    /** The value as it was written. */
    public JsonNode source() {
        return source;
    }

    public boolean hasExpressions() {
        return !templates.isEmpty();
    }

    /** The value where it holds no expressions. */
    public Optional<JsonNode> constant() {
        return root instanceof Node.Plain(JsonNode value) ? Optional.of(value) : Optional.empty();
    }

    /** True where the value as a whole may be left out. */
    public boolean optional() {
        return root instanceof Node.Text(Template template) && template.optional();
    }

    /** The strings with expressions, in the order of the document. */
    public List<Template> templates() {
        return templates;
    }

    /** What a text of the source stands for while its expressions have no values, for checking against a schema. */
    public Placeholder placeholder(String text) {
        if (!text.contains("${")) {
            return Placeholder.NONE;
        }
        return wholeTexts.contains(text) ? Placeholder.WHOLE : Placeholder.PART;
    }

    public List<ReferenceUse> references() {
        return templates.stream()
                .flatMap(template -> template.references().stream())
                .toList();
    }

    /**
     * The value now. Without expressions that is the source's own nodes; nobody may change them. Every absent
     * reference is reported, not only the first. What grows beyond what can be written down fails.
     */
    public Evaluated evaluate(Scope scope) {
        Evaluator evaluator = new Evaluator(scope);
        return evaluator.finish(
                templates.isEmpty()
                        ? evaluator.node(root)
                        : evaluator.document(root, templates.getFirst().pointer()));
    }
}
