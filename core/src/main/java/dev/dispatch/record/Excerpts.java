package dev.dispatch.record;

import dev.dispatch.json.Json;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/** Values as they are shown: whole where they are short, else their beginning, their size and the file with the rest. */
final class Excerpts {

    /** Bytes of a value that is shown whole. */
    static final int LARGEST_WHOLE = 4_096;

    private static final int BEGINNING = 1_024;

    private Excerpts() {}

    /** A body of a call; only as much of its file is read as is shown. */
    static JsonNode of(RecordedBody body) {
        long size = body.size();
        if (size <= LARGEST_WHOLE || body.isBinary()) {
            return body.value();
        }
        return cut(body.beginning(BEGINNING), size, body.file());
    }

    /**
     * A value inside a document.
     *
     * @param file the document, relative to the record
     */
    static JsonNode of(JsonNode value, String file) {
        String text = Json.compact(value);
        int size = text.getBytes(StandardCharsets.UTF_8).length;
        return size <= LARGEST_WHOLE ? value : cut(text.substring(0, Math.min(BEGINNING, text.length())), size, file);
    }

    private static JsonNode cut(String beginning, long size, String file) {
        return Json.object()
                .set(
                        "_cut",
                        Json.object()
                                .put("beginning", beginning)
                                .put("size", size)
                                .put("file", file));
    }
}
