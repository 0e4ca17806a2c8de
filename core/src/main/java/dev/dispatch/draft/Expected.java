package dev.dispatch.draft;

import com.google.re2j.Pattern;
import dev.dispatch.comparison.TextShape;
import dev.dispatch.comparison.VolatileNames;
import dev.dispatch.json.Json;
import dev.dispatch.redact.Redactor;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What to expect of one scalar: its value where that is likely to last, else its form or its type. One observation cannot
 * prove that a value lasts; when in doubt the type is expected.
 */
final class Expected {

    private static final int LONGEST_LITERAL = 80;
    private static final long LARGEST_LITERAL = 1_000_000;
    private static final int SHORTEST_TOKEN = 16;

    /** Numbers under such names follow what else happens to the service. */
    private static final Set<String> COUNTERS = Set.of(
            "count",
            "total",
            "size",
            "length",
            "number",
            "index",
            "position",
            "offset",
            "version",
            "revision",
            "sequence",
            "seq",
            "attempts",
            "age",
            "remaining",
            "balance",
            "stock",
            "port",
            "pid");

    private static final Pattern HEX = Pattern.compile("[0-9a-f]{16,128}");
    private static final Pattern CHANGING = Pattern.compile(
            "[0-9]{4}|://|^/|\\$\\{|[\\r\\n]|\\b[0-9]+(\\.[0-9]+)? ?(ms|s|µs)\\b|127\\.0\\.0\\.1|localhost");

    private Expected() {}

    /**
     * A rule without its path.
     *
     * @param values of all observations, all there
     * @param loose whether the value follows from what else happens, so that only its type is to be expected
     * @return empty where nothing can be expected
     */
    static Optional<ObjectNode> of(String name, List<JsonNode> values, boolean loose) {
        if (values.stream().anyMatch(JsonNode::isNull)) {
            return Optional.empty();
        }
        if (values.stream().anyMatch(Expected::isRedacted)) {
            return Optional.of(Json.object().put("op", "exists"));
        }
        Set<String> types = new HashSet<>();
        values.forEach(value -> types.add(Json.typeOf(value)));
        if (types.stream().allMatch(type -> type.equals("integer") || type.equals("number"))) {
            return Optional.of(number(name, values, loose, types.contains("number")));
        }
        if (types.size() != 1) {
            return Optional.empty();
        }
        JsonNode first = values.getFirst();
        boolean lasting = !loose && values.stream().allMatch(value -> Json.equal(value, first));
        if (first.isString()) {
            return Optional.of(text(name, values, lasting));
        }
        return Optional.of(lasting && first.isBoolean() ? literal(first) : type(Json.typeOf(first)));
    }

    static ObjectNode literal(JsonNode value) {
        return Json.object().put("op", "eq").set("value", Flows.literal(value));
    }

    static ObjectNode type(String word) {
        return Json.object().put("op", "type").put("value", word);
    }

    private static ObjectNode number(String name, List<JsonNode> values, boolean loose, boolean fraction) {
        JsonNode first = values.getFirst();
        boolean lasting = !loose
                && !isVolatile(name)
                && !COUNTERS.contains(name.toLowerCase(Locale.ROOT))
                && values.stream().allMatch(value -> Json.equal(value, first))
                && Math.abs(first.doubleValue()) < LARGEST_LITERAL;
        return lasting ? literal(first) : type(VolatileNames.isId(name) && !fraction ? "integer" : "number");
    }

    private static ObjectNode text(String name, List<JsonNode> values, boolean lasting) {
        Set<Optional<TextShape>> shapes = new HashSet<>();
        values.forEach(value -> shapes.add(TextShape.of(value.stringValue())));
        Optional<TextShape> shape = shapes.iterator().next();
        if (shapes.size() == 1 && shape.isPresent()) {
            return Json.object().put("op", "regex").put("value", shape.get().regex());
        }
        String first = values.getFirst().stringValue();
        if (values.stream().allMatch(value -> isSum(value.stringValue(), first.length()))) {
            return Json.object().put("op", "regex").put("value", "^[0-9a-f]{" + first.length() + "}$");
        }
        return lasting && shapes.equals(Set.of(Optional.empty())) && !isVolatile(name) && isLasting(first)
                ? literal(values.getFirst())
                : type("string");
    }

    private static boolean isSum(String text, int length) {
        return text.length() == length && HEX.matcher(text).matches();
    }

    private static boolean isLasting(String text) {
        return text.length() <= LONGEST_LITERAL
                && !isToken(text)
                && !CHANGING.matcher(text).find();
    }

    /** Long, without a space, and of letters and digits. */
    private static boolean isToken(String text) {
        boolean letter = false;
        boolean digit = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ' ' || c == '.') {
                return false;
            }
            letter |= Character.isLetter(c);
            digit |= Character.isDigit(c);
        }
        return letter && digit && text.length() >= SHORTEST_TOKEN;
    }

    private static boolean isVolatile(String name) {
        return VolatileNames.isAnew(name)
                || VolatileNames.isId(name)
                || VolatileNames.isMeasured(name)
                || VolatileNames.isTime(name);
    }

    private static boolean isRedacted(JsonNode value) {
        return value.isString() && value.stringValue().contains(Redactor.MARK);
    }
}
