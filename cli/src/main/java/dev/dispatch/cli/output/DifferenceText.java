package dev.dispatch.cli.output;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import tools.jackson.databind.JsonNode;

/** Why a rule does not hold, place by place, as people read it; made from the JSON form of a rule or a finding. */
public final class DifferenceText {

    private static final int MOST_SHOWN = 5;
    /** A rule's own sentence names as many violations. */
    private static final int NAMED_BY_RULE = 3;

    private DifferenceText() {}

    /** Whether there is anything that a rule's two values do not say. */
    public static boolean isIn(JsonNode rule) {
        return rule.has("diff") || rule.has("violations");
    }

    /** Adds {@code - expected} and {@code + actual} for each place that differs, or what violates a schema. */
    public static void write(Page page, String indent, JsonNode rule) {
        if (rule.has("diff")) {
            page.add(indent).line("- expected, + actual:");
            int shown = 0;
            for (JsonNode difference : rule.get("diff")) {
                if (shown++ < MOST_SHOWN) {
                    write(page, indent, difference, place(difference));
                }
            }
            writeMore(page, indent, rule.get("diff").size(), rule.path("moreDifferences"));
        }
        if (rule.path("violations").size() > NAMED_BY_RULE) {
            int shown = 0;
            for (JsonNode violation : rule.get("violations")) {
                if (shown++ < MOST_SHOWN) {
                    String place = place(violation);
                    page.add(indent).add(place.isEmpty() ? "" : place + " ").line(text(violation, "message"));
                }
            }
            writeMore(page, indent, rule.get("violations").size(), rule.path("moreViolations"));
        }
    }

    private static void write(Page page, String indent, JsonNode difference, String place) {
        String name = place.isEmpty() ? "" : place + ": ";
        if (difference.has("expected")) {
            page.add(indent)
                    .add(Tone.GOOD, "- " + name + Json.compact(difference.get("expected")))
                    .end();
        }
        if (difference.has("actual")) {
            page.add(indent)
                    .add(Tone.BAD, "+ " + name + Json.compact(difference.get("actual")))
                    .end();
        }
        if (difference.has("note")) {
            page.add(indent).line("  " + text(difference, "note"));
        }
    }

    private static void writeMore(Page page, String indent, int listed, JsonNode notListed) {
        int more = Math.max(0, listed - MOST_SHOWN) + notListed.asInt(0);
        if (more > 0) {
            page.add(indent).line("and " + more + " more");
        }
    }

    private static String place(JsonNode entry) {
        return new Pointer(text(entry, "pointer")).dotted();
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).asString("");
    }
}
