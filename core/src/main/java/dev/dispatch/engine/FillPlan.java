package dev.dispatch.engine;

import dev.dispatch.plan.PreflightResult;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.NextAction;
import java.util.ArrayList;
import java.util.List;

/**
 * Which jobs have to run before another one, in their order, or why they cannot.
 *
 * @param fills each job once, behind those that it needs itself
 * @param circles jobs that need each other
 * @param obstacles why other jobs cannot run, one for each job
 * @param details the findings about the files of those jobs
 * @param next a command for each value that can be filled, or a look at the module that ships the job
 */
record FillPlan(
        List<Fill> fills, List<Issue> circles, List<Issue> obstacles, List<Issue> details, List<NextAction> next) {

    FillPlan {
        fills = List.copyOf(fills);
        circles = List.copyOf(circles);
        obstacles = List.copyOf(obstacles);
        details = List.copyOf(details);
        next = List.copyOf(next);
    }

    /** True where every job may start. */
    boolean isClear() {
        return circles.isEmpty() && obstacles.isEmpty();
    }

    /** Why a job does not run that nobody asked to be filled: what is missing stays an issue, obstacles are warnings. */
    PreflightResult.Rejected unfilled(PreflightResult.Rejected rejected) {
        return rejected.with(circles, obstacles, next);
    }

    /** Why a job does not run whose values were to be filled first. */
    PreflightResult.Rejected unfillable(PreflightResult.Rejected rejected) {
        List<Issue> issues = new ArrayList<>(circles);
        issues.addAll(obstacles);
        issues.addAll(details);
        List<NextAction> looks = isClear()
                ? List.of()
                : next.stream()
                        .filter(action -> action.arguments().getFirst().equals("module"))
                        .toList();
        return rejected.withoutFillable().with(issues, List.of(), looks);
    }
}
