package dev.dispatch.module;

import dev.dispatch.sdk.ActionException;
import dev.dispatch.sdk.HttpContent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes the parts of a form of values. */
public final class PartValues {

    private static final String WHERE = "multipart";

    private PartValues() {}

    /**
     * One part for a text, a number, true, false or <code>{file, filename?, type?}</code>, one for each element of an
     * array, none for null.
     *
     * @throws ActionException of kind {@code BAD_INPUT} where a value is none of these
     */
    public static List<HttpContent.Part> of(JsonNode object) {
        List<HttpContent.Part> parts = new ArrayList<>();
        object.properties().forEach(member -> {
            String name = member.getKey();
            Iterable<JsonNode> values = member.getValue().isArray() ? member.getValue() : List.of(member.getValue());
            for (JsonNode value : values) {
                if (value.isObject()) {
                    parts.addAll(files(name, value.path("file"), value.get("filename"), value.get("type")));
                } else {
                    parts.addAll(texts(name, value));
                }
            }
        });
        return parts;
    }

    static List<HttpContent.Part> texts(String name, JsonNode written) {
        List<HttpContent.Part> parts = new ArrayList<>();
        Iterable<JsonNode> values = written.isArray() ? written : List.of(written);
        for (JsonNode value : values) {
            if (!value.isNull()) {
                parts.add(new HttpContent.Part.Text(name, FieldValues.text(value, name, WHERE)));
            }
        }
        return parts;
    }

    static List<HttpContent.Part> files(
            String name, JsonNode written, @Nullable JsonNode filename, @Nullable JsonNode type) {
        List<HttpContent.Part> parts = new ArrayList<>();
        Iterable<JsonNode> files = written.isArray() ? written : List.of(written);
        for (JsonNode file : files) {
            if (!file.isString() || file.stringValue().isBlank()) {
                throw BadInput.of("'file' of the part '" + name + "' must be the path of a file, is "
                        + (file.isString() ? "an empty text" : FieldValues.article(file)));
            }
            parts.add(new HttpContent.Part.File(
                    name, file.stringValue(), text(name, "filename", filename), mediaType(name, type)));
        }
        return parts;
    }

    private static @Nullable String mediaType(String name, @Nullable JsonNode written) {
        String type = text(name, "type", written);
        if (type != null && (type.indexOf('/') < 1 || type.chars().anyMatch(c -> c < ' ' || c > '~'))) {
            throw BadInput.of("'type' of the part '" + name + "' must be a media type such as text/csv");
        }
        return type;
    }

    private static @Nullable String text(String name, String member, @Nullable JsonNode written) {
        if (written == null || written.isNull()) {
            return null;
        }
        if (!written.isString()) {
            throw BadInput.of(
                    "'" + member + "' of the part '" + name + "' must be a text, is " + FieldValues.article(written));
        }
        return written.stringValue();
    }
}
