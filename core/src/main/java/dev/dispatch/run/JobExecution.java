package dev.dispatch.run;

import dev.dispatch.expression.Evaluated;
import dev.dispatch.expression.TemplateTree;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.plan.Plan;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.time.Cancellation;
import dev.dispatch.time.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Executes a job once, as a run or within one: its scenario, what cleans up, its outputs. */
final class JobExecution {

    private final RunContext context;
    private final Plan plan;

    /**
     * How it ended.
     *
     * @param outputs what the job gives; of a failed one what could be resolved
     * @param failure why it did not succeed; null for success and where it was asked to stop
     */
    record Ended(ObjectNode outputs, @Nullable StepFailure failure, boolean cancelled) {}

    JobExecution(RunContext context) {
        this.context = context;
        this.plan = context.plan();
    }

    /** What cleans up always runs, and is not stopped by what stopped the rest; a second signal ends the process. */
    Ended run() {
        StepsRunner.Ended scenario = scenario();
        RunContext last = context.until(new Cancellation()).at(context.place().finals());
        StepsRunner.Ended finals = new StepsRunner(last).all(plan.finalSteps());
        ObjectNode outputs = Json.object();
        List<Issue> issues = outputs(outputs);
        boolean cancelled = context.cancellation().cancelled();
        StepFailure cause = scenario.failure() == null && !cancelled ? finals.failure() : scenario.failure();
        if (cause == null && !cancelled && !issues.isEmpty()) {
            cause = unresolved(issues);
        }
        return new Ended(outputs, cause, cancelled);
    }

    private StepsRunner.Ended scenario() {
        Duration timeout = plan.job().scenario().timeout();
        if (timeout == null) {
            return new StepsRunner(context).inOrder(plan.steps());
        }
        try (Deadline deadline =
                new Deadline(context.cancellation(), timeout, context.services().timer())) {
            StepsRunner.Ended ended = new StepsRunner(context.until(deadline.cancellation())).inOrder(plan.steps());
            boolean late = ended.failure() == null
                    && deadline.passed()
                    && !context.cancellation().cancelled();
            return late ? new StepsRunner.Ended(timedOut(timeout), false) : ended;
        }
    }

    private StepFailure timedOut(Duration timeout) {
        Issue issue = Issue.at(
                        IssueCode.TIMED_OUT,
                        Pointer.ROOT.child("scenario").child("timeout"),
                        "The scenario did not end within " + Durations.show(timeout))
                .expected("at most " + Durations.show(timeout))
                .actual("more");
        return new StepFailure(
                ProblemCode.TRANSIENT_ERROR,
                IssueCode.TIMED_OUT,
                issue.message(),
                context.located(null, List.of(issue)));
    }

    /** Fills in what the job gives; why others did not resolve is the answer. */
    private List<Issue> outputs(ObjectNode values) {
        List<Issue> issues = new ArrayList<>();
        RunScope scope = context.scope().making(new ObservedGenerator(context, null, context::place));
        for (Map.Entry<String, TemplateTree> output : plan.job().outputs().entrySet()) {
            switch (context.evaluate(output.getValue(), scope)) {
                case Evaluated.Value(JsonNode value, var _) -> values.set(output.getKey(), value);
                case Evaluated.LeftOut _ -> {}
                case Evaluated.Failed(List<Issue> found) -> issues.addAll(context.located(null, found));
            }
        }
        return issues;
    }

    private static StepFailure unresolved(List<Issue> issues) {
        return new StepFailure(
                ProblemCode.RUNTIME_ERROR,
                issues.getFirst().code(),
                "An output could not be resolved: " + issues.getFirst().message(),
                issues);
    }
}
