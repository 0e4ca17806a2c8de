package dev.dispatch.expression;

import dev.dispatch.json.Json;
import dev.dispatch.schema.SchemaViolation;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Why a rule does not hold, where the expected and the actual value beside each other do not say it. */
public sealed interface Mismatch {

    /** Part of a sentence. */
    String words();

    /** Adds the members that programs read. */
    void addTo(ObjectNode json);

    /**
     * The value is not equal to the expected one.
     *
     * @param shown the first of them
     * @param total how many there are
     */
    record Differences(List<Difference> shown, int total) implements Mismatch {
        public Differences {
            shown = List.copyOf(shown);
        }

        @Override
        public String words() {
            String first = shown.getFirst().words();
            return switch (total) {
                case 1 -> first;
                case 2 -> first + ", and 1 more difference";
                default -> first + ", and " + (total - 1) + " more differences";
            };
        }

        /** {@code diff}, and {@code moreDifferences} where there are more. */
        @Override
        public void addTo(ObjectNode json) {
            ArrayNode diff = Json.array();
            shown.forEach(difference -> diff.add(difference.toJson()));
            json.set("diff", diff);
            if (total > shown.size()) {
                json.put("moreDifferences", total - shown.size());
            }
        }
    }

    /**
     * The value does not fit the schema.
     *
     * @param shown those that may be shown
     * @param total how many there are
     */
    record Violations(List<SchemaViolation> shown, int total) implements Mismatch {

        private static final int MOST_IN_WORDS = 3;
        private static final int MOST_IN_JSON = 10;

        public Violations {
            shown = List.copyOf(shown);
        }

        @Override
        public String words() {
            String first =
                    shown.stream().limit(MOST_IN_WORDS).map(Violations::words).collect(Collectors.joining(", "));
            return total > MOST_IN_WORDS ? first + ", and " + (total - MOST_IN_WORDS) + " more" : first;
        }

        /** {@code violations}, and {@code moreViolations} where there are more. */
        @Override
        public void addTo(ObjectNode json) {
            ArrayNode violations = Json.array();
            shown.stream().limit(MOST_IN_JSON).forEach(violation -> violations.add(json(violation)));
            json.set("violations", violations);
            if (total > violations.size()) {
                json.put("moreViolations", total - violations.size());
            }
        }

        private static String words(SchemaViolation violation) {
            String place = violation.pointer().dotted();
            return place.isEmpty() ? violation.message() : place + " " + violation.message();
        }

        private static ObjectNode json(SchemaViolation violation) {
            ObjectNode json = Json.object()
                    .put("pointer", violation.pointer().text())
                    .put("keyword", violation.keyword())
                    .put("message", violation.message());
            if (violation.expected() != null) {
                json.put("expected", violation.expected());
            }
            if (violation.actual() != null) {
                json.put("actual", violation.actual());
            }
            return json;
        }
    }

    /** What makes the difference is secret. */
    record Hidden() implements Mismatch {

        @Override
        public String words() {
            return "what differs is redacted";
        }

        @Override
        public void addTo(ObjectNode json) {}
    }
}
