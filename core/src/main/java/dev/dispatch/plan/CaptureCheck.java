package dev.dispatch.plan;

import dev.dispatch.expression.Expression;
import dev.dispatch.job.Capture;
import dev.dispatch.job.Step;
import dev.dispatch.json.Pointer;
import dev.dispatch.module.ActionDefinition;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.Names;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks what steps capture: that the action can give it, and that no two steps capture into one name. */
final class CaptureCheck {

    private final IssueList issues;
    private final IssueList warnings;
    private final Map<String, String> owners = new HashMap<>();

    CaptureCheck(IssueList issues, IssueList warnings) {
        this.issues = issues;
        this.warnings = warnings;
    }

    /** @param action whose response and exports the step has in the end; null where it was not found */
    void check(Step step, @Nullable ActionDefinition action) {
        step.captures().forEach((name, capture) -> {
            Pointer at = step.pointer().child("capture").child(name);
            String owner = owners.putIfAbsent(name, step.id());
            if (owner != null) {
                warnings.inStep(step.id()).add(() -> shared(name, owner, at));
            }
            if (action != null) {
                declared(step, capture, action, at);
            }
        });
    }

    private static Issue shared(String name, String owner, Pointer at) {
        return Issue.at(
                        IssueCode.CAPTURE_CONFLICT,
                        at,
                        "Step '" + owner + "' captures run." + name + " too; a second, different value fails the run")
                .expected("a name of its own")
                .actual(name);
    }

    private void declared(Step step, Capture capture, ActionDefinition action, Pointer at) {
        String root = capture.source().root();
        DeclaredMembers.of(action, root, capture.source().segments()).ifPresent(undeclared -> {
            List<String> ways = undeclared.instead().stream()
                    .map(way -> new Expression.Reference(0, root, way).text())
                    .toList();
            Issue issue = Issue.at(IssueCode.INVALID_CAPTURE, at, undeclared.text())
                    .expected(undeclared.known().isEmpty() ? "response.<path>" : Names.oneOf(undeclared.known()))
                    .actual(capture.text())
                    .suggestInstead(ways);
            (undeclared.certain() ? issues : warnings).inStep(step.id()).add(issue);
        });
    }
}
