package dev.dispatch.redact;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    private final @Nullable Secrets outer;
    private final Set<String> strong = new HashSet<>();
    private final Set<String> exact = new HashSet<>();
    private @Nullable SecretIndex index;

    public Secrets() {
        this.outer = null;
    }

    /** Secrets of one run, which {@code outer} learns too. */
    public Secrets(Secrets outer) {
        this.outer = outer;
    }

    /** Hides the values of all variables whose names say that they are secret. */
    public void addEnvironment(Map<String, String> environment) {
        environment.forEach((name, value) -> {
            if (SensitiveNames.environment(name)) {
                add(value);
            }
        });
    }

    /** Hides a value from now on, and what of it is secret on its own; see {@link SecretParts}. */
    public void add(String value) {
        SecretParts.of(value).forEach(this::addOne);
    }

    /** Hides what a response gives away under sensitive names, wherever it appears again. */
    public void learn(JsonNode body) {
        new SecretLearner(this).json(body);
    }

    /** Hides what a sensitive header carries: a token without its scheme, a password of Basic, values of cookies. */
    public void learnHeader(String name, String value) {
        new SecretLearner(this).header(name, value);
    }

    /** Adds every long text below a node. */
    void addParts(JsonNode node) {
        List<String> parts = new ArrayList<>();
        SecretParts.add(node, parts);
        parts.forEach(this::addOne);
    }

    /** Grows with each secret that becomes known. */
    synchronized int count() {
        return strong.size() + exact.size();
    }

    /** Made when it is first asked for; from then on it grows with the secrets. */
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
        boolean everywhere = isStrong(value);
        if ((everywhere ? strong : exact).add(value)) {
            SecretIndex known = index;
            if (known != null && everywhere) {
                known.add(value);
            } else if (known != null) {
                known.addExact(value);
            }
            if (outer != null) {
                outer.addOne(value);
            }
        }
    }
}
