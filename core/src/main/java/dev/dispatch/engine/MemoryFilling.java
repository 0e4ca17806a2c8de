package dev.dispatch.engine;

import dev.dispatch.memory.MemoryStore;
import dev.dispatch.plan.Plan;
import dev.dispatch.plan.PreflightResult;
import dev.dispatch.plan.Situation;
import dev.dispatch.problem.Problem;
import dev.dispatch.time.Cancellation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Answers for a job that lacks values of memory which other jobs store. */
final class MemoryFilling {

    private static final String FILL = "job-fill";
    private static final String JOB = "job-run";

    /** Runs a plan to its end and records it. */
    interface Execution {

        /**
         * Runs it on the calling thread.
         *
         * @param label part of the run's id, which says what made the run
         */
        RunReply.Finished run(Plan plan, Situation situation, String label, Path file);
    }

    private final MemoryStore memory;
    private final PreflightResult.Rejected rejected;
    private final Path file;
    private final FillPlan fills;

    /**
     * An answer for one job.
     *
     * @param look checks a job file as for a run
     */
    MemoryFilling(MemoryStore memory, PreflightResult.Rejected rejected, Path file, Function<Path, Checked> look) {
        this.memory = memory;
        this.rejected = rejected;
        this.file = file;
        this.fills = new FillPlanner(look, rejected).plan(file);
    }

    Validation validation() {
        boolean runs = rejected.warnings().stream().noneMatch(Validation::keepsFromRunning);
        Problem problem = Refusal.ofValidation(fills.unfilled(rejected), file.toString());
        return new Validation.Invalid(problem, plan().filter(_ -> runs).map(Plan::job));
    }

    /** The answer to who did not want anything to be filled. */
    RunReply refusal() {
        Problem problem = Refusal.ofRun(fills.unfilled(rejected), file.toString());
        return new RunReply.Refused(problem, plan().map(Plan::job), List.of());
    }

    /**
     * What came of the other jobs.
     *
     * @param refused why the job itself may not run after them; empty where it may
     */
    record Filled(Optional<RunReply.Refused> refused, List<FilledMemory> jobs) {}

    /** Runs the other jobs and then the job itself, unless something stands against it. */
    RunReply run(Situation situation, Execution execution, Cancellation cancellation) {
        Filled filled = fill(execution, cancellation);
        if (filled.refused().isPresent()) {
            return filled.refused().get();
        }
        return execution.run(plan().orElseThrow(), situation, JOB, file).after(filled.jobs());
    }

    /** Runs the other jobs. */
    Filled fill(Execution execution, Cancellation cancellation) {
        if (plan().isEmpty()) {
            Problem problem = Refusal.ofRun(fills.unfillable(rejected), file.toString());
            return new Filled(Optional.of(new RunReply.Refused(problem)), List.of());
        }
        FillRunner runner = new FillRunner(
                memory,
                fill -> execution.run(fill.plan(), fill.situation(), FILL, fill.file()),
                cancellation,
                rejected,
                file);
        return switch (runner.run(fills.fills())) {
            case FillRunner.Outcome.Stopped(Problem problem, List<FilledMemory> filled) ->
                new Filled(Optional.of(new RunReply.Refused(problem, Optional.empty(), filled)), filled);
            case FillRunner.Outcome.Done(List<FilledMemory> filled) -> new Filled(Optional.empty(), filled);
        };
    }

    /** What can run as soon as memory is filled. */
    private Optional<Plan> plan() {
        return rejected.planOnceFilled().filter(_ -> fills.isClear());
    }
}
