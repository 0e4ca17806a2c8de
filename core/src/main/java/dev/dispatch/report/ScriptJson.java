package dev.dispatch.report;

import dev.dispatch.json.Json;
import tools.jackson.databind.JsonNode;

/**
 * JSON within a {@code script} element: without a character that could end the element or begin a comment in it (HTML,
 * "Restrictions for contents of script elements"), or that is no text.
 */
final class ScriptJson {

    private ScriptJson() {}

    static String of(JsonNode value) {
        String json = Json.compact(value);
        StringBuilder out = new StringBuilder(json.length() + 16);
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (isPlain(c)) {
                out.append(c);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < json.length()
                    && Character.isLowSurrogate(json.charAt(i + 1))) {
                out.append(c).append(json.charAt(++i));
            } else {
                out.append(String.format("\\u%04x", (int) c));
            }
        }
        return out.toString();
    }

    private static boolean isPlain(char c) {
        return switch (c) {
            case '<', '>', '&', '\u2028', '\u2029', '\uFEFF' -> false;
            default -> c >= ' ' && !(c >= 0x7F && c <= 0x9F) && !Character.isSurrogate(c) && c < 0xFFFE;
        };
    }
}
