package dev.dispatch.report;

import dev.dispatch.json.Json;
import dev.dispatch.run.Places;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the journal says of each step of a job beside what the summary has: why it failed, and what was expected of it. */
final class StepNotes {

    private static final int LONGEST = 2_000;

    /**
     * What is known of one step.
     *
     * @param place of the execution that failed first, such as {@code list[3]/get}; of a step in no loop its own
     * @param detail what the action said of itself; empty for nothing
     * @param error why it failed; empty where it did not
     * @param reason the code of the failure; empty where it did not fail
     */
    record Note(String place, String detail, String error, String reason, List<Rule> rules) {
        Note {
            rules = List.copyOf(rules);
        }

        boolean failed() {
            return !error.isEmpty();
        }

        /** The failure, or else what the action said. */
        String says() {
            return failed() ? error : detail;
        }
    }

    /**
     * A condition that something was held against.
     *
     * @param name the same in every run, such as {@code $.total gt 20}
     * @param actual what was there instead; empty for a rule that held
     */
    record Rule(String name, String actual) {

        private static final int LONGEST = 300;

        /** Of a rule as expectations and checks of a record tell it. */
        static Rule of(JsonNode rule) {
            String name =
                    rule.path("path").asString("") + " " + rule.path("op").asString("") + value(" ", rule, "expected");
            boolean held = rule.path("held").asBoolean(false);
            return new Rule(name, held ? "" : rule.has("actual") ? value("", rule, "actual") : "absent");
        }

        private static String value(String before, JsonNode rule, String member) {
            return rule.has(member) ? before + Words.cut(Json.compact(rule.get(member)), LONGEST) : "";
        }

        boolean held() {
            return actual.isEmpty();
        }

        /** Such as {@code $.total gt 20, actual 12.5}. */
        String line() {
            return held() ? name : name + ", actual " + actual;
        }
    }

    private static final Note NONE = new Note("", "", "", "", List.of());

    private final Map<String, Note> notes = new HashMap<>();

    /** Takes a line of the journal; steps of called jobs are no steps of this one. */
    void line(ObjectNode line) {
        if (!line.path("type").asString("").equals("exit")) {
            return;
        }
        String path = line.path("path").asString("");
        if (path.contains("/>")) {
            return;
        }
        String place = Places.ofAny(path);
        Note before = notes.get(place);
        if (!Places.inLoop(path)) {
            notes.put(place, note(path, line));
        } else if (before == null || (!before.failed() && line.has("error"))) {
            notes.put(place, note(path, line));
        }
    }

    /** Of the step that a summary lists under this path. */
    Note of(String path) {
        String place = Places.ofAny(path);
        Note own = notes.get(place);
        Note passes = notes.get(place + "[*]");
        if (passes != null && (own == null || passes.failed())) {
            return passes;
        }
        return own == null ? NONE : own;
    }

    private static Note note(String path, ObjectNode line) {
        return new Note(
                Places.named(Places.of(path)),
                text(line.get("detail")),
                text(line.path("error").get("message")),
                text(line.path("error").get("reason")),
                rules(line.path("expectation")));
    }

    private static List<Rule> rules(JsonNode expectation) {
        List<Rule> found = new ArrayList<>();
        expectation.path("rules").forEach(rule -> found.add(Rule.of(rule)));
        return found;
    }

    private static String text(@Nullable JsonNode value) {
        return value == null ? "" : Words.cut(value.asString(""), LONGEST);
    }
}
