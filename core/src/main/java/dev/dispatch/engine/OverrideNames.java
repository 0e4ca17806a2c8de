package dev.dispatch.engine;

import dev.dispatch.job.RunNames;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.state.RuntimeOverrides;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Holds the names of runtime overrides, which a hand may have written, against what can stand under {@code run}. */
final class OverrideNames {

    private OverrideNames() {}

    /**
     * What is stored.
     *
     * @throws dev.dispatch.problem.ProblemException where the file cannot be used, or has a name that no run could see
     */
    static ObjectNode checked(RuntimeOverrides overrides) {
        ObjectNode values = overrides.read();
        IssueList issues = IssueList.withoutText();
        values.propertyNames()
                .forEach(name ->
                        RunNames.checkOverride(IssueCode.INVALID_STATE, name, Pointer.ROOT.child(name), issues));
        if (issues.isEmpty()) {
            return values;
        }
        String file = overrides.path().toString();
        List<Issue> named =
                issues.issues().stream().map(issue -> issue.with("file", file)).toList();
        throw Problem.of(
                        ProblemCode.RUNTIME_ERROR,
                        "Runtime overrides file " + file + " has names that no run can have",
                        named)
                .exception();
    }
}
