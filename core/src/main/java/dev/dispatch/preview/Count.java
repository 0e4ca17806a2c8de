package dev.dispatch.preview;

import java.util.OptionalLong;

/**
 * How often something is done in a run that succeeds.
 *
 * @param most empty where that cannot be told
 */
record Count(long fewest, OptionalLong most) {

    static final Count NONE = new Count(0, OptionalLong.of(0));
    static final Count ONCE = new Count(1, OptionalLong.of(1));

    /** More than a document of this size can mean. */
    private static final long LARGEST = 1_000_000_000_000L;

    static Count of(long number) {
        return new Count(number, OptionalLong.of(number));
    }

    static Count between(long fewest, long most) {
        return new Count(fewest, OptionalLong.of(most));
    }

    static Count atLeast(long fewest) {
        return new Count(fewest, OptionalLong.empty());
    }

    /** The same where nobody can tell whether it is done at all. */
    Count perhaps() {
        return new Count(0, most);
    }

    /** Where each is done so often again; nothing of what is unknown is nothing. */
    Count times(Count other) {
        boolean none = isNone() || other.isNone();
        OptionalLong product = most.isPresent() && other.most.isPresent()
                ? bounded(most.getAsLong(), other.most.getAsLong())
                : OptionalLong.empty();
        return new Count(bounded(fewest, other.fewest).orElse(LARGEST), none ? OptionalLong.of(0) : product);
    }

    Count plus(Count other) {
        return new Count(
                fewest + other.fewest,
                most.isPresent() && other.most.isPresent()
                        ? OptionalLong.of(most.getAsLong() + other.most.getAsLong())
                        : OptionalLong.empty());
    }

    boolean isNone() {
        return most.isPresent() && most.getAsLong() == 0;
    }

    private static OptionalLong bounded(long one, long other) {
        return one > 0 && other > LARGEST / one ? OptionalLong.empty() : OptionalLong.of(one * other);
    }
}
