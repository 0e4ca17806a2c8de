package dev.dispatch.run;

import tools.jackson.databind.JsonNode;

/** The body of a recorded request or response. */
public sealed interface CallBody {

    record None() implements CallBody {}

    /** JSON, whatever its media type says, in the very characters that were sent. */
    record JsonText(String text) implements CallBody {}

    /**
     * A form of parts.
     *
     * @param parts by name the text, or what the file is; never its bytes
     */
    record Multipart(JsonNode parts) implements CallBody {}

    record Text(String value, String mediaType) implements CallBody {}

    record Binary(byte[] value, String mediaType) implements CallBody {}
}
