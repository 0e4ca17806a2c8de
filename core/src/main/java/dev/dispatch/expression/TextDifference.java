package dev.dispatch.expression;

import dev.dispatch.json.Json;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The parts of two texts around the character from which on they differ, for texts too long to be shown whole. */
record TextDifference(JsonNode expected, JsonNode actual, String note) {

    private static final int BEFORE = 20;

    /** Empty where one is no text, both are short, or they are equal. */
    static Optional<TextDifference> of(JsonNode expected, JsonNode actual) {
        if (!expected.isString() || !actual.isString()) {
            return Optional.empty();
        }
        String wanted = expected.stringValue();
        String found = actual.stringValue();
        if (Math.max(wanted.length(), found.length()) <= Excerpt.SHORT || wanted.equals(found)) {
            return Optional.empty();
        }
        int at = firstDifference(wanted, found);
        int from = at <= BEFORE ? 0 : whole(wanted, at - BEFORE);
        int character = wanted.codePointCount(0, at) + 1;
        return Optional.of(new TextDifference(
                part(wanted, from), part(found, from), "the texts differ from character " + character + " on"));
    }

    /** Index of the first character that is another one, or the length of the shorter text. */
    private static int firstDifference(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        int at = 0;
        while (at < shorter && a.charAt(at) == b.charAt(at)) {
            at++;
        }
        return whole(a, at);
    }

    private static JsonNode part(String text, int from) {
        int to = Math.min(text.length(), from + Excerpt.SHORT);
        return Json.text((from > 0 ? "..." : "")
                + text.substring(from, to < text.length() ? whole(text, to) : to)
                + (to < text.length() ? "..." : ""));
    }

    /** Not between the two halves of one character. */
    private static int whole(String text, int at) {
        boolean between = at > 0
                && at < text.length()
                && Character.isHighSurrogate(text.charAt(at - 1))
                && Character.isLowSurrogate(text.charAt(at));
        return between ? at - 1 : at;
    }
}
