package dev.dispatch.http;

import dev.dispatch.policy.Denial;
import dev.dispatch.sdk.HttpContent;
import dev.dispatch.sdk.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What an action wants to send, as bytes. */
public sealed interface RequestBody {

    /**
     * Ready to be sent.
     *
     * @param parts of a multipart form; none for anything else
     */
    record Ready(HttpBody body, List<Part> parts) implements RequestBody {
        public Ready {
            parts = List.copyOf(parts);
        }
    }

    /** A file in it cannot be sent. */
    record Refused(HttpFailure failure) implements RequestBody {}

    /** Reads the files that the request names; each of them is looked at anew. */
    static RequestBody of(HttpRequest request, RequestFiles files) {
        return switch (request.body()) {
            case HttpContent.None _ -> ready(HttpBody.none());
            case HttpContent.Json(JsonNode value) -> ready(HttpBody.json(value));
            case HttpContent.Text(String value) -> ready(HttpBody.text(value, "text/plain; charset=utf-8"));
            case HttpContent.Form(List<HttpRequest.Field> fields) -> ready(HttpBody.form(HttpCall.parameters(fields)));
            case HttpContent.Bytes(byte[] value, String mediaType) -> ready(HttpBody.bytes(value, mediaType));
            case HttpContent.File(String path, String mediaType) ->
                switch (files.read(path, RequestFiles.MOST_BYTES)) {
                    case RequestFiles.Content.Read(byte[] bytes, var _) -> ready(HttpBody.bytes(bytes, mediaType));
                    case RequestFiles.Content.Unread(RequestFiles.Fault fault) -> refused(fault, request);
                };
            case HttpContent.Multipart(List<HttpContent.Part> parts) -> multipart(parts, request, files);
        };
    }

    private static RequestBody multipart(List<HttpContent.Part> wanted, HttpRequest request, RequestFiles files) {
        List<Part> parts = new ArrayList<>();
        int left = RequestFiles.MOST_BYTES;
        for (HttpContent.Part part : wanted) {
            switch (part) {
                case HttpContent.Part.Text(String name, String value) -> parts.add(new Part.Text(name, value));
                case HttpContent.Part.Bytes made ->
                    parts.add(
                            new Part.Upload(made.name(), made.content(), made.filename(), mediaType(made.mediaType())));
                case HttpContent.Part.File file -> {
                    switch (files.read(file.path(), left)) {
                        case RequestFiles.Content.Unread(RequestFiles.Fault fault) -> {
                            return refused(fault, request);
                        }
                        case RequestFiles.Content.Read(byte[] bytes, String own) -> {
                            left -= bytes.length;
                            String filename = file.filename() == null ? own : file.filename();
                            parts.add(new Part.Upload(file.name(), bytes, filename, mediaType(file.mediaType())));
                        }
                    }
                }
            }
        }
        return new Ready(HttpBody.multipart(parts), parts);
    }

    private static RequestBody ready(HttpBody body) {
        return new Ready(body, List.of());
    }

    private static RequestBody refused(RequestFiles.Fault fault, HttpRequest request) {
        Denial denial = fault.denial();
        return new Refused(
                denial == null
                        ? new HttpFailure(HttpFailure.Kind.INVALID_REQUEST, fault.message(), request.url())
                        : HttpFailure.denied(denial, request.url()));
    }

    private static String mediaType(@Nullable String written) {
        return written == null ? "application/octet-stream" : written;
    }
}
