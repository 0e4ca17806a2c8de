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
     * A file as it is. It is read when the request is sent, and policies are asked first.
     *
     * @param path absolute, or relative to the folder of the job file
     * @param mediaType such as {@code application/pdf}
     */
    record File(String path, String mediaType) implements HttpContent {}

    /** One part of a form. */
    sealed interface Part {

        /**
         * The name of the field.
         *
         * @return the name; several parts may have one name
         */
        String name();

        /**
         * A plain field.
         *
         * @param name of the field
         * @param value its text, sent in UTF-8
         */
        record Text(String name, String value) implements Part {}

        /**
         * A file that the action makes.
         *
         * @param name of the field
         * @param content the bytes of the file
         * @param filename what the service is told
         * @param mediaType null for {@code application/octet-stream}
         */
        record Bytes(
                String name,
                byte[] content,
                String filename,
                @Nullable String mediaType) implements Part {}

        /**
         * A file that is there. It is read when the request is sent, and policies are asked first.
         *
         * @param name of the field
         * @param path absolute, or relative to the folder of the job file
         * @param filename what the service is told; null for the file's own name
         * @param mediaType null for {@code application/octet-stream}
         */
        record File(
                String name,
                String path,
                @Nullable String filename,
                @Nullable String mediaType) implements Part {}
    }
}
