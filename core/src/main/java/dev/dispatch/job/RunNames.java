package dev.dispatch.job;

import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.Names;
import java.util.List;

/** The names under {@code run}: those that dispatch sets itself, and the form of those that a job sets. */
public final class RunNames {

    /** Set by dispatch; a job cannot set them. */
    public static final List<String> FACTS =
            List.of("startedAt", "runId", "batchId", "batchIndex", "batchCount", "workerId");

    private RunNames() {}

    /** Reports a name under which a job cannot keep a value. */
    public static void check(IssueCode code, String name, Pointer at, IssueList issues) {
        NameCheck.check(code, "captured value", name, at, issues);
        checkFree(code, name, " and cannot be set by a job", at, issues);
    }

    /** Reports a name under which a user cannot give a value to every run. */
    public static void checkOverride(IssueCode code, String name, Pointer at, IssueList issues) {
        NameCheck.check(code, "runtime override", name, at, issues);
        checkFree(code, name, " for each run and cannot be overridden", at, issues);
    }

    private static void checkFree(IssueCode code, String name, String why, Pointer at, IssueList issues) {
        if (FACTS.contains(name)) {
            issues.add(Issue.at(code, at, "run." + name + " is set by dispatch" + why)
                    .expected("another name than " + Names.list(FACTS))
                    .actual(name));
        }
    }
}
