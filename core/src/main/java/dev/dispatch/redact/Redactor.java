package dev.dispatch.redact;

import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The gate that everything written or shown goes through: it takes the secrets of a run out.
 *
 * <p>Secrets are found raw and escaped (percent, form, JSON, HTML; two layers of them), in base64 and inside longer
 * base64 texts, one of several lines included, and in what gzip and zip hold. Redacting twice changes nothing more. Not
 * looked into are encrypted bytes, and what {@link PackedText} and {@link Compressed} leave out for its size.
 */
public final class Redactor {

    /** What stands in the place of a secret. */
    public static final String MARK = "[REDACTED]";

    private static final int MOST_PASSES = 4;
    private static final int MOST_TEXTS_IN_TEXTS = 3;
    private static final int MOST_NESTING = 2 * Json.MOST_NESTING;

    private final Secrets secrets;

    public Redactor(Secrets secrets) {
        this.secrets = secrets;
    }

    /** How many secrets are known by now; where it has grown, what was redacted before may hold one of the new ones. */
    public int secretsKnown() {
        return secrets.count();
    }

    /** Any text, by value; a valid JSON text stays one. */
    public String text(String text) {
        return string(text, false, MOST_TEXTS_IN_TEXTS);
    }

    /** What the program says in its own words: as a text, and short secrets too where they stand as words of their own. */
    public String said(String text) {
        String redacted = text(text);
        return secrets.index().words(redacted).replaceIn(redacted, MARK);
    }

    /**
     * What users and APIs say: by value everywhere, names of members included, and by the names of members. Texts that
     * are JSON or a URL are looked into.
     */
    public JsonNode json(JsonNode node) {
        return tree(node, true, 0);
    }

    /** Documents whose member names are the program's own, such as schemas and declarations of inputs: by value only. */
    public JsonNode values(JsonNode node) {
        return tree(node, false, 0);
    }

    /** The value of a header: all of it under a sensitive name, else by value. */
    public String headerValue(String name, String value) {
        if (SensitiveNames.header(name)) {
            return SensitiveValues.hide(value) ? MARK : value;
        }
        return string(value, true, MOST_TEXTS_IN_TEXTS);
    }

    /** A URL: user information, parameters with sensitive names in query and fragment, and everything by value. */
    public String url(String url) {
        int hash = url.indexOf('#');
        String beforeHash = hash < 0 ? url : url.substring(0, hash);
        int question = beforeHash.indexOf('?');
        StringBuilder out = new StringBuilder();
        out.append(withoutUser(question < 0 ? beforeHash : beforeHash.substring(0, question)));
        if (question >= 0) {
            out.append('?').append(parameters(beforeHash.substring(question + 1)));
        }
        if (hash >= 0) {
            out.append('#').append(parameters(url.substring(hash + 1)));
        }
        return plain(out.toString());
    }

    /**
     * A body by its media type: JSON and forms by name and value, everything else by value. JSON that was cut or is no
     * JSON after all is treated as far as it goes.
     */
    public String body(String text, @Nullable String mediaType) {
        String type = mediaType == null ? "" : mediaType.toLowerCase(Locale.ROOT);
        if (type.contains("x-www-form-urlencoded")) {
            return plain(parameters(text));
        }
        boolean json = type.isEmpty() || type.contains("json");
        return string(text, json, MOST_TEXTS_IN_TEXTS);
    }

    /** The same for bytes: text in UTF-8, or else each byte a character. */
    public byte[] body(byte[] bytes, @Nullable String mediaType) {
        Charset charset = StandardCharsets.UTF_8;
        String text;
        try {
            text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            charset = StandardCharsets.ISO_8859_1;
            text = new String(bytes, charset);
        }
        String redacted = body(text, mediaType);
        return redacted.equals(text) ? bytes : redacted.getBytes(charset);
    }

    private String string(String text, boolean byName, int layers) {
        SecretIndex index = secrets.index();
        if (index.isExact(text)) {
            return MARK;
        }
        boolean json = layers > 0 && JsonTextRedaction.looksLikeJson(text);
        if (json && (byName || index.hasExact() || !index.find(text).isEmpty())) {
            return jsonText(text, byName, layers, index);
        }
        return byName && isUrl(text) ? url(text) : plain(text);
    }

    private String jsonText(String text, boolean byName, int layers, SecretIndex index) {
        String redacted =
                new JsonTextRedaction(text, byName, string -> string(string, byName, layers - 1), index).redact();
        if (index.find(redacted).isEmpty()) {
            return redacted;
        }
        // A secret with the punctuation of JSON in it spans several tokens.
        return isJson(redacted) ? Json.compact(Json.text(MARK)) : plain(redacted);
    }

    private static boolean isJson(String text) {
        try {
            Json.parse(text);
            return true;
        } catch (JsonSyntaxException e) {
            return false;
        }
    }

    /** What is left when a piece is gone may, with the mark, form a secret again; so it is looked through once more. */
    private String plain(String text) {
        SecretIndex index = secrets.index();
        String current = text;
        for (int pass = 0; pass < MOST_PASSES; pass++) {
            Spans spans = index.find(current);
            if (spans.isEmpty()) {
                return current;
            }
            current = spans.replaceIn(current, MARK);
        }
        return index.find(current).isEmpty() ? current : MARK;
    }

    private JsonNode tree(JsonNode node, boolean byName, int depth) {
        if (node.isString()) {
            String text = node.stringValue();
            String redacted = string(text, byName, MOST_TEXTS_IN_TEXTS);
            return redacted.equals(text) ? node : Json.text(redacted);
        }
        if (node.isNumber()) {
            return secrets.index().find(Json.show(node)).isEmpty() ? node : Json.text(MARK);
        }
        if (!node.isContainer()) {
            return node;
        }
        if (depth >= MOST_NESTING) {
            return Json.text(MARK);
        }
        return node.isObject() ? object(node, byName, depth) : array(node, byName, depth);
    }

    private ArrayNode array(JsonNode node, boolean byName, int depth) {
        ArrayNode array = Json.array();
        node.forEach(element -> array.add(tree(element, byName, depth + 1)));
        return array;
    }

    private ObjectNode object(JsonNode node, boolean byName, int depth) {
        ObjectNode object = Json.object();
        node.properties().forEach(member -> {
            boolean hide = byName && SensitiveNames.member(member.getKey()) && SensitiveValues.hide(member.getValue());
            object.set(
                    unused(string(member.getKey(), false, 0), object),
                    hide ? Json.text(MARK) : tree(member.getValue(), byName, depth + 1));
        });
        return object;
    }

    /** Two names that were secret stay two members. */
    private static String unused(String name, ObjectNode object) {
        String free = name;
        for (int count = 2; object.has(free); count++) {
            free = name + " " + count;
        }
        return free;
    }

    private String parameters(String query) {
        StringBuilder out = new StringBuilder(query.length());
        int from = 0;
        while (from <= query.length()) {
            int ampersand = query.indexOf('&', from);
            int end = ampersand < 0 ? query.length() : ampersand;
            out.append(parameter(query.substring(from, end)));
            if (ampersand >= 0) {
                out.append('&');
            }
            from = end + 1;
        }
        return out.toString();
    }

    private String parameter(String pair) {
        int equals = pair.indexOf('=');
        if (equals < 0) {
            return pair;
        }
        String value = pair.substring(equals + 1);
        boolean hide = SensitiveNames.parameter(decoded(pair.substring(0, equals))) && SensitiveValues.hide(value);
        return hide || secrets.index().isExact(decoded(value)) ? pair.substring(0, equals + 1) + MARK : pair;
    }

    private static String decoded(String encoded) {
        return TextView.of(encoded).withoutPercents(true).text();
    }

    private static boolean isUrl(String text) {
        return text.regionMatches(true, 0, "http://", 0, 7) || text.regionMatches(true, 0, "https://", 0, 8);
    }

    private static String withoutUser(String url) {
        int scheme = url.indexOf("://");
        if (scheme < 0) {
            return url;
        }
        int host = scheme + 3;
        int slash = url.indexOf('/', host);
        int at = url.lastIndexOf('@', slash < 0 ? url.length() : slash);
        return at < host ? url : url.substring(0, host) + MARK + url.substring(at);
    }
}
