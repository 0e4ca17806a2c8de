package dev.dispatch.plan;

import dev.dispatch.job.Capture;
import dev.dispatch.job.Step;
import dev.dispatch.json.Pointer;
import dev.dispatch.module.ActionDefinition;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.NearNames;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks what steps capture: that the action can give it, and that no two steps capture into one name. */
final class CaptureCheck {

    private final IssueList issues;
    private final IssueList warnings;
    private final Map<String, String> owners = new HashMap<>();

    CaptureCheck(IssueList issues, IssueList warnings) {
        this.issues = issues;
        this.warnings = warnings;
    }

    void check(Step step, ActionDefinition action) {
        step.captures().forEach((name, capture) -> {
            Pointer at = step.pointer().child("capture").child(name);
            String owner = owners.putIfAbsent(name, step.id());
            if (owner != null && !owner.equals(step.id())) {
                warnings.inStep(step.id())
                        .add(Issue.at(
                                        IssueCode.CAPTURE_CONFLICT,
                                        at,
                                        "Step '" + owner + "' captures run." + name
                                                + " too; a second, different value fails the run")
                                .expected("a name of its own")
                                .actual(name));
            }
            declared(step, capture, action, at);
        });
    }

    private void declared(Step step, Capture capture, ActionDefinition action, Pointer at) {
        DeclaredMembers.of(action, capture.source().root(), capture.source().segments())
                .ifPresent(undeclared -> {
                    List<String> ways = NearNames.of(undeclared.name(), undeclared.known()).stream()
                            .map(near -> capture.source().root() + "." + near)
                            .toList();
                    String known = String.join(", ", undeclared.known());
                    Issue issue = Issue.at(
                                    IssueCode.INVALID_CAPTURE,
                                    at,
                                    "The " + capture.source().root() + " of '" + action.key() + "' "
                                            + undeclared.text())
                            .expected(known.isEmpty() ? "response.<path>" : "one of " + known)
                            .actual(capture.text())
                            .suggest(ways);
                    (undeclared.certain() ? issues : warnings).inStep(step.id()).add(issue);
                });
    }
}
