package dev.dispatch.sdk.testing;

import dev.dispatch.problem.Issue;
import dev.dispatch.run.RunEvent;
import dev.dispatch.run.RunResult;
import dev.dispatch.run.StepFailure;
import dev.dispatch.run.StepOutcome;
import dev.dispatch.run.StepReport;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Says what came of a run in the terms of who wrote the action: the job around it does not show. */
final class Outcomes {

    private static final String PAYLOAD = "/scenario/steps/0/payload";
    private static final String CREDENTIAL = "/credentials/test/fromEnv";

    private Outcomes() {}

    static ActionOutcome refused(List<Issue> issues) {
        Issue first = issues.getFirst();
        String more = issues.size() == 1 ? "" : " (and " + (issues.size() - 1) + " more)";
        ActionError error = new ActionError(first.code().name(), first.message() + more, false, findings(issues));
        return new ActionOutcome(
                ActionOutcome.Status.REFUSED,
                MissingNode.getInstance(),
                MissingNode.getInstance(),
                Optional.empty(),
                MissingNode.getInstance(),
                List.of(),
                List.of(),
                Optional.of(error),
                0);
    }

    static ActionOutcome finished(RunResult result, List<RunEvent> events) {
        StepReport step = result.steps().getFirst();
        StepOutcome outcome = step.outcome();
        return new ActionOutcome(
                outcome instanceof StepOutcome.Succeeded ? ActionOutcome.Status.SUCCEEDED : ActionOutcome.Status.FAILED,
                orMissing(outcome.output().response()),
                orMissing(outcome.output().exports()),
                Optional.ofNullable(outcome.output().detail()),
                orMissing(outcome.output().diagnostics()),
                events.stream()
                        .filter(RunEvent.Activity.class::isInstance)
                        .map(event -> ((RunEvent.Activity) event).line())
                        .toList(),
                events.stream()
                        .filter(RunEvent.Progress.class::isInstance)
                        .map(event -> ((RunEvent.Progress) event).message())
                        .toList(),
                outcome.failure().map(Outcomes::error),
                step.attempts());
    }

    private static ActionError error(StepFailure failure) {
        String own = failure.issues().stream()
                .map(issue -> issue.attributes().path("actionCode").asString(""))
                .filter(code -> !code.isEmpty())
                .findFirst()
                .orElse(failure.reason());
        return new ActionError(own, failure.message(), failure.code().retryable(), findings(failure.issues()));
    }

    private static List<ActionError.Finding> findings(List<Issue> issues) {
        return issues.stream()
                .map(issue -> new ActionError.Finding(
                        issue.code().name(), pointer(issue.pointer().text()), issue.message(), issue.expected()))
                .toList();
    }

    private static String pointer(String text) {
        if (text.startsWith(PAYLOAD)) {
            return text.substring(PAYLOAD.length());
        }
        if (text.startsWith(CREDENTIAL)) {
            return "/credential" + text.substring(CREDENTIAL.length());
        }
        return text.startsWith("/exports") || text.startsWith("/response") ? text : "";
    }

    private static JsonNode orMissing(@Nullable JsonNode node) {
        return node == null ? MissingNode.getInstance() : node;
    }
}
