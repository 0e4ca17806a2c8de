package dev.dispatch.sdk;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The body of a request. A {@code content-type} among the request's headers wins over the one named here. */
public sealed interface HttpContent {

    /** No body. */
    record None() implements HttpContent {}

    /**
     * A JSON document (RFC 8259), sent as {@code application/json}.
     *
     * @param value the document
     */
    record Json(JsonNode value) implements HttpContent {}

    /**
     * A text in UTF-8, sent as {@code text/plain}.
     *
     * @param value the text
     */
    record Text(String value) implements HttpContent {}

    /**
     * Names and values, sent as {@code application/x-www-form-urlencoded}.
     *
     * @param fields sent in this order; a name may occur again
     */
    record Form(List<HttpRequest.Field> fields) implements HttpContent {

        /** A form; the list is copied. */
        public Form {
            fields = List.copyOf(fields);
        }
    }

    /**
     * Parts, sent as {@code multipart/form-data} (RFC 7578).
     *
     * @param parts sent in this order
     */
    record Multipart(List<Part> parts) implements HttpContent {

        /** A form of parts; the list is copied. */
        public Multipart {
            parts = List.copyOf(parts);
        }
    }

    /**
     * Bytes of a media type.
     *
     * @param value the bytes
     * @param mediaType such as {@code application/pdf}
     */
    record Bytes(byte[] value, String mediaType) implements HttpContent {}

    /**
     * One part of a form.
     *
     * @param name of the field
     * @param content the bytes of the part
     * @param filename null for a plain field
     * @param mediaType null for the usual one
     */
    record Part(
            String name,
            byte[] content,
            @Nullable String filename,
            @Nullable String mediaType) {}
}
