package dev.dispatch.run;

import dev.dispatch.json.Json;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.ProblemCode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Why a step failed.
 *
 * @param code decides the exit code of the run
 * @param reason name of an {@code IssueCode}, such as {@code UNEXPECTED_STATUS}
 * @param message one sentence for people
 * @param issues single findings where there are any
 * @param step where it began; null as long as only that step knows of it
 */
public record StepFailure(
        ProblemCode code,
        String reason,
        String message,
        List<Issue> issues,
        @Nullable FailedStep step) {
    public StepFailure {
        issues = List.copyOf(issues);
    }

    public StepFailure(ProblemCode code, String reason, String message, List<Issue> issues) {
        this(code, reason, message, issues, null);
    }

    public StepFailure(ProblemCode code, IssueCode reason, String message, List<Issue> issues) {
        this(code, reason.name(), message, issues);
    }

    /** A failure that trying again cannot mend, shown by its findings, at least one. */
    static StepFailure of(List<Issue> issues) {
        Issue first = issues.getFirst();
        String more = issues.size() == 1 ? "" : " (and " + (issues.size() - 1) + " more)";
        return new StepFailure(ProblemCode.RUNTIME_ERROR, first.code(), first.message() + more, issues);
    }

    StepFailure inStep(String id) {
        return new StepFailure(
                code,
                reason,
                message,
                issues.stream().map(issue -> issue.inStep(id)).toList(),
                step);
    }

    /** The same with the step where it began, unless that is known already. */
    StepFailure in(FailedStep origin) {
        return step == null ? new StepFailure(code, reason, message, issues, origin) : this;
    }

    /** The same with more behind its sentence. */
    StepFailure saying(String more) {
        return new StepFailure(code, reason, message + more, issues, step);
    }

    /** The same with one more member in each finding. */
    StepFailure with(String name, String value) {
        return new StepFailure(
                code,
                reason,
                message,
                issues.stream().map(issue -> issue.with(name, value)).toList(),
                step);
    }

    /** The form under {@code steps.<id>.error}. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("code", code.name());
        json.put("reason", reason);
        json.put("message", message);
        json.put("retryable", code.retryable());
        if (!issues.isEmpty()) {
            json.set("issues", Issue.toJson(issues));
        }
        return json;
    }
}
