package dev.dispatch.batch;

import dev.dispatch.plan.PreflightResult;
import dev.dispatch.plan.RowPlans;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds all rows against the job before the first of them runs. For one thread. */
public final class RowCheck {

    /** What came of it. */
    public sealed interface Checked {

        /** Each row can run; endless rows are counted as one. */
        record Fit(int count) implements Checked {}

        /**
         * Some cannot.
         *
         * @param count of the rows that were looked at
         * @param unfit of those
         * @param issues at most {@value IssueList#MOST} and one that says how many more, with file, row, line and column
         */
        record Unfit(int count, int unfit, List<Issue> issues) implements Checked {
            public Unfit {
                issues = List.copyOf(issues);
            }
        }

        /**
         * The job itself cannot run.
         *
         * @param row the first one that it cannot run with
         */
        record Rejected(Row row, PreflightResult.Rejected rejected) implements Checked {}
    }

    private final Rows rows;
    private final RowPlans plans;
    private final IssueList found = IssueList.withoutText();
    private final Set<Issue> kept = new HashSet<>();
    private int count;
    private int unfit;
    private boolean planned;

    public RowCheck(Rows rows, RowPlans plans) {
        this.rows = rows;
        this.plans = plans;
    }

    /**
     * Goes through all rows; of endless ones, which are all the same, it looks at the first.
     *
     * @throws dev.dispatch.problem.ProblemException where a row cannot be read
     */
    public Checked check() {
        for (Row row : rows) {
            count++;
            if (count == 1 || !(rows instanceof SameRows)) {
                PreflightResult.@Nullable Rejected rejected = rejected(row);
                if (rejected != null) {
                    return new Checked.Rejected(row, rejected);
                }
            }
            // Until one row has been planned each of them costs a whole preflight.
            if (rows.count().isEmpty() || (!planned && kept.size() == IssueList.MOST)) {
                break;
            }
        }
        return unfit == 0 ? new Checked.Fit(count) : new Checked.Unfit(count, unfit, found.issues());
    }

    /** What keeps the job from running whatever its inputs; null where it can, or only the row's inputs are at fault. */
    private PreflightResult.@Nullable Rejected rejected(Row row) {
        switch (plans.plan(row.inputs())) {
            case RowPlans.Planned.Ready _ -> planned = true;
            case RowPlans.Planned.Unfit(List<Issue> issues) -> add(row, issues);
            case RowPlans.Planned.Rejected(PreflightResult.Rejected rejected) -> {
                if (rejected.inputIssues().isEmpty() || !followsFromInputs(rejected)) {
                    return rejected;
                }
                add(row, rejected.inputIssues());
            }
        }
        return null;
    }

    /** Whether nothing else is wrong but that inputs, which were refused, are missing where they are used. */
    private static boolean followsFromInputs(PreflightResult.Rejected rejected) {
        return rejected.issues().stream()
                .filter(issue -> !rejected.inputIssues().contains(issue))
                .allMatch(issue -> issue.code() == IssueCode.UNRESOLVED_REFERENCE);
    }

    private void add(Row row, List<Issue> issues) {
        unfit++;
        for (Issue issue : issues) {
            if (kept.size() == IssueList.MOST) {
                found.add(issue);
            } else {
                Issue placed = rows.placed(row, issue);
                if (kept.add(placed)) {
                    found.add(placed);
                }
            }
        }
    }
}
