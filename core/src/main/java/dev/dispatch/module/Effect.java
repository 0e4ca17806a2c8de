package dev.dispatch.module;

import java.util.Locale;
import java.util.Optional;

/** What an action does to the world behind it. */
public enum Effect {
    READ,
    WRITE,
    DELETE;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Effect> of(String word) {
        return switch (word) {
            case "read" -> Optional.of(READ);
            case "write" -> Optional.of(WRITE);
            case "delete" -> Optional.of(DELETE);
            default -> Optional.empty();
        };
    }
}
