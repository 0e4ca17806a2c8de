package dev.dispatch.sdk;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The body of a request. */
public sealed interface HttpContent {

    /** No body. */
    record None() implements HttpContent {}

    /** A JSON document (RFC 8259), sent as {@code application/json}. */
    record Json(JsonNode value) implements HttpContent {}

    /** A text in UTF-8, sent as {@code text/plain} unless a header says otherwise. */
    record Text(String value) implements HttpContent {}

    /** Names and values, sent as {@code application/x-www-form-urlencoded}. */
    record Form(List<HttpRequest.Field> fields) implements HttpContent {
        public Form {
            fields = List.copyOf(fields);
        }
    }

    /** Parts, sent as {@code multipart/form-data} (RFC 7578). */
    record Multipart(List<Part> parts) implements HttpContent {
        public Multipart {
            parts = List.copyOf(parts);
        }
    }

    /** Bytes of a media type. */
    record Bytes(byte[] value, String mediaType) implements HttpContent {}

    /**
     * A file as it is. It is read when the request is sent, and policies are asked first.
     *
     * @param path absolute, or relative to the folder of the job file
     */
    record File(String path, String mediaType) implements HttpContent {}

    /** One part of a form. */
    sealed interface Part {

        String name();

        /** A plain field. */
        record Text(String name, String value) implements Part {}

        /**
         * A file that the action makes.
         *
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
