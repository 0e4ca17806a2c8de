package dev.dispatch.run;

import dev.dispatch.expression.Condition;
import dev.dispatch.expression.Evaluation;
import dev.dispatch.http.HttpReply;
import dev.dispatch.json.Json;
import dev.dispatch.jsonpath.JsonPath;
import dev.dispatch.jsonpath.JsonPathLimitException;
import dev.dispatch.plan.Node;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.sdk.StepInfo;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls an action again and again until its conditions hold; one instance for one poll. */
final class PollRunner {

    private final RunContext context;
    private final ActionRunner actions;
    private final Pauses pauses;
    private final Node.Poll poll;
    private final PollLimits limits;
    private final ObjectNode payload;
    private final ExecutionPath path;
    private final String stepId;

    private int tries;
    private int matches;
    private StepStatus lastStatus = StepStatus.NOT_RUN;
    private @Nullable JsonNode lastResponse;

    /** What follows a try: an end, or another try after a pause. */
    private sealed interface Next {

        record End(CallOutcome outcome) implements Next {}

        /** The finding is what the last try showed, for a poll that may not try again. */
        record Again(String finding, Optional<HttpReply> refusal) implements Next {}
    }

    /**
     * A poll to be run once.
     *
     * @param payload what the target is given at each try, complete and checked
     */
    PollRunner(
            RunContext context,
            ActionRunner actions,
            Pauses pauses,
            Node.Poll poll,
            PollLimits limits,
            ObjectNode payload,
            ExecutionPath path) {
        this.context = context;
        this.actions = actions;
        this.pauses = pauses;
        this.poll = poll;
        this.limits = limits;
        this.payload = payload;
        this.path = path;
        this.stepId = poll.step().id();
    }

    /** Those that came to an end of their own. */
    int tries() {
        return tries;
    }

    CallOutcome run() {
        while (true) {
            switch (oneTry()) {
                case Next.End(CallOutcome outcome) -> {
                    return outcome;
                }
                case Next.Again(String finding, Optional<HttpReply> refusal) -> {
                    Duration pause = limits.pauseAfter(refusal);
                    Optional<String> exhausted = limits.exhausted(tries, pause);
                    if (exhausted.isPresent()) {
                        return failed(IssueCode.POLL_EXHAUSTED, exhausted.get() + "; " + finding);
                    }
                    if (context.services().past().knowsNext(path.text())) {
                        continue;
                    }
                    context.progress(stepId, "try " + tries + ": " + finding);
                    if (!pauses.pause(pause, context.cancellation())) {
                        return cancelled();
                    }
                    Optional<String> late = limits.exhausted(tries, Duration.ZERO);
                    if (late.isPresent()) {
                        return failed(IssueCode.POLL_EXHAUSTED, late.get() + "; " + finding);
                    }
                }
            }
        }
    }

    private Next oneTry() {
        String tryPath = path.tryOf(tries + 1).text();
        StepInfo info = new StepInfo(stepId, poll.target().key(), tryPath);
        CallOutcome outcome = actions.call(poll.target(), info, payload, poll.step(), limits.left());
        return switch (outcome) {
            case CallOutcome.Cancelled _ -> new Next.End(cancelled());
            case CallOutcome.Done(StepOutput output) -> answered(output);
            case CallOutcome.Failed failed -> callFailed(failed);
        };
    }

    private Next answered(StepOutput output) {
        tries++;
        lastStatus = StepStatus.SUCCEEDED;
        JsonNode response = output.response() == null ? Json.nothing() : output.response();
        lastResponse = response;
        RunScope scope = context.scope().answering(output);
        if (poll.failWhen() != null) {
            switch (evaluate(poll.failWhen(), response, scope)) {
                case Evaluation.Undecidable(List<Issue> issues) -> {
                    return undecidable(issues);
                }
                case Evaluation.Decided decided -> {
                    if (decided.held()) {
                        return new Next.End(failed(IssueCode.POLL_FAILED, "failWhen holds: " + decided.summary()));
                    }
                }
            }
        }
        return switch (evaluate(poll.conditions(), response, scope)) {
            case Evaluation.Undecidable(List<Issue> issues) -> undecidable(issues);
            case Evaluation.Decided decided -> {
                matches = decided.held() ? matches + 1 : 0;
                yield matches < limits.matchesInRow()
                        ? new Next.Again(decided.summary(), Optional.empty())
                        : new Next.End(matched(response));
            }
        };
    }

    private Evaluation evaluate(Condition condition, JsonNode response, RunScope scope) {
        return context.events().evaluations().evaluate(condition, response, scope);
    }

    /** All values are stored or none. */
    private CallOutcome matched(JsonNode response) {
        Map<String, JsonNode> stored = new LinkedHashMap<>();
        for (Map.Entry<String, JsonPath> entry : poll.store().entrySet()) {
            String source = entry.getValue().text() + " for run." + entry.getKey();
            try {
                Optional<JsonNode> value = entry.getValue().value(response);
                if (value.isEmpty()) {
                    return failed(IssueCode.INVALID_CAPTURE, "store: the response has nothing at " + source);
                }
                stored.put(entry.getKey(), value.get());
            } catch (JsonPathLimitException e) {
                return failed(IssueCode.INVALID_CAPTURE, "store: " + source + ": " + e.getMessage());
            }
        }
        stored.forEach(context.state()::set);
        return new CallOutcome.Done(
                output(true).captured(stored).detail("matched after " + tries + (tries == 1 ? " try" : " tries")));
    }

    private Next callFailed(CallOutcome.Failed failed) {
        tries++;
        lastStatus = StepStatus.FAILED;
        matches = 0;
        if (failed.output().response() != null) {
            lastResponse = failed.output().response();
        }
        boolean again = limits.continueOnError() && !failed.faultOfJob() && worthAnotherTry(failed.refusal());
        return again
                ? new Next.Again(failed.failure().message(), failed.refusal())
                : new Next.End(new CallOutcome.Failed(
                        output(false).diagnostics(failed.output().diagnostics()),
                        failed.failure(),
                        failed.faultOfJob(),
                        failed.refusal()));
    }

    /** What the server calls the client's fault stays it, but for the three that mean "later". */
    private static boolean worthAnotherTry(Optional<HttpReply> refusal) {
        int status = refusal.map(HttpReply::status).orElse(0);
        return status < 400 || status >= 500 || status == 408 || status == 425 || status == 429;
    }

    private CallOutcome failed(IssueCode code, String message) {
        return ended(context.failure(poll.step(), ProblemCode.RUNTIME_ERROR, code, message), false);
    }

    private Next undecidable(List<Issue> issues) {
        return new Next.End(ended(context.failure(stepId, issues), true));
    }

    private CallOutcome ended(StepFailure failure, boolean faultOfJob) {
        return new CallOutcome.Failed(output(false), failure, faultOfJob, Optional.empty());
    }

    /** Before the first answer there is nothing to keep. */
    private CallOutcome cancelled() {
        return new CallOutcome.Cancelled(tries == 0 ? StepOutput.NONE : output(false));
    }

    private StepOutput output(boolean matched) {
        ObjectNode response = Json.object()
                .put("matched", matched)
                .put("attempts", tries)
                .put("elapsedMs", limits.elapsed().toMillis())
                .put("lastAction", poll.target().key())
                .put("lastStatus", lastStatus.name());
        if (lastResponse != null) {
            response.set("lastResponse", lastResponse);
        }
        return StepOutput.NONE.response(response);
    }
}
