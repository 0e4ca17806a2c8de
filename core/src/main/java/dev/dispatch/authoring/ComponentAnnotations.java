package dev.dispatch.authoring;

import dev.dispatch.json.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What stands before a component of a record: what its schema demands, and as a comment what no annotation says. */
final class ComponentAnnotations {

    private static final String INDENT = "            ";

    private final JsonNode schema;
    private final JavaTypes.Use use;
    private final StringBuilder annotations = new StringBuilder();
    private final StringBuilder remarks = new StringBuilder();

    ComponentAnnotations(JsonNode schema, JavaTypes.Use use) {
        this.schema = schema;
        this.use = use;
        remark(use.remark());
        limits("Range", "minimum", "maximum", List.of("int", "long", "double").contains(use.name()));
        limits("Length", "minLength", "maxLength", use.name().equals("String"));
        limits("Length", "minItems", "maxItems", use.name().startsWith("List<"));
        if (use.name().equals("String") && schema.path("pattern").isString()) {
            annotations
                    .append("@Pattern(")
                    .append(JavaNames.quoted(schema.path("pattern").stringValue()))
                    .append(") ");
        }
        for (String word : new String[] {"exclusiveMinimum", "exclusiveMaximum", "multipleOf", "uniqueItems"}) {
            if (schema.has(word)) {
                remark(word + ": " + Json.compact(schema.get(word)));
            }
        }
        if (schema.has("default") && !hasDefault()) {
            remark("left out: " + Json.compact(schema.get("default")));
        }
    }

    /** Whether the annotation for a value that stands in can say it. */
    boolean hasDefault() {
        JsonNode value = schema.path("default");
        return switch (use.name()) {
            case "String" -> value.isString();
            case "boolean" -> value.isBoolean();
            case "int", "long" -> Json.isInteger(value);
            case "double" -> value.isNumber();
            default -> false;
        };
    }

    /** @param member the name in JSON where the component has another; else empty */
    String text(String member) {
        String before = remarks.isEmpty() ? "" : INDENT + "// " + remarks + "\n";
        String name = member.isEmpty() ? "" : "@Name(" + JavaNames.quoted(member) + ") ";
        String absent = hasDefault() ? "@Default(" + JavaNames.quoted(Json.show(schema.get("default"))) + ") " : "";
        return before + INDENT + name + JavaTypes.described(schema) + annotations + absent;
    }

    private void limits(String annotation, String least, String most, boolean fits) {
        String lower = isLimit(least) ? "min = " + Json.show(schema.get(least)) : "";
        String upper = isLimit(most) ? "max = " + Json.show(schema.get(most)) : "";
        if (!fits || (lower.isEmpty() && upper.isEmpty())) {
            return;
        }
        boolean counts = annotation.equals("Length") && (isLarge(least) || isLarge(most));
        if (counts || lower.length() + upper.length() > 40 || lower.contains("E") || upper.contains("E")) {
            remark(least + ", " + most + ": " + lower + (lower.isEmpty() || upper.isEmpty() ? "" : ", ") + upper);
            return;
        }
        boolean wide = annotation.equals("Range");
        annotations.append('@').append(annotation).append('(');
        annotations.append(number(lower, wide)).append(lower.isEmpty() || upper.isEmpty() ? "" : ", ");
        annotations.append(number(upper, wide)).append(") ");
    }

    /** A limit of the type itself is none. */
    private boolean isLimit(String word) {
        JsonNode limit = schema.path(word);
        return limit.isNumber()
                && switch (use.name()) {
                    case "int" -> limit.intValue() != Integer.MIN_VALUE && limit.intValue() != Integer.MAX_VALUE;
                    case "long" ->
                        !limit.canConvertToLong()
                                || (limit.longValue() != Long.MIN_VALUE && limit.longValue() != Long.MAX_VALUE);
                    default -> true;
                };
    }

    private boolean isLarge(String word) {
        return schema.path(word).isNumber() && schema.path(word).doubleValue() > Integer.MAX_VALUE;
    }

    /** A whole number beyond the range of int is written as a double. */
    private static String number(String text, boolean wide) {
        boolean large = text.length() > "min = ".length() + 9;
        return large && wide && !text.contains(".") ? text + ".0" : text;
    }

    private void remark(String text) {
        if (!text.isEmpty()) {
            remarks.append(remarks.isEmpty() ? "" : "; ").append(JavaNames.comment(text));
        }
    }
}
