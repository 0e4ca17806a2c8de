package dev.dispatch.run;

import dev.dispatch.expression.Evaluation;
import dev.dispatch.http.HttpReply;
import dev.dispatch.json.Json;
import dev.dispatch.jsonpath.JsonPath;
import dev.dispatch.plan.Node;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.sdk.StepInfo;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls an action again and again until its conditions hold; one instance for one poll. */
final class PollRunner {

    private static final int MOST_RETRY_AFTER_SECONDS = 3_600;

    private final RunContext context;
    private final ActionRunner actions;
    private final Node.Poll poll;
    private final ObjectNode settings;
    private final ObjectNode payload;
    private final ExecutionPath path;
    private final long startedNanos = System.nanoTime();

    private int tries;
    private int matches;
    private long waitedNanos;
    private StepStatus lastStatus = StepStatus.NOT_RUN;
    private @Nullable JsonNode lastResponse;
    private String lastFinding = "";
    private Duration retryAfter = Duration.ZERO;

    /**
     * A poll to be run once.
     *
     * @param settings the payload of the poll, complete and checked
     * @param payload what the target is given at each try, complete and checked
     */
    PollRunner(
            RunContext context,
            ActionRunner actions,
            Node.Poll poll,
            ObjectNode settings,
            ObjectNode payload,
            ExecutionPath path) {
        this.context = context;
        this.actions = actions;
        this.poll = poll;
        this.settings = settings;
        this.payload = payload;
        this.path = path;
    }

    int tries() {
        return tries;
    }

    Duration waited() {
        return Duration.ofNanos(waitedNanos);
    }

    CallOutcome run() {
        while (true) {
            Optional<CallOutcome> end = oneTry();
            if (end.isPresent()) {
                return end.get();
            }
            Optional<String> exhausted = exhausted();
            if (exhausted.isPresent()) {
                return failed(IssueCode.POLL_EXHAUSTED, exhausted.get() + "; " + lastFinding);
            }
            if (!pause()) {
                return new CallOutcome.Cancelled();
            }
        }
    }

    /** Empty where another try may come. */
    private Optional<CallOutcome> oneTry() {
        tries++;
        StepInfo step = new StepInfo(
                poll.step().id(), poll.target().key(), path.tryOf(tries).text());
        CallOutcome outcome = actions.call(
                poll.target(), step, payload.deepCopy(), poll.step().credential(), left());
        return switch (outcome) {
            case CallOutcome.Cancelled cancelled -> Optional.of(cancelled);
            case CallOutcome.Done(StepOutput output) -> answered(output);
            case CallOutcome.Failed failed -> callFailed(failed);
        };
    }

    private Optional<CallOutcome> answered(StepOutput output) {
        lastStatus = StepStatus.SUCCEEDED;
        JsonNode response = output.response() == null ? Json.nothing() : output.response();
        lastResponse = response;
        RunScope scope = context.scope().answering(output);
        if (poll.failWhen() != null) {
            switch (poll.failWhen().evaluate(response, scope)) {
                case Evaluation.Undecidable(List<Issue> issues) -> {
                    return Optional.of(undecidable(issues));
                }
                case Evaluation.Decided decided -> {
                    if (decided.held()) {
                        return Optional.of(failed(IssueCode.POLL_FAILED, "failWhen holds: " + decided.summary()));
                    }
                }
            }
        }
        return switch (poll.conditions().evaluate(response, scope)) {
            case Evaluation.Undecidable(List<Issue> issues) -> Optional.of(undecidable(issues));
            case Evaluation.Decided decided -> matched(decided, response);
        };
    }

    private Optional<CallOutcome> matched(Evaluation.Decided decided, JsonNode response) {
        lastFinding = decided.summary();
        matches = decided.held() ? matches + 1 : 0;
        context.events()
                .tell(new RunEvent.Progress(
                        context.now(), poll.step().id(), "try " + tries + ": " + decided.summary()));
        if (matches < settings.path("minSuccessAttempts").intValue()) {
            return Optional.empty();
        }
        for (Map.Entry<String, JsonPath> entry : poll.store().entrySet()) {
            Optional<JsonNode> value = entry.getValue().value(response);
            if (value.isEmpty()) {
                return Optional.of(failed(
                        IssueCode.INVALID_CAPTURE,
                        "store: the response has nothing at " + entry.getValue().text() + " for run."
                                + entry.getKey()));
            }
            context.state().set(entry.getKey(), value.get());
        }
        String detail = "matched after " + tries + (tries == 1 ? " try" : " tries");
        return Optional.of(
                new CallOutcome.Done(StepOutput.NONE.response(response(true)).detail(detail)));
    }

    private Optional<CallOutcome> callFailed(CallOutcome.Failed failed) {
        lastStatus = StepStatus.FAILED;
        matches = 0;
        if (failed.output().response() != null) {
            lastResponse = failed.output().response();
        }
        lastFinding = failed.failure().message();
        boolean again = settings.path("continueOnActionError").booleanValue()
                && !failed.faultOfJob()
                && worthAnotherTry(failed.reply());
        if (!again) {
            return Optional.of(new CallOutcome.Failed(
                    StepOutput.NONE.response(response(false)), failed.failure(), failed.faultOfJob(), failed.reply()));
        }
        context.events()
                .tell(new RunEvent.Progress(context.now(), poll.step().id(), "try " + tries + ": " + lastFinding));
        retryAfter = failed.reply().flatMap(PollRunner::retryAfter).orElse(Duration.ZERO);
        return Optional.empty();
    }

    /** What the server calls the client's fault stays it, but for the three that mean "later". */
    private static boolean worthAnotherTry(Optional<HttpReply> reply) {
        if (reply.isEmpty()) {
            return true;
        }
        int status = reply.get().status();
        return status < 400 || status >= 500 || status == 408 || status == 425 || status == 429;
    }

    /** Seconds of {@code Retry-After} (RFC 9110, section 10.2.3); a date is read as well. */
    private static Optional<Duration> retryAfter(HttpReply reply) {
        return reply.header("retry-after").flatMap(text -> RetryAfter.parse(text, reply.endedAt()));
    }

    private Optional<String> exhausted() {
        JsonNode most = settings.path("maxAttempts");
        if (most.isNumber() && tries >= most.intValue()) {
            return Optional.of("The conditions did not hold within " + tries + (tries == 1 ? " try" : " tries"));
        }
        if (left().compareTo(nextPause()) <= 0) {
            return Optional.of("The conditions did not hold within "
                    + settings.path("maxDurationMs").intValue() + " ms (" + tries + (tries == 1 ? " try" : " tries")
                    + ")");
        }
        return Optional.empty();
    }

    private Duration nextPause() {
        Duration interval = Duration.ofMillis(settings.path("intervalMs").longValue());
        Duration asked = retryAfter.toSeconds() > MOST_RETRY_AFTER_SECONDS
                ? Duration.ofSeconds(MOST_RETRY_AFTER_SECONDS)
                : retryAfter;
        return asked.compareTo(interval) > 0 ? asked : interval;
    }

    private boolean pause() {
        long before = System.nanoTime();
        boolean cancelled = context.cancellation().await(nextPause());
        waitedNanos += System.nanoTime() - before;
        retryAfter = Duration.ZERO;
        return !cancelled;
    }

    private Duration left() {
        Duration most = Duration.ofMillis(settings.path("maxDurationMs").longValue());
        return most.minusNanos(System.nanoTime() - startedNanos);
    }

    private CallOutcome failed(IssueCode code, String message) {
        return new CallOutcome.Failed(
                StepOutput.NONE.response(response(false)),
                new StepFailure(ProblemCode.RUNTIME_ERROR, code.name(), message, List.of()),
                false,
                Optional.empty());
    }

    private CallOutcome undecidable(List<Issue> issues) {
        return new CallOutcome.Failed(
                StepOutput.NONE.response(response(false)),
                new StepFailure(
                        ProblemCode.RUNTIME_ERROR,
                        issues.getFirst().code().name(),
                        issues.getFirst().message(),
                        issues),
                true,
                Optional.empty());
    }

    private ObjectNode response(boolean matched) {
        ObjectNode response = Json.object()
                .put("matched", matched)
                .put("attempts", tries)
                .put("elapsedMs", (System.nanoTime() - startedNanos) / 1_000_000)
                .put("lastAction", poll.target().key())
                .put("lastStatus", lastStatus.name());
        if (lastResponse != null) {
            response.set("lastResponse", lastResponse);
        }
        return response;
    }
}
