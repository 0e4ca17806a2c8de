package dev.dispatch.engine;

import dev.dispatch.job.Dependencies;
import dev.dispatch.memory.MemoryStore;
import dev.dispatch.plan.MissingMemory;
import dev.dispatch.plan.PreflightResult;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import dev.dispatch.run.RunResult;
import dev.dispatch.run.StepFailure;
import dev.dispatch.time.Cancellation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Runs the jobs of a plan of fills in their order; the first that does not do what it is there for ends it. */
final class FillRunner {

    private static final String INTERRUPTED = "job run was interrupted before its first step, while memory was filled";

    /** What came of it. */
    sealed interface Outcome {

        record Done(List<FilledMemory> filled) implements Outcome {}

        /** The last of the filled is the one that ended it, if it ran at all. */
        record Stopped(Problem problem, List<FilledMemory> filled) implements Outcome {}
    }

    private final MemoryStore memory;
    private final Function<Fill, RunReply.Finished> execution;
    private final Cancellation cancellation;
    private final PreflightResult.Rejected root;
    private final Path casePath;
    private final List<FilledMemory> filled = new ArrayList<>();

    /**
     * A runner for one job.
     *
     * @param execution runs a fill to its end and records it
     * @param root the job that lacks values, in the file {@code casePath}
     */
    FillRunner(
            MemoryStore memory,
            Function<Fill, RunReply.Finished> execution,
            Cancellation cancellation,
            PreflightResult.Rejected root,
            Path casePath) {
        this.memory = memory;
        this.execution = execution;
        this.cancellation = cancellation;
        this.root = root;
        this.casePath = casePath;
    }

    Outcome run(List<Fill> fills) {
        for (Fill fill : fills) {
            if (cancellation.cancelled()) {
                return new Outcome.Stopped(interrupted(List.of()), filled);
            }
            RunReply.Finished reply = execution.apply(fill);
            RunResult result = reply.result();
            filled.add(new FilledMemory(fill.job(), fill.keys(), result.runId(), result.status(), result.duration()));
            Problem problem = problem(fill, reply);
            if (problem != null) {
                return new Outcome.Stopped(problem, filled);
            }
        }
        return new Outcome.Done(filled);
    }

    /** Null where the fill succeeded and stored what it was run for. */
    private @Nullable Problem problem(Fill fill, RunReply.Finished reply) {
        RunResult result = reply.result();
        return switch (result.status()) {
            case INTERRUPTED -> interrupted(inspect(reply));
            case FAILED -> failed(fill, reply);
            case SUCCESS ->
                reply.recordFault().isPresent()
                        ? refused(
                                ProblemCode.RUNTIME_ERROR,
                                List.of(failure(
                                        fill,
                                        result,
                                        "succeeded, but its record is not complete: "
                                                + reply.recordFault().get())),
                                inspect(reply))
                        : notStored(fill, reply);
        };
    }

    private Problem failed(Fill fill, RunReply.Finished reply) {
        RunResult result = reply.result();
        Optional<StepFailure> cause = Optional.ofNullable(result.failure()).map(RunResult.RunFailure::cause);
        String step = result.failedStep()
                .map(report -> " in step '" + report.stepId() + "'")
                .orElse("");
        String why = "failed" + step + ": " + cause.map(StepFailure::message).orElse("no cause is known");
        return refused(
                cause.map(StepFailure::code).orElse(ProblemCode.RUNTIME_ERROR),
                List.of(failure(fill, result, why)),
                inspect(reply));
    }

    private @Nullable Problem notStored(Fill fill, RunReply.Finished reply) {
        RunResult result = reply.result();
        List<Issue> issues = new ArrayList<>();
        for (Dependencies.NeededMemory need : fill.needs()) {
            String key = need.name();
            try {
                if (memory.recall(need.namespace(), need.key()).isEmpty()) {
                    issues.add(about(
                                    fill,
                                    need,
                                    IssueCode.MISSING_MEMORY_DEPENDENCY,
                                    "The fill job '" + fill.job() + "' succeeded (run " + result.runId()
                                            + ") and did not store " + key)
                            .expected("a step that stores " + key)
                            .actual("no value"));
                }
            } catch (ProblemException e) {
                issues.add(
                        about(fill, need, IssueCode.INVALID_MEMORY, e.problem().message())
                                .expected("a namespace that can be read")
                                .actual(need.namespace()));
            }
        }
        return issues.isEmpty() ? null : refused(ProblemCode.RUNTIME_ERROR, issues, inspect(reply));
    }

    private Issue failure(Fill fill, RunResult result, String what) {
        return about(
                        fill,
                        fill.needs().getFirst(),
                        IssueCode.FILL_FAILED,
                        "The fill job '" + fill.job() + "' (run " + result.runId() + ") " + what)
                .expected("a run that stores " + String.join(", ", fill.keys()))
                .actual(result.status().name());
    }

    /** At the need of the job that was asked for, as far as it is one of its own. */
    private Issue about(Fill fill, Dependencies.NeededMemory need, IssueCode code, String message) {
        Dependencies.NeededMemory own = root.fillable().stream()
                .map(MissingMemory::needed)
                .filter(missing -> fill.needs().contains(missing))
                .findFirst()
                .orElse(root.fillable().getFirst().needed());
        return root.placed(Issue.at(code, own.pointer().child("fill"), message).with(MissingMemory.facts(need)));
    }

    private Problem interrupted(List<NextAction> next) {
        return new Problem(ProblemCode.INTERRUPTED, INTERRUPTED, details(List.of()), List.of(), next);
    }

    private Problem refused(ProblemCode code, List<Issue> issues, List<NextAction> next) {
        return new Problem(code, Refusal.DEPENDENCIES, details(issues), issues, next);
    }

    private ObjectNode details(List<Issue> issues) {
        ObjectNode details = Refusal.details(casePath.toString(), root.warnings(), List.of(), List.of(), issues);
        ArrayNode array = details.putArray("filled");
        filled.forEach(each -> array.add(each.toJson()));
        return details;
    }

    /** Nothing where the record is not complete: what is advised has to work. */
    private static List<NextAction> inspect(RunReply.Finished reply) {
        if (reply.recordFault().isPresent()) {
            return List.of();
        }
        RunResult result = reply.result();
        List<String> words = new ArrayList<>(List.of("job", "inspect", "--run-id", result.runId()));
        result.failedStep().ifPresent(step -> words.addAll(List.of("--step", step.stepId())));
        return List.of(new NextAction(words, "see the run of the fill job"));
    }
}
