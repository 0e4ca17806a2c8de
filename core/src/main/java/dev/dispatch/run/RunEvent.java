package dev.dispatch.run;

import dev.dispatch.expression.Generation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Something that happened in a run, in the order it happened. Every value in it has passed the redaction. */
public sealed interface RunEvent {

    Instant at();

    /** The first event. */
    record RunStarted(Instant at, String runId, List<PlannedStep> steps) implements RunEvent {
        public RunStarted {
            steps = List.copyOf(steps);
        }
    }

    /**
     * A step as the plan has it.
     *
     * @param depth how many blocks it is in
     * @param loops whether it is executed more than once, on its own or with a block around it
     */
    record PlannedStep(int number, String stepId, String action, int depth, boolean loops) {}

    /**
     * A step begins: it has waited for its time, and what it starts from is known. A loop begins once as a whole and once
     * with each pass, whose path has the item in brackets.
     *
     * @param when what the condition found, as JSON; null where there is none
     * @param payload as evaluated, for all attempts, without the action's defaults; null where the step is skipped or its
     *     payload could not be evaluated
     * @param generated what functions such as {@code uuid()} made for the payload or the items
     * @param items what a {@code forEach} goes over; null for anything else
     */
    record StepEntered(
            Instant at,
            int number,
            String stepId,
            String path,
            String action,
            @Nullable JsonNode when,
            @Nullable JsonNode payload,
            List<Generation> generated,
            @Nullable JsonNode items)
            implements RunEvent {
        public StepEntered {
            generated = List.copyOf(generated);
        }
    }

    /**
     * An action is about to be called.
     *
     * @param path the attempt's path; the tries of a poll have one of their own
     * @param payload what the action is given
     */
    record AttemptStarted(Instant at, String stepId, String path, String action, JsonNode payload)
            implements RunEvent {}

    /**
     * An execution got a value from outside otherwise than by HTTP.
     *
     * @param stepId null for the job itself
     * @param what {@code uuid}, {@code now} or {@code randomInt} for a value that was made, but for those of a payload or of
     *     items ({@link StepEntered}); the key of an action of {@code memory} for what it gave: {@code {response?,
     *     exports?, detail?}}, or {@code {error}}
     */
    record Observed(Instant at, @Nullable String stepId, String path, String what, JsonNode value)
            implements RunEvent {}

    /**
     * An attempt failed, and another one follows.
     *
     * @param attempt number of the one that failed, from 1
     * @param delay until the next one
     */
    record AttemptFailed(Instant at, String stepId, String path, int attempt, StepFailure failure, Duration delay)
            implements RunEvent {}

    /**
     * A request is about to be sent.
     *
     * @param idempotencyKey value of the header of that name; null for none
     * @param fingerprint hash over method, redacted URL and redacted body
     */
    record CallStarted(
            Instant at,
            String stepId,
            String path,
            String method,
            String url,
            @Nullable String idempotencyKey,
            String fingerprint)
            implements RunEvent {}

    record CallFinished(Instant at, CallRecord call) implements RunEvent {}

    /** A line for the activity log. */
    record Activity(Instant at, @Nullable String stepId, String line) implements RunEvent {}

    /** What a watching person may want to know now; not kept. */
    record Progress(Instant at, String stepId, String message) implements RunEvent {}

    /** A step has ended, or one pass of its loop, or one execution inside a loop; the path says which. */
    record StepFinished(Instant at, StepReport step) implements RunEvent {}

    /** The last event. */
    record RunFinished(Instant at, RunResult result) implements RunEvent {}
}
