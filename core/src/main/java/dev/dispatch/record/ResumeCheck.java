package dev.dispatch.record;

import dev.dispatch.plan.Plan;
import dev.dispatch.problem.Issue;
import dev.dispatch.run.StepStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Settles before a run goes on what of it is taken over, what is executed, and what of that would be done a second time
 * although that is not known to be safe.
 */
public final class ResumeCheck {

    private final RunRecord run;
    private final Plan plan;
    private final PastLines lines;
    private final PastExecutions executions;
    private final ResumeFaults faults;
    /** Steps whose values are needed again. */
    private final Set<String> producers = new LinkedHashSet<>();

    private ResumeCheck(RunRecord run, Plan plan) {
        this.run = run;
        this.plan = plan;
        this.lines = PastLines.of(run);
        this.executions = PastExecutions.of(run);
        this.faults = new ResumeFaults(plan);
    }

    /**
     * What comes of looking.
     *
     * @param faults what is not safe to repeat; the run goes on over them only where somebody says so
     */
    public record Checked(Resumption resumption, List<Issue> faults) {
        public Checked {
            faults = List.copyOf(faults);
        }
    }

    /**
     * Looks through a record.
     *
     * @param plan made again, of the same job
     * @param forced whether it may go on over faults, which is noted in the record
     * @throws dev.dispatch.problem.ProblemException for a record that cannot be read
     */
    public static Checked check(RunRecord run, Plan plan, boolean forced, Instant now) {
        return new ResumeCheck(run, plan).checked(forced, now);
    }

    private Checked checked(boolean forced, Instant now) {
        executions.resumed(List.of());
        ResumeWalk walk = walked();
        while (addProducers(walk)) {
            walk = walked();
        }
        walk.report(faults);
        List<String> again = new ArrayList<>(walk.again());
        again.forEach(executions::again);
        again.addAll(0, producers);
        List<Issue> found = faults.all();
        return new Checked(
                new Resumption(run, lines, executions, again, walk.steps(), forced && !found.isEmpty(), now), found);
    }

    private ResumeWalk walked() {
        ResumeWalk walk = new ResumeWalk(plan, executions);
        walk.run();
        return walk;
    }

    /** Drops the ends of steps whose values are needed; false where there are none but those known. */
    private boolean addProducers(ResumeWalk walk) {
        boolean more = false;
        for (String place : walk.needed()) {
            if (producers.add(place)) {
                more = true;
                faults.needed(place, executions.within(place), "a value");
                executions.again(place);
            }
        }
        for (String place : walk.cookies()) {
            if (producers.add(place)) {
                more = true;
                faults.needed(place, executions.within(place), "a cookie");
                executions.again(place);
            }
        }
        return more;
    }

    /** Whether an end counts as one, of an execution that is no loop as a whole. */
    static boolean isExecuted(PastExecution execution) {
        return execution.exit() != null
                && !execution.is(StepStatus.NOT_RUN)
                && !execution.exit().has("passes");
    }
}
