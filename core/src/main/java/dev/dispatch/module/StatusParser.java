package dev.dispatch.module;

import dev.dispatch.json.Json;
import dev.dispatch.sdk.StatusRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads {@code expectStatus}: a number, a range such as {@code 4xx}, or an array of them. */
public final class StatusParser {

    /** For messages. */
    public static final String FORM = "a status such as 201, a range such as 2xx, or an array of them";

    private StatusParser() {}

    /** Empty where the value is none of these. */
    public static Optional<List<StatusRange>> parse(JsonNode node) {
        if (!node.isArray()) {
            return one(node).map(List::of);
        }
        List<StatusRange> ranges = new ArrayList<>();
        for (JsonNode element : node) {
            Optional<StatusRange> range = one(element);
            if (range.isEmpty()) {
                return Optional.empty();
            }
            ranges.add(range.get());
        }
        return ranges.isEmpty() ? Optional.empty() : Optional.of(ranges);
    }

    private static Optional<StatusRange> one(JsonNode node) {
        if (!Json.isInteger(node) && !node.isString()) {
            return Optional.empty();
        }
        String text = Json.show(node);
        if (text.length() != 3 || text.charAt(0) < '1' || text.charAt(0) > '5') {
            return Optional.empty();
        }
        if (text.endsWith("xx")) {
            int lowest = (text.charAt(0) - '0') * 100;
            return Optional.of(new StatusRange(lowest, lowest + 99));
        }
        return text.chars().allMatch(c -> c >= '0' && c <= '9')
                ? Optional.of(StatusRange.exactly(Integer.parseInt(text)))
                : Optional.empty();
    }
}
