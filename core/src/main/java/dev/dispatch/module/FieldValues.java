package dev.dispatch.module;

import dev.dispatch.json.Json;
import dev.dispatch.sdk.ActionException;
import dev.dispatch.sdk.HttpRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Turns an object into the fields of a query, of headers or of a form. */
public final class FieldValues {

    private FieldValues() {}

    /**
     * One field for a value, one for each element of an array, none for null.
     *
     * @param where what the fields are for, for messages
     * @throws ActionException of kind {@code BAD_INPUT} where a value has no form as one text
     */
    public static List<HttpRequest.Field> of(JsonNode object, String where) {
        List<HttpRequest.Field> fields = new ArrayList<>();
        object.properties().forEach(member -> {
            Iterable<JsonNode> values = member.getValue().isArray() ? member.getValue() : List.of(member.getValue());
            for (JsonNode value : values) {
                if (!value.isNull()) {
                    fields.add(new HttpRequest.Field(member.getKey(), text(value, member.getKey(), where)));
                }
            }
        });
        return fields;
    }

    /**
     * The same for headers, whose names have no case.
     *
     * @throws ActionException as {@link #of} does, and where two members name one header
     */
    public static List<HttpRequest.Field> headers(JsonNode object) {
        Map<String, String> names = new HashMap<>();
        for (String name : object.propertyNames()) {
            String other = names.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
            if (other != null) {
                throw BadInput.of("'" + other + "' and '" + name + "' are one header; give its values as an array");
            }
        }
        return of(object, "headers");
    }

    /** A value as one text. */
    static String text(JsonNode value, String name, String where) {
        if (value.isContainer()) {
            throw BadInput.of("'" + name + "' in '" + where + "' must be text, a number, true or false, or an array of"
                    + " them; it holds " + article(value) + ". Where the service wants JSON there, give it as a text");
        }
        return Json.show(value);
    }

    static String article(JsonNode value) {
        String type = Json.typeOf(value);
        return switch (type) {
            case "null" -> type;
            case "object", "array", "integer" -> "an " + type;
            default -> "a " + type;
        };
    }
}
