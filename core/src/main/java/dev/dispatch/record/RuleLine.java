package dev.dispatch.record;

import dev.dispatch.json.Json;
import tools.jackson.databind.JsonNode;

/** One evaluated rule of a record in one line: {@code $.ready eq true => false, actual "pending"}. */
final class RuleLine {

    private static final int LONGEST = 120;
    private static final int LONGEST_WITH_NOTE = 48;

    private RuleLine() {}

    static String of(JsonNode rule) {
        int most = rule.has("note") ? LONGEST_WITH_NOTE : LONGEST;
        StringBuilder line = new StringBuilder(rule.path("path").asString(""));
        line.append(' ').append(rule.path("op").asString(""));
        if (rule.has("expected")) {
            line.append(' ').append(shown(rule.get("expected"), most));
        }
        line.append(" => ").append(rule.path("held").asBoolean(false));
        line.append(", actual ").append(rule.has("actual") ? shown(rule.get("actual"), most) : "absent");
        if (rule.has("note")) {
            line.append(" (").append(rule.get("note").asString("")).append(')');
        }
        return line.toString();
    }

    private static String shown(JsonNode value, int most) {
        String text = Json.compact(value);
        return text.length() <= most ? text : text.substring(0, most) + "...";
    }
}
