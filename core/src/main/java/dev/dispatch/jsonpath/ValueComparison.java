package dev.dispatch.jsonpath;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NumericNode;

/** Equality and order of JSON values: numbers by mathematical value, strings by code points, null as Nothing. */
final class ValueComparison {

    private ValueComparison() {}

    static boolean equal(@Nullable JsonNode left, @Nullable JsonNode right, Evaluation evaluation) {
        if (left == null || right == null) {
            return left == null && right == null;
        }
        if (!left.isContainer() || !right.isContainer()) {
            return equalScalars(left, right, evaluation);
        }
        Deque<JsonNode> open = new ArrayDeque<>();
        open.push(left);
        open.push(right);
        while (!open.isEmpty()) {
            JsonNode b = open.pop();
            JsonNode a = open.pop();
            boolean containers = a.isContainer() && b.isContainer();
            if (!(containers ? openChildren(a, b, open, evaluation) : equalScalars(a, b, evaluation))) {
                return false;
            }
        }
        return true;
    }

    /** Pushes the pairs that must be equal for two containers to be, or answers false where they cannot be. */
    private static boolean openChildren(JsonNode a, JsonNode b, Deque<JsonNode> open, Evaluation evaluation) {
        if (a.isArray() != b.isArray() || a.size() != b.size()) {
            return false;
        }
        evaluation.spend(a.size());
        if (a.isArray()) {
            Iterator<JsonNode> others = b.iterator();
            for (JsonNode element : a) {
                open.push(element);
                open.push(others.next());
            }
            return true;
        }
        for (Map.Entry<String, JsonNode> member : a.properties()) {
            JsonNode other = b.get(member.getKey());
            if (other == null) {
                return false;
            }
            open.push(member.getValue());
            open.push(other);
        }
        return true;
    }

    private static boolean equalScalars(JsonNode left, JsonNode right, Evaluation evaluation) {
        if (left.isNumber() && right.isNumber()) {
            return compareNumbers(left, right) == 0;
        }
        if (left.isString() && right.isString()) {
            String string = left.stringValue();
            evaluation.spend(string.length() >> 4);
            return string.equals(right.stringValue());
        }
        return left.equals(right);
    }

    static boolean less(@Nullable JsonNode left, @Nullable JsonNode right, Evaluation evaluation) {
        if (left == null || right == null) {
            return false;
        }
        if (left.isNumber() && right.isNumber()) {
            return compareNumbers(left, right) < 0;
        }
        if (left.isString() && right.isString()) {
            String string = left.stringValue();
            evaluation.spend(string.length() >> 4);
            return compareCodePoints(string, right.stringValue()) < 0;
        }
        return false;
    }

    private static int compareNumbers(JsonNode left, JsonNode right) {
        if (isLong(left) && isLong(right)) {
            return Long.compare(left.longValue(), right.longValue());
        }
        // A tree built in memory may hold NaN or infinity, which have no exact value.
        if (isNotFinite(left) || isNotFinite(right)) {
            return Double.compare(
                    left.numberValue().doubleValue(), right.numberValue().doubleValue());
        }
        return left.decimalValue().compareTo(right.decimalValue());
    }

    private static boolean isLong(JsonNode number) {
        return number.isIntegralNumber() && number.canConvertToLong();
    }

    private static boolean isNotFinite(JsonNode number) {
        return number instanceof NumericNode numeric && numeric.isNaN();
    }

    private static int compareCodePoints(String left, String right) {
        int shorter = Math.min(left.length(), right.length());
        for (int i = 0; i < shorter; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                // Surrogates stand for code points above all others, yet sort below U+E000 as characters.
                boolean aHigh = Character.isSurrogate(a);
                return aHigh == Character.isSurrogate(b) ? Character.compare(a, b) : aHigh ? 1 : -1;
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
