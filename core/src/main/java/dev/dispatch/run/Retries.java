package dev.dispatch.run;

import dev.dispatch.expression.Generator;
import dev.dispatch.http.HttpReply;
import dev.dispatch.job.Retry;
import dev.dispatch.job.Step;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.time.Durations;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides after each failed attempt of one step whether there is another one, and when. */
final class Retries {

    private static final Duration MOST_RETRY_AFTER = Duration.ofHours(1);

    private final @Nullable Retry retry;
    private final RunTimer timer;
    private final Generator random;
    private final long firstNanos;

    /** What follows a failed attempt. */
    sealed interface Next {

        record Again(Duration delay) implements Next {}

        /** The reason continues the sentence of the failure; empty where it needs none. */
        record GiveUp(String why) implements Next {}
    }

    /** For a step whose first attempt is about to begin. */
    Retries(Step step, RunServices services) {
        this.retry = step.retry();
        this.timer = services.timer();
        this.random = services.generator();
        this.firstNanos = timer.nanos();
    }

    /**
     * What follows.
     *
     * @param attempt number of the one that failed, from 1
     * @param sent whether what it sent may be sent again
     */
    Next after(int attempt, CallOutcome.Failed failed, Repeatability sent) {
        if (retry == null || failed.faultOfJob() || !isCause(retry, failed)) {
            return new Next.GiveUp("");
        }
        if (attempt >= retry.maxAttempts()) {
            return new Next.GiveUp(attempt == 1 ? "" : "; gave up after " + attempt + " attempts");
        }
        String unsafe = sent.spoiledBy();
        if (unsafe != null && !retry.unsafe()) {
            return new Next.GiveUp("; not tried again, since " + unsafe
                    + " is not safe to repeat: give it an Idempotency-Key header, or set 'unsafe' in 'retry'");
        }
        Duration delay = delay(retry, attempt, failed);
        Duration most = retry.maxElapsed();
        Duration then = Duration.ofNanos(timer.nanos() - firstNanos).plus(delay);
        return most != null && then.compareTo(most) > 0
                ? new Next.GiveUp("; gave up after " + attempt + (attempt == 1 ? " attempt" : " attempts")
                        + ", since the next one would come after more than " + Durations.show(most))
                : new Next.Again(delay);
    }

    private static boolean isCause(Retry retry, CallOutcome.Failed failed) {
        StepFailure failure = failed.failure();
        Integer status = failed.httpStatus();
        return retry.on().stream().anyMatch(cause -> switch (cause) {
            case Retry.Cause.Transient _ -> failure.code() == ProblemCode.TRANSIENT_ERROR;
            case Retry.Cause.TimedOut _ -> failure.reason().equals(IssueCode.TIMED_OUT.name());
            case Retry.Cause.Status(int lowest, int highest) -> status != null && status >= lowest && status <= highest;
        });
    }

    /** That of the policy, or a longer one that the server asks for, up to an hour. */
    private Duration delay(Retry policy, int attempt, CallOutcome.Failed failed) {
        double factor = Math.pow(policy.multiplier(), attempt - 1);
        double longest = policy.maxDelay().toMillis();
        long whole = (long) Math.min(policy.initialDelay().toMillis() * factor, longest);
        long own = policy.jitter() && whole > 1 ? random.randomInt(whole / 2, whole) : whole;
        Duration delay = Duration.ofMillis(own);
        Duration asked = policy.respectRetryAfter()
                ? failed.refusal().flatMap(Retries::asked).orElse(delay)
                : delay;
        Duration obeyed = asked.compareTo(MOST_RETRY_AFTER) < 0 ? asked : MOST_RETRY_AFTER;
        return obeyed.compareTo(delay) > 0 ? obeyed : delay;
    }

    private static Optional<Duration> asked(HttpReply refusal) {
        return refusal.header("retry-after").flatMap(text -> RetryAfter.parse(text, refusal.endedAt()));
    }
}
