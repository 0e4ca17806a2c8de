package dev.dispatch.job;

import dev.dispatch.json.Json;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The types that an input may declare. */
public enum InputType {
    STRING("string"),
    NUMBER("number"),
    INTEGER("integer"),
    BOOLEAN("boolean"),
    OBJECT("object"),
    ARRAY("array");

    private final String word;

    InputType(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    public static Optional<InputType> of(String word) {
        for (InputType type : values()) {
            if (type.word.equals(word)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    public boolean fits(JsonNode value) {
        return switch (this) {
            case STRING -> value.isString();
            case NUMBER -> value.isNumber();
            case INTEGER -> Json.isInteger(value);
            case BOOLEAN -> value.isBoolean();
            case OBJECT -> value.isObject();
            case ARRAY -> value.isArray();
        };
    }
}
