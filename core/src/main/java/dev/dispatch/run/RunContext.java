package dev.dispatch.run;

import dev.dispatch.expression.Evaluated;
import dev.dispatch.expression.TemplateTree;
import dev.dispatch.http.HttpSettings;
import dev.dispatch.plan.Plan;
import dev.dispatch.problem.Issue;
import dev.dispatch.time.Cancellation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the parts of one run share. */
record RunContext(
        Plan plan,
        RunState state,
        RunScope scope,
        RunEvents events,
        RunServices services,
        Transports transports,
        Cancellation cancellation) {

    Instant now() {
        return services.clock().instant();
    }

    Duration usualTimeout() {
        return plan.http().timeout().orElse(HttpSettings.TIMEOUT);
    }

    Evaluated evaluate(TemplateTree tree, RunScope seen) {
        return events.evaluations().evaluate(tree, seen);
    }

    void progress(String stepId, String message) {
        events.tell(new RunEvent.Progress(now(), stepId, message));
    }

    /** The findings with the step and the line of the job file they are about. */
    List<Issue> located(@Nullable String stepId, List<Issue> issues) {
        return issues.stream()
                .map(issue ->
                        issue.inStep(stepId).atPosition(plan.job().source().position(issue.pointer())))
                .toList();
    }

    /** Why a step failed whose job file, inputs or state are at fault. */
    StepFailure failure(@Nullable String stepId, List<Issue> issues) {
        return StepFailure.of(located(stepId, issues));
    }
}
