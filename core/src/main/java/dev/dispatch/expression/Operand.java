package dev.dispatch.expression;

import dev.dispatch.json.Json;
import dev.dispatch.schema.JsonSchema;
import dev.dispatch.schema.LinearPattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The value of a rule, checked and compiled as far as it is known. */
public sealed interface Operand {

    record Nothing() implements Operand {}

    record Known(JsonNode value) implements Operand {}

    record Regex(String text, LinearPattern pattern) implements Operand {}

    record Schema(JsonNode source, JsonSchema schema) implements Operand {}

    /** It holds expressions and is checked when they have values. */
    record Open(TemplateTree tree) implements Operand {}

    /** As it was written or evaluated, for records; null for an operator without a value. */
    default JsonNode shown() {
        return switch (this) {
            case Nothing _ -> JsonNodeFactory.instance.nullNode();
            case Known(JsonNode value) -> value;
            case Regex regex -> Json.text(regex.text());
            case Schema schema -> schema.source();
            case Open(TemplateTree tree) -> tree.source();
        };
    }
}
