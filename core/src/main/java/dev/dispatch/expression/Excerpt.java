package dev.dispatch.expression;

import dev.dispatch.json.Json;
import java.util.Iterator;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The beginning of a value's compact JSON, cut without ever writing the whole. */
final class Excerpt {

    /** Characters of a value beside words that say what is wrong with it. */
    static final int HINT = 48;

    /** Characters of a value inside a sentence. */
    static final int SHORT = 120;

    /** Characters of a value in a record. */
    static final int LONG = 500;

    private final StringBuilder out = new StringBuilder();
    private final JsonNode source;
    private final int most;

    private Excerpt(JsonNode source, int most) {
        this.source = source;
        this.most = most;
    }

    static Excerpt of(JsonNode node, int most) {
        Excerpt excerpt = new Excerpt(node, most);
        excerpt.append(node);
        return excerpt;
    }

    boolean cut() {
        return out.length() > most;
    }

    String text() {
        return cut() ? out.substring(0, most) + "..." : out.toString();
    }

    /** The value itself where it is short, else a text with its beginning. */
    JsonNode value() {
        return cut() ? Json.text(text()) : source;
    }

    private void append(JsonNode node) {
        if (node.isObject()) {
            object(node);
        } else if (node.isArray()) {
            array(node);
        } else if (node.isString() && node.stringValue().length() > most) {
            out.append(Json.compact(Json.text(node.stringValue().substring(0, most + 1))));
        } else {
            out.append(Json.compact(node));
        }
    }

    private void object(JsonNode object) {
        out.append('{');
        Iterator<Map.Entry<String, JsonNode>> members = object.properties().iterator();
        while (members.hasNext() && !cut()) {
            Map.Entry<String, JsonNode> member = members.next();
            append(Json.text(member.getKey()));
            out.append(':');
            append(member.getValue());
            out.append(members.hasNext() ? "," : "");
        }
        out.append('}');
    }

    private void array(JsonNode array) {
        out.append('[');
        Iterator<JsonNode> elements = array.iterator();
        while (elements.hasNext() && !cut()) {
            append(elements.next());
            out.append(elements.hasNext() ? "," : "");
        }
        out.append(']');
    }
}
