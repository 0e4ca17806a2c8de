package dev.dispatch.json;

import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the program does with JSON trees: make, read, write, compare, merge, hash. */
public final class Json {

    /** Deepest nesting that is read or walked. */
    public static final int MOST_NESTING = 500;

    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    public static JsonNode text(String value) {
        return JsonNodeFactory.instance.stringNode(value);
    }

    public static JsonNode number(long value) {
        return JsonNodeFactory.instance.numberNode(value);
    }

    public static JsonNode nothing() {
        return JsonNodeFactory.instance.nullNode();
    }

    public static ArrayNode texts(Iterable<String> values) {
        ArrayNode array = array();
        values.forEach(array::add);
        return array;
    }

    /**
     * Reads one document; numbers keep their digits.
     *
     * @throws JsonSyntaxException with the place of the first fault
     */
    public static JsonNode parse(String text) {
        return JsonReader.unplaced(text).root();
    }

    /**
     * The text of a member of the outermost object, read no further than to it: for the name of a document that may be
     * large. Empty where there is no such text, or what stands before it is no JSON.
     */
    public static Optional<String> member(InputStream document, String name) {
        return JsonReader.member(document, name);
    }

    /** One line, no spaces, members in their order. */
    public static String compact(JsonNode node) {
        return JsonWriter.write(node, false);
    }

    /** Two spaces of indentation, members in their order, no line feed at the end. */
    public static String pretty(JsonNode node) {
        return JsonWriter.write(node, true);
    }

    /** One line with members in the order of their names and numbers in one form: equal values give equal text. */
    public static String canonical(JsonNode node) {
        return compact(sorted(node));
    }

    /** Lower-case hex of the SHA-256 of the canonical text. */
    public static String hash(JsonNode node) {
        return sha256(canonical(node).getBytes(StandardCharsets.UTF_8));
    }

    public static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    /** A SHA-256 of nothing yet; every Java has it. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** JSON equality: 1 equals 1.0, the order of members does not count. */
    public static boolean equal(JsonNode a, JsonNode b) {
        if (a.isNumber() && b.isNumber()) {
            return a.decimalValue().compareTo(b.decimalValue()) == 0;
        }
        if (a.isObject() && b.isObject()) {
            return a.size() == b.size()
                    && a.properties().stream()
                            .allMatch(member ->
                                    b.has(member.getKey()) && equal(member.getValue(), b.get(member.getKey())));
        }
        if (a.isArray() && b.isArray()) {
            return a.size() == b.size() && equalElements(a, b);
        }
        return a.equals(b);
    }

    /** The members of {@code over} laid on those of {@code under}: objects merge, everything else replaces. */
    public static JsonNode merge(JsonNode under, JsonNode over) {
        if (!under.isObject() || !over.isObject()) {
            return over;
        }
        ObjectNode merged = object();
        under.properties().forEach(member -> merged.set(member.getKey(), member.getValue()));
        over.properties()
                .forEach(member -> merged.set(
                        member.getKey(),
                        under.has(member.getKey())
                                ? merge(under.get(member.getKey()), member.getValue())
                                : member.getValue()));
        return merged;
    }

    /** The word of JSON for the kind of a node: object, array, string, integer, number, boolean, null. */
    public static String typeOf(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> "object";
            case ARRAY -> "array";
            case STRING -> "string";
            case BOOLEAN -> "boolean";
            case NUMBER -> isInteger(node) ? "integer" : "number";
            case NULL, MISSING -> "null";
            case BINARY, POJO -> throw new IllegalArgumentException("not a JSON value: " + node.getNodeType());
        };
    }

    /** True for 1 and for 1.0, as in JSON Schema. */
    public static boolean isInteger(JsonNode node) {
        return node.isNumber()
                && (node.isIntegralNumber()
                        || node.decimalValue().stripTrailingZeros().scale() <= 0);
    }

    /** A value as people read it inside a sentence: texts as they are, numbers plain, the rest as compact JSON. */
    public static String show(JsonNode node) {
        if (node.isString()) {
            return node.stringValue();
        }
        return node.isNumber() ? number(node.decimalValue()) : compact(node);
    }

    /** A number without a needless fraction or exponent. */
    public static String number(BigDecimal value) {
        BigDecimal plain = value.stripTrailingZeros();
        return plain.scale() > -20 && plain.precision() - plain.scale() < 40 && plain.scale() < 40
                ? (plain.scale() < 0 ? plain.setScale(0) : plain).toPlainString()
                : plain.toString();
    }

    private static boolean equalElements(JsonNode a, JsonNode b) {
        Iterator<JsonNode> others = b.iterator();
        for (JsonNode element : a) {
            if (!equal(element, others.next())) {
                return false;
            }
        }
        return true;
    }

    private static JsonNode sorted(JsonNode node) {
        if (node.isObject()) {
            Map<String, JsonNode> members = new TreeMap<>();
            node.properties().forEach(member -> members.put(member.getKey(), sorted(member.getValue())));
            ObjectNode object = object();
            members.forEach(object::set);
            return object;
        }
        if (node.isArray()) {
            ArrayNode array = array();
            node.forEach(element -> array.add(sorted(element)));
            return array;
        }
        return node.isNumber()
                ? JsonNodeFactory.instance.numberNode(node.decimalValue().stripTrailingZeros())
                : node;
    }
}
