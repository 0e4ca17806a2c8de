package dev.dispatch.http;

import dev.dispatch.json.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One field of a multipart form. */
public sealed interface Part {

    String name();

    /** A plain field. */
    record Text(String name, String text) implements Part {}

    /**
     * A file.
     *
     * @param bytes not copied; nobody changes them afterwards
     * @param mediaType such as {@code application/octet-stream}
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Upload(String name, byte[] bytes, String filename, String mediaType) implements Part {}

    /**
     * What parts are, in the place of their bytes: by name the text, or filename, type, size and SHA-256; an array where
     * several have one name.
     */
    static ObjectNode described(List<Part> parts) {
        ObjectNode described = Json.object();
        for (Part part : parts) {
            JsonNode shown = switch (part) {
                case Text text -> Json.text(text.text());
                case Upload upload ->
                    Json.object()
                            .put("filename", upload.filename())
                            .put("type", upload.mediaType())
                            .put("size", upload.bytes().length)
                            .put("sha256", Json.sha256(upload.bytes()));
            };
            JsonNode before = described.get(part.name());
            if (before instanceof ArrayNode several) {
                several.add(shown);
            } else {
                described.set(
                        part.name(),
                        before == null ? shown : Json.array().add(before).add(shown));
            }
        }
        return described;
    }
}
