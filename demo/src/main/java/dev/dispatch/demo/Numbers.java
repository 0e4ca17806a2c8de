package dev.dispatch.demo;

import java.util.OptionalInt;

/** Reads whole numbers from addresses. */
final class Numbers {
    private Numbers() {}

    /** The number, when {@code text} is its shortest decimal form and it lies within the bounds. */
    static OptionalInt parse(String text, int least, int most) {
        try {
            int value = Integer.parseInt(text);
            boolean plain = Integer.toString(value).equals(text);
            return plain && value >= least && value <= most ? OptionalInt.of(value) : OptionalInt.empty();
        } catch (NumberFormatException notANumber) {
            return OptionalInt.empty();
        }
    }
}
