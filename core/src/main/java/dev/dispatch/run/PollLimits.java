package dev.dispatch.run;

import dev.dispatch.http.HttpReply;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How often and how long a poll may try, counted from the moment it is made. */
final class PollLimits {

    private static final Duration MOST_RETRY_AFTER = Duration.ofHours(1);

    private final RunTimer timer;
    private final long startedNanos;
    private final Duration interval;
    private final Duration mostTime;
    private final Optional<Integer> mostTries;
    private final int matchesInRow;
    private final boolean continueOnError;

    /**
     * The limits.
     *
     * @param settings the payload of the poll, complete and checked
     */
    PollLimits(ObjectNode settings, RunTimer timer) {
        this.timer = timer;
        this.startedNanos = timer.nanos();
        this.interval = Duration.ofMillis(settings.get("intervalMs").intValue());
        this.mostTime = Duration.ofMillis(settings.get("maxDurationMs").intValue());
        this.mostTries = Optional.ofNullable(settings.get("maxAttempts")).map(JsonNode::intValue);
        this.matchesInRow = settings.get("minSuccessAttempts").intValue();
        this.continueOnError = settings.get("continueOnActionError").booleanValue();
    }

    int matchesInRow() {
        return matchesInRow;
    }

    boolean continueOnError() {
        return continueOnError;
    }

    Duration elapsed() {
        return Duration.ofNanos(timer.nanos() - startedNanos);
    }

    Duration left() {
        return mostTime.minus(elapsed());
    }

    /** Until the next try: the interval, or as long as the server asked for in {@code Retry-After}, up to an hour. */
    Duration pauseAfter(Optional<HttpReply> refusal) {
        Duration asked = refusal.flatMap(
                        reply -> reply.header("retry-after").flatMap(text -> RetryAfter.parse(text, reply.endedAt())))
                .orElse(Duration.ZERO);
        Duration obeyed = asked.compareTo(MOST_RETRY_AFTER) < 0 ? asked : MOST_RETRY_AFTER;
        return obeyed.compareTo(interval) > 0 ? obeyed : interval;
    }

    /** Why no further try may start after this pause; empty where one may. */
    Optional<String> exhausted(int tries, Duration pause) {
        String counted = tries + (tries == 1 ? " try" : " tries");
        if (mostTries.isPresent() && tries >= mostTries.get()) {
            return Optional.of("The conditions did not hold within " + counted);
        }
        return left().compareTo(pause) > 0
                ? Optional.empty()
                : Optional.of("The conditions did not hold within " + mostTime.toMillis() + " ms (" + counted + ")");
    }
}
