package dev.dispatch.json;

import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How much of what there is a document shows: enough to see what it is about, or everything. */
public enum Extent {
    /** Long lists end early, long values give their beginning, their size and the file that holds the whole. */
    BRIEF,
    WHOLE;

    /** Bytes of a value that is always shown whole. */
    static final int LARGEST_WHOLE = 4_096;

    /** Items of a list that are always shown. */
    public static final int MOST_ITEMS = 100;

    private static final int BEGINNING = 1_024;

    public boolean shows(long bytes) {
        return this == WHOLE || bytes <= LARGEST_WHOLE;
    }

    /** The first items of a list. */
    public <T> List<T> first(List<T> items) {
        return this == WHOLE || items.size() <= MOST_ITEMS ? items : items.subList(0, MOST_ITEMS);
    }

    /**
     * A value as it is shown.
     *
     * @param file what holds the whole value
     */
    public JsonNode value(JsonNode value, String file) {
        if (this == WHOLE) {
            return value;
        }
        String text = Json.compact(value);
        int size = text.getBytes(StandardCharsets.UTF_8).length;
        return shows(size) ? value : cut(text.substring(0, Math.min(BEGINNING, text.length())), size, file);
    }

    /** Each member of an object as it is shown. */
    public ObjectNode members(JsonNode object, String file) {
        ObjectNode shown = Json.object();
        object.properties().forEach(member -> shown.set(member.getKey(), value(member.getValue(), file)));
        return shown;
    }

    /** How many bytes of a long text are shown. */
    public static int beginning() {
        return BEGINNING;
    }

    /** What stands in the place of a value that is too long; the size is in bytes. */
    public static JsonNode cut(String beginning, long size, String file) {
        ObjectNode cut =
                Json.object().put("beginning", beginning).put("size", size).put("file", file);
        return Json.object().set("_cut", cut);
    }
}
