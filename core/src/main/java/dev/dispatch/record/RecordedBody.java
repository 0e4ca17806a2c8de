package dev.dispatch.record;

import dev.dispatch.json.Extent;
import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.run.CallBody;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/** The body of a recorded request or response; its file is read when it is asked for. */
public final class RecordedBody {

    private static final int LARGEST_BESIDE = 1_024;
    private static final int BEGINNING_BESIDE = 200;

    private final RecordReader reader;
    private final String file;
    private final String mediaType;

    RecordedBody(RecordReader reader, String file, String mediaType) {
        this.reader = reader;
        this.file = file;
        this.mediaType = mediaType;
    }

    /** Relative to the record. */
    public String file() {
        return file;
    }

    /** Of the header, without its parameters. */
    public String mediaType() {
        return mediaType;
    }

    /** False where the file is gone. */
    boolean isThere() {
        return reader.has(file);
    }

    /** In bytes. */
    public long size() {
        return reader.size(file);
    }

    public byte[] bytes() {
        return reader.bytes(file);
    }

    /** The whole body: JSON as it is, text as a string, binary content by {@code _binary {mediaType, size, sha256}}. */
    public JsonNode value() {
        byte[] bytes = bytes();
        return switch (BodyFile.kind(file)) {
            case JSON -> json(bytes);
            case TEXT -> Json.text(new String(bytes, StandardCharsets.UTF_8));
            case BINARY -> binary(bytes);
        };
    }

    /** The body as a document of this extent shows it; only as much of its file is read as is shown. */
    JsonNode value(Extent extent) {
        long size = size();
        return isBinary() || extent.shows(size) ? value() : Extent.cut(beginning(Extent.beginning()), size, file);
    }

    /** The same where the document shows already what the body became: a long one only by its beginning. */
    JsonNode valueBeside(Extent extent) {
        long size = size();
        return isBinary() || extent == Extent.WHOLE || size <= LARGEST_BESIDE
                ? value()
                : Extent.cut(beginning(BEGINNING_BESIDE), size, file);
    }

    /** In the form in which a run tells it. */
    CallBody asSent() {
        String text = isBinary() ? "" : new String(bytes(), StandardCharsets.UTF_8);
        return switch (BodyFile.kind(file)) {
            case JSON -> json(text);
            case TEXT -> new CallBody.Text(text, mediaType);
            case BINARY -> new CallBody.Binary(bytes(), mediaType);
        };
    }

    private static CallBody json(String text) {
        try {
            JsonNode parts = Json.parse(text).path("_multipart");
            return parts.isObject() ? new CallBody.Multipart(parts) : new CallBody.JsonText(text);
        } catch (JsonSyntaxException e) {
            return new CallBody.JsonText(text);
        }
    }

    /** Told by the file's name; anything else is text, of which some is JSON. */
    public boolean isBinary() {
        return BodyFile.kind(file) == BodyFile.Kind.BINARY;
    }

    /** The first characters of a text. */
    public String beginning(int bytes) {
        return new String(reader.beginning(file, bytes), StandardCharsets.UTF_8);
    }

    private JsonNode json(byte[] bytes) {
        try {
            return Json.parse(new String(bytes, StandardCharsets.UTF_8));
        } catch (JsonSyntaxException e) {
            throw reader.unreadable(
                    file,
                    "not JSON at line " + e.position().line() + ", column "
                            + e.position().column() + ": " + e.getMessage());
        }
    }

    private JsonNode binary(byte[] bytes) {
        return Json.object()
                .set(
                        "_binary",
                        Json.object()
                                .put("mediaType", mediaType)
                                .put("size", bytes.length)
                                .put("sha256", Json.sha256(bytes)));
    }
}
