package dev.dispatch.schema;

import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSyntaxException;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads a text that was typed as one of several JSON types. */
final class TextReading {

    private TextReading() {}

    /**
     * The text itself where a string is allowed; else the JSON value if it is of an allowed type; else the text, so that
     * validation can say what is wrong with it. No types at all: JSON if it is JSON, else the text.
     */
    static JsonNode of(String text, List<String> types) {
        if (types.contains("string")) {
            return Json.text(text);
        }
        JsonNode value;
        try {
            value = Json.parse(text);
        } catch (JsonSyntaxException e) {
            return Json.text(text); // not JSON: a plain word
        }
        String type = Json.typeOf(value);
        boolean allowed =
                types.isEmpty() || types.contains(type) || (type.equals("integer") && types.contains("number"));
        return allowed ? value : Json.text(text);
    }
}
