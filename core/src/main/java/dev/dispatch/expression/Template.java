package dev.dispatch.expression;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One string with expressions in it, parsed once and evaluated as often as needed. */
public final class Template {

    /** What a template is made of. */
    sealed interface Part {
        record Text(String text) implements Part {}

        record Embedded(Expression expression) implements Part {}
    }

    private final String source;
    private final Pointer pointer;
    private final List<Part> parts;
    private final List<Expression> expressions;

    private Template(String source, Pointer pointer, List<Part> parts) {
        this.source = source;
        this.pointer = pointer;
        this.parts = List.copyOf(parts);
        this.expressions = expressionsIn(parts);
    }

    /** Reads a string that stands at this place; faulty with the fault of each expression in it. */
    public static Parsed<Template> parse(String text, Pointer pointer, Roots roots) {
        TemplateParser parser = new TemplateParser(text, roots);
        List<Part> parts = parser.parts();
        return parser.faults().isEmpty()
                ? new Parsed.Ok<>(new Template(text, pointer, parts))
                : new Parsed.Faulty<>(parser.faults().stream()
                        .map(fault -> fault.at(pointer, text))
                        .toList());
    }

    /** Reads a reference that stands without braces, such as a capture's {@code exports.id}. */
    public static Parsed<Expression.Reference> reference(String text, Pointer pointer, Roots roots) {
        try {
            return new Parsed.Ok<>(new ExpressionParser(new Cursor(text, 0), roots).onlyReference());
        } catch (ExpressionFault fault) {
            return new Parsed.Faulty<>(List.of(fault.at(pointer, text)));
        }
    }

    /** The string as it was written. */
    public String source() {
        return source;
    }

    /** The text that, read as a template, gives this text literally. */
    public static String escape(String text) {
        return text.replace("${", "$${");
    }

    /** The value whose strings, read as templates, give the strings of this one literally. */
    public static JsonNode escape(JsonNode node) {
        if (node.isString()) {
            return Json.text(escape(node.stringValue()));
        }
        if (node.isObject()) {
            ObjectNode object = Json.object();
            node.properties().forEach(member -> object.set(member.getKey(), escape(member.getValue())));
            return object;
        }
        if (node.isArray()) {
            ArrayNode array = Json.array();
            node.forEach(element -> array.add(escape(element)));
            return array;
        }
        return node;
    }

    /** The place of the string in its document. */
    public Pointer pointer() {
        return pointer;
    }

    public boolean hasExpressions() {
        return !expressions.isEmpty();
    }

    /** True where the string is one expression and nothing else, so that the value keeps its JSON type. */
    public boolean whole() {
        return parts.size() == 1 && parts.getFirst() instanceof Part.Embedded;
    }

    /** True where the member or element that holds the string may be left out. */
    public boolean optional() {
        return whole() && expressions.getFirst() instanceof Expression.IfPresent;
    }

    /** The expressions in their order. */
    public List<Expression> expressions() {
        return expressions;
    }

    public List<ReferenceUse> references() {
        ReferenceCollector collector = new ReferenceCollector(pointer);
        expressions.forEach(collector::collect);
        return collector.uses();
    }

    public Evaluated evaluate(Scope scope) {
        Evaluator evaluator = new Evaluator(scope);
        return evaluator.finish(evaluator.template(this));
    }

    /**
     * Evaluates to a text, also where the string is one whole expression.
     *
     * @param encoding applied to what each expression gives, not to the text around it
     */
    public Evaluated render(Scope scope, UnaryOperator<String> encoding) {
        Evaluator evaluator = new Evaluator(scope);
        return evaluator.finish(evaluator.text(this, encoding));
    }

    List<Part> parts() {
        return parts;
    }

    /** The text of a template without expressions. */
    String plainText() {
        StringBuilder out = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Part.Text(String text)) {
                out.append(text);
            }
        }
        return out.toString();
    }

    private static List<Expression> expressionsIn(List<Part> parts) {
        List<Expression> expressions = new ArrayList<>();
        for (Part part : parts) {
            if (part instanceof Part.Embedded(Expression expression)) {
                expressions.add(expression);
            }
        }
        return List.copyOf(expressions);
    }
}
