package dev.dispatch.openapi;

import dev.dispatch.json.Json;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns the path of an operation into a template. */
final class PathTemplate {

    private final RequestDraft draft;
    private final InputSchemas schemas;
    private final Kinds kinds;
    private final StringBuilder template = new StringBuilder();
    private final Map<String, String> expressions = new HashMap<>();

    PathTemplate(RequestDraft draft, InputSchemas schemas, Kinds kinds) {
        this.draft = draft;
        this.schemas = schemas;
        this.kinds = kinds;
    }

    void write(Map<String, Parameter> parameters) {
        String path = draft.operation().path();
        if (!path.startsWith("/") || path.indexOf('?') >= 0 || path.indexOf('#') >= 0) {
            refuse("a path begins with '/' and has neither '?' nor '#'");
            return;
        }
        int at = 0;
        for (int open = path.indexOf('{'); open >= 0; open = path.indexOf('{', at)) {
            int close = path.indexOf('}', open);
            if (close < 0 || close == open + 1) {
                refuse("a brace in it is not closed or holds no name");
                return;
            }
            literal(path.substring(at, open), true);
            parameter(path.substring(open + 1, close), parameters);
            at = close + 1;
        }
        literal(path.substring(at), false);
        draft.path(template.toString());
        parameters.forEach((name, parameter) -> {
            if (!expressions.containsKey(name)) {
                draft.without(parameter.node().at(), parameter.label(), "the path has no place for it");
            }
        });
    }

    private void refuse(String why) {
        draft.leaveOut(
                draft.operation().pathItem().at(), "path '" + draft.operation().path() + "'", why);
    }

    /** A {@code $} before an expression would escape it, and braces are no part of a URL. */
    private void literal(String text, boolean beforeExpression) {
        if (text.indexOf('}') >= 0) {
            refuse("a brace in it is not opened");
        }
        boolean escapes = beforeExpression && text.endsWith("$");
        template.append(escapes ? text.substring(0, text.length() - 1) + "%24" : text);
    }

    private void parameter(String name, Map<String, Parameter> parameters) {
        String known = expressions.get(name);
        if (known == null) {
            known = expression(name, parameters.get(name));
            expressions.put(name, known);
        }
        template.append(known);
    }

    private String expression(String name, @Nullable Parameter parameter) {
        String input = draft.names().take(name, "path");
        String expression = RequestDraft.expression(input, true);
        if (parameter == null) {
            Located item = draft.operation().pathItem();
            draft.without(item.at(), "path parameter '" + name + "'", "it is not declared and taken as a text");
            draft.input(input, Json.object().put("type", "string"), true);
            return expression;
        }
        if (!parameter.mediaType().isEmpty()) {
            draft.input(input, schemas.text(parameter.node(), Fields.written(parameter.mediaType())), true);
            return expression;
        }
        Kind kind = kinds.of(parameter.schema());
        boolean list = kind == Kind.LIST && parameter.style().equals("simple");
        if (kind != Kind.SCALAR && !list) {
            draft.leaveOut(
                    parameter.node().at(),
                    parameter.label(),
                    "only single values and plain arrays have a template in a path");
        }
        if (list) {
            draft.without(
                    parameter.node().at(),
                    "array of " + parameter.label(),
                    "the input is one text with commas between the values; they are sent percent-encoded");
            draft.input(input, schemas.text(parameter.node(), "Several values have commas between them."), true);
            return expression;
        }
        draft.input(input, schemas.of(parameter.schema(), parameter.node()), true);
        return switch (parameter.style()) {
            case "label" -> "." + expression;
            case "matrix" -> ";" + name.replace("$", "%24") + "=" + expression;
            default -> expression;
        };
    }
}
