package dev.dispatch.sdk;

import java.util.Locale;
import java.util.Optional;

/** What an action does to the world behind it; policies and plans go by it. */
public enum Effect {
    /** Changes nothing there. */
    READ,
    /** Makes or changes something. */
    WRITE,
    /** Takes something away, or cannot be taken back. */
    DELETE;

    /**
     * The form of job files and manifests.
     *
     * @return {@code read}, {@code write} or {@code delete}
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The effect that a word means.
     *
     * @param word such as {@code read}
     * @return the effect; empty for any other text
     */
    public static Optional<Effect> of(String word) {
        return switch (word) {
            case "read" -> Optional.of(READ);
            case "write" -> Optional.of(WRITE);
            case "delete" -> Optional.of(DELETE);
            default -> Optional.empty();
        };
    }
}
