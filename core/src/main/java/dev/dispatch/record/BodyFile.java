package dev.dispatch.record;

import dev.dispatch.json.Json;
import dev.dispatch.run.CallBody;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The file of one recorded body.
 *
 * @param name relative to the record, such as {@code calls/001_shop.create.request.json}
 */
record BodyFile(String name, byte[] content) {

    private static final int LONGEST_NAME = 80;

    /** Which of the two bodies of a call. */
    enum Side {
        REQUEST,
        RESPONSE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How the content of a file is to be read. */
    enum Kind {
        JSON,
        TEXT,
        BINARY
    }

    /** Empty for no body. */
    static Optional<BodyFile> of(int idx, String call, Side side, CallBody body) {
        return switch (body) {
            case CallBody.None _ -> Optional.empty();
            case CallBody.JsonText(String text) -> Optional.of(new BodyFile(name(idx, call, side, "json"), utf8(text)));
            case CallBody.Multipart(JsonNode parts) -> {
                ObjectNode described = Json.object();
                described.set("_multipart", parts);
                yield Optional.of(new BodyFile(name(idx, call, side, "json"), utf8(Json.compact(described))));
            }
            case CallBody.Text(String value, String mediaType) ->
                Optional.of(new BodyFile(name(idx, call, side, textExtension(mediaType)), utf8(value)));
            case CallBody.Binary(byte[] value, String mediaType) ->
                Optional.of(new BodyFile(name(idx, call, side, binaryExtension(mediaType)), value));
        };
    }

    /** By the end of the file's name. */
    static Kind kind(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "json" -> Kind.JSON;
            case "txt", "html", "xml", "csv" -> Kind.TEXT;
            default -> Kind.BINARY;
        };
    }

    private static String name(int idx, String call, Side side, String extension) {
        String number = Integer.toString(idx);
        return RecordFiles.BODIES + "/" + "0".repeat(Math.max(0, 3 - number.length())) + number + "_" + plain(call)
                + "." + side.word() + "." + extension;
    }

    private static String plain(String call) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < Math.min(call.length(), LONGEST_NAME); i++) {
            char c = call.charAt(i);
            boolean safe = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
            out.append(safe || (c == '.' && i > 0) ? c : '_');
        }
        return out.toString();
    }

    private static String textExtension(String mediaType) {
        if (mediaType.endsWith("html")) {
            return "html";
        }
        if (mediaType.endsWith("xml")) {
            return "xml";
        }
        return mediaType.equals("text/csv") ? "csv" : "txt";
    }

    private static String binaryExtension(String mediaType) {
        return switch (mediaType) {
            case "image/png" -> "png";
            case "image/jpeg" -> "jpg";
            case "image/gif" -> "gif";
            case "image/webp" -> "webp";
            case "application/pdf" -> "pdf";
            case "application/zip" -> "zip";
            case "application/gzip" -> "gz";
            default -> "bin";
        };
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
