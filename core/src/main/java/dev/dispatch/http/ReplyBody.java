package dev.dispatch.http;

import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads the bytes of a response as its {@code Content-Type} says. */
final class ReplyBody {

    private final byte[] bytes;
    private final String contentType;

    ReplyBody(byte[] bytes, String contentType) {
        this.bytes = bytes;
        this.contentType = contentType;
    }

    JsonNode json() {
        if (bytes.length == 0) {
            return Json.object();
        }
        String text = text();
        if (mayBeJson(text)) {
            try {
                return Json.parse(text);
            } catch (JsonSyntaxException e) {
                return raw(text);
            }
        }
        return raw(text);
    }

    String text() {
        if (startsWith(0xEF, 0xBB, 0xBF)) {
            return new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8);
        }
        if (startsWith(0xFE, 0xFF)) {
            return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16BE);
        }
        if (startsWith(0xFF, 0xFE)) {
            return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE);
        }
        return new String(bytes, charset().orElse(StandardCharsets.UTF_8));
    }

    boolean isBinary() {
        String type = mediaType(contentType);
        if (isText(type) || startsWith(0xFE, 0xFF) || startsWith(0xFF, 0xFE)) {
            return false;
        }
        if (type.startsWith("image/")
                || type.startsWith("audio/")
                || type.startsWith("video/")
                || type.startsWith("font/")) {
            return bytes.length > 0;
        }
        return charset().isEmpty() && !isUtf8Text();
    }

    /** The part before the parameters, in lower case. */
    static String mediaType(String contentType) {
        int end = contentType.indexOf(';');
        return (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    private static boolean isText(String type) {
        return type.startsWith("text/")
                || type.endsWith("+json")
                || type.endsWith("+xml")
                || type.endsWith("+yaml")
                || switch (type) {
                    case "application/json",
                            "application/xml",
                            "application/yaml",
                            "application/javascript",
                            "application/x-ndjson",
                            "application/x-www-form-urlencoded" -> true;
                    default -> false;
                };
    }

    /** A look at the first character spares most pages and texts a parser and an exception. */
    private static boolean mayBeJson(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != ' ' && c != '\t' && c != '\r' && c != '\n') {
                return c == '{' || c == '[' || c == '"' || c == '-' || (c >= '0' && c <= '9') || "tfn".indexOf(c) >= 0;
            }
        }
        return false;
    }

    private static JsonNode raw(String text) {
        return Json.object().put("_raw", text);
    }

    private boolean isUtf8Text() {
        for (byte b : bytes) {
            if (b == 0) {
                return false;
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private boolean startsWith(int... mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    /** The declared charset where this machine knows it. */
    private Optional<Charset> charset() {
        int at = contentType.toLowerCase(Locale.ROOT).indexOf("charset=");
        if (at < 0) {
            return Optional.empty();
        }
        String rest = contentType.substring(at + "charset=".length());
        int end = rest.indexOf(';');
        String name = (end < 0 ? rest : rest.substring(0, end))
                .strip()
                .replace("\"", "")
                .replace("'", "");
        try {
            return Optional.of(Charset.forName(name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }
}
