package dev.dispatch.job;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a failed step is tried again, and how long it waits before that.
 *
 * @param maxAttempts the first one included
 * @param initialDelay before the second attempt
 * @param multiplier of the delay from one attempt to the next
 * @param maxDelay no delay of this policy is longer
 * @param jitter whether a delay is a random one between half of it and all of it
 * @param maxElapsed no attempt starts later than this after the first one; null for no such limit
 * @param on failures worth another attempt
 * @param unsafe whether requests may be repeated that are not safe to repeat by themselves
 * @param respectRetryAfter whether a delay that the server asks for is waited for
 */
public record Retry(
        int maxAttempts,
        Duration initialDelay,
        double multiplier,
        Duration maxDelay,
        boolean jitter,
        @Nullable Duration maxElapsed,
        List<Cause> on,
        boolean unsafe,
        boolean respectRetryAfter) {

    /** What {@code "retry": {}} means. */
    public static final Retry USUAL = new Retry(
            3,
            Duration.ofMillis(500),
            2,
            Duration.ofSeconds(30),
            true,
            null,
            List.of(new Cause.Transient()),
            false,
            true);

    public Retry {
        on = List.copyOf(on);
    }

    /** A kind of failure. */
    public sealed interface Cause {

        /** What may go away by itself: refused, reset, timed out, 408, 429, 502, 503, 504. */
        record Transient() implements Cause {}

        /** A call that was not answered in time. */
        record TimedOut() implements Cause {}

        /** An answer with a status between these two, both included. */
        record Status(int lowest, int highest) implements Cause {}

        /** The forms that a job writes, for messages. */
        String FORM = "transient, timeout, a status such as 500, or a range such as 5xx";

        /** Empty where the text is none of the forms. */
        static Optional<Cause> parse(String text) {
            return switch (text) {
                case "transient" -> Optional.of(new Transient());
                case "timeout" -> Optional.of(new TimedOut());
                default -> status(text);
            };
        }

        private static Optional<Cause> status(String text) {
            if (text.length() != 3 || text.charAt(0) < '1' || text.charAt(0) > '5') {
                return Optional.empty();
            }
            int hundreds = (text.charAt(0) - '0') * 100;
            if (text.endsWith("xx")) {
                return Optional.of(new Status(hundreds, hundreds + 99));
            }
            boolean digits = text.chars().allMatch(c -> c >= '0' && c <= '9');
            return digits ? Optional.of(new Status(Integer.parseInt(text), Integer.parseInt(text))) : Optional.empty();
        }
    }
}
