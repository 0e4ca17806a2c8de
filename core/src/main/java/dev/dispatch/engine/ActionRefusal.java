package dev.dispatch.engine;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.plan.PreflightResult;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;

/** Says why an action may not run; its inputs are shown as what was typed, not as a job's payload. */
final class ActionRefusal {

    private static final String INPUTS = "action input preflight failed";
    private static final String CREDENTIAL = "action credential preflight failed";

    private ActionRefusal() {}

    static Problem of(PreflightResult.Rejected rejected, String action) {
        List<Issue> issues = new ArrayList<>();
        rejected.issues().forEach(issue -> issues.add(typed(issue)));
        String message = rejected.jobIssues().isEmpty() ? CREDENTIAL : INPUTS;
        return problem(message, issues, action);
    }

    static Problem ofInputs(List<Issue> issues, String action) {
        return problem(INPUTS, issues, action);
    }

    private static Problem problem(String message, List<Issue> issues, String action) {
        NextAction schema =
                NextAction.of("show what the action takes and gives", "schema", "action", "--name", action, "--print");
        return new Problem(
                ProblemCode.USAGE_ERROR, message, Json.object().put("action", action), issues, List.of(schema));
    }

    /** The job was made for this call, so its lines and pointers mean nothing to who typed the inputs. */
    private static Issue typed(Issue issue) {
        String payload = ActionJob.PAYLOAD.text();
        String text = issue.pointer().text();
        Pointer at = text.startsWith(payload)
                ? new Pointer(Pointer.ROOT.child("inputs").text() + text.substring(payload.length()))
                : Pointer.ROOT;
        return new Issue(
                issue.code(),
                null,
                at.dotted(),
                at,
                null,
                issue.message(),
                issue.expected(),
                issue.actual(),
                issue.suggestions(),
                issue.attributes());
    }
}
