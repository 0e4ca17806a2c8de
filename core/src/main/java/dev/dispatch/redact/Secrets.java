package dev.dispatch.redact;

import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSyntaxException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The secrets of one run, which grow while it goes; safe for several threads.
 *
 * <p>A value of fewer than four characters, of fewer than six digits and nothing else, or a word such as {@code true} or
 * {@code bearer} stands by chance all over a record, and taking it out everywhere would leave nothing to read. Such a
 * value is hidden only where it is a whole one: a JSON string, a header's value, a parameter, or a word in what the program
 * itself says. Nothing hides it inside a longer text of others.
 */
public final class Secrets {

    private static final int FEWEST_DIGITS = 6;
    private static final int SHORTEST_PART = 12;
    private static final Set<String> WORDS = Set.of(
            "true",
            "false",
            "null",
            "none",
            "undefined",
            "string",
            "number",
            "boolean",
            "object",
            "array",
            "basic",
            "bearer",
            "digest",
            "http",
            "https",
            "json");

    private final Set<String> strong = new HashSet<>();
    private final Set<String> exact = new HashSet<>();
    private @Nullable SecretIndex index;

    /**
     * Hides a value from now on. Of a value in several lines (a PEM file) each long line is hidden too, of one that is a
     * JSON object or array each long text in it.
     */
    public void add(String value) {
        addOne(value);
        String stripped = value.strip();
        addOne(stripped);
        if (stripped.indexOf('\n') >= 0) {
            stripped.lines()
                    .map(String::strip)
                    .filter(line -> !line.startsWith("-----"))
                    .forEach(this::addPart);
        }
        if (stripped.startsWith("{") || stripped.startsWith("[")) {
            addParts(stripped);
        }
    }

    /** Hides what a response gives away under sensitive names, wherever it appears again. */
    public void learn(JsonNode body) {
        new SecretLearner(this).json(body);
    }

    /** Hides what a sensitive header carries: a token without its scheme, a password of Basic, values of cookies. */
    public void learnHeader(String name, String value) {
        new SecretLearner(this).header(name, value);
    }

    /** Adds a text that is part of a secret, if it is long enough to be one of its own. */
    void addPart(String part) {
        if (part.length() >= SHORTEST_PART) {
            addOne(part);
        }
    }

    /** Adds every long text below a node. */
    void addParts(JsonNode node) {
        if (node.isString() && node.stringValue().indexOf(' ') < 0) {
            addPart(node.stringValue());
        }
        node.forEach(this::addParts);
    }

    /** Grows with each secret that becomes known. */
    synchronized int count() {
        return strong.size() + exact.size();
    }

    synchronized SecretIndex index() {
        SecretIndex current = index;
        if (current == null) {
            current = new SecretIndex(strong, exact);
            index = current;
        }
        return current;
    }

    static boolean isStrong(String value) {
        boolean digitsOnly = value.chars().allMatch(c -> c >= '0' && c <= '9');
        return value.length() >= (digitsOnly ? FEWEST_DIGITS : SecretForms.SHORTEST)
                && !WORDS.contains(value.toLowerCase(Locale.ROOT));
    }

    private synchronized void addOne(String value) {
        if (value.isBlank() || Redactor.MARK.contains(value) || value.contains(Redactor.MARK)) {
            return;
        }
        if ((isStrong(value) ? strong : exact).add(value)) {
            index = null;
        }
    }

    private void addParts(String json) {
        try {
            addParts(Json.parse(json));
        } catch (JsonSyntaxException e) {
            // It only looked like JSON and is hidden as the text it is.
            return;
        }
    }
}
