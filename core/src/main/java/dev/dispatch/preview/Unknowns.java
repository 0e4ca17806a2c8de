package dev.dispatch.preview;

import dev.dispatch.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Words that travel through the making of a request in the place of values that are not known yet. They are of letters and
 * digits alone, so that no encoding changes them, and nobody can guess one. At the end each gives way to its expression.
 */
final class Unknowns {

    private final String nonce;
    /** Stands before the host of a URL whose scheme is not known, which cannot be read without one. */
    private final String opening;

    private final Map<Unknown, String> words = new LinkedHashMap<>();
    private final List<Unknown> byNumber = new ArrayList<>();
    private final Set<Unknown> met = new LinkedHashSet<>();

    /** @param nonce letters and digits that stand in no value */
    Unknowns(String nonce) {
        this.nonce = "u" + nonce;
        this.opening = this.nonce + "s.";
    }

    /** The word for a value, always the same for the same one. */
    String word(Unknown unknown) {
        met.add(unknown);
        return words.computeIfAbsent(unknown, _ -> {
            byNumber.add(unknown);
            return nonce + "n" + (byNumber.size() - 1) + "z";
        });
    }

    /** Those that were met since the last time somebody asked. */
    List<Unknown> takeMet() {
        List<Unknown> taken = List.copyOf(met);
        met.clear();
        return taken;
    }

    boolean isIn(String text) {
        return next(text, 0) >= 0;
    }

    boolean isIn(JsonNode node) {
        if (node.isString()) {
            return isIn(node.stringValue());
        }
        return node.valueStream().anyMatch(this::isIn);
    }

    /** True where nothing but the value can tell whether the text is a whole URL. */
    boolean begins(String text) {
        return next(text, 0) == 0;
    }

    /** A URL that can be read, of a text that begins with an unknown value; {@link #shown} takes the addition out again. */
    String asUrl(String text) {
        return "http://" + opening + text;
    }

    /** The text with each word replaced by its expression in braces. */
    String shown(String made) {
        String text = made.replace("http://" + opening, "").replace(opening, "");
        int at = next(text, 0);
        if (at < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        int from = 0;
        while (at >= 0) {
            int number = at + nonce.length() + 1;
            int end = number;
            while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
                end++;
            }
            Unknown unknown = byNumber.get(Integer.parseInt(text.substring(number, end)));
            met.add(unknown);
            out.append(text, from, at).append("${").append(unknown.reference()).append('}');
            from = end + 1;
            at = next(text, from);
        }
        return out.append(text, from, text.length()).toString();
    }

    /** The same for every text of a document, names of members included. */
    JsonNode shown(JsonNode node) {
        if (node.isString()) {
            return isIn(node.stringValue()) ? Json.text(shown(node.stringValue())) : node;
        }
        if (node.isObject()) {
            ObjectNode object = Json.object();
            node.properties().forEach(member -> object.set(shown(member.getKey()), shown(member.getValue())));
            return object;
        }
        if (node.isArray()) {
            ArrayNode array = Json.array();
            node.forEach(element -> array.add(shown(element)));
            return array;
        }
        return node;
    }

    /** Where the next word begins, whatever became of its case; negative for none. */
    private int next(String text, int from) {
        for (int at = from; at + nonce.length() < text.length(); at++) {
            char first = text.charAt(at);
            if ((first == 'u' || first == 'U') && text.regionMatches(true, at, nonce, 0, nonce.length())) {
                return at;
            }
        }
        return -1;
    }
}
