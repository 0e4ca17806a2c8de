package dev.dispatch.job;

import java.util.Optional;

/** The full name of an action: its module and its own name, each of {@code [a-z0-9-]+}. */
public record ActionKey(String module, String name) {

    /** Empty where the text is not of the form {@code module.action}. */
    public static Optional<ActionKey> parse(String text) {
        int dot = text.indexOf('.');
        if (dot < 0 || !isPart(text.substring(0, dot)) || !isPart(text.substring(dot + 1))) {
            return Optional.empty();
        }
        return Optional.of(new ActionKey(text.substring(0, dot), text.substring(dot + 1)));
    }

    /** True for a non-empty text of lower-case letters, digits and hyphens. */
    public static boolean isPart(String text) {
        return !text.isEmpty()
                && text.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
    }

    @Override
    public String toString() {
        return module + "." + name;
    }
}
