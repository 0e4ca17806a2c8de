package dev.dispatch.engine;

import dev.dispatch.job.ActionKey;
import dev.dispatch.job.Job;
import dev.dispatch.job.Step;
import dev.dispatch.json.Json;
import dev.dispatch.plan.PreflightResult;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Says why a job may not run, in the stable words and shape that scripts rely on. */
final class Refusal {

    static final String CASE = "job case validation failed";
    static final String DEPENDENCIES = "job dependency preflight failed";

    private Refusal() {}

    /** The first category that failed names the problem, in the order input, case, dependency, credential. */
    static Problem ofRun(PreflightResult.Rejected rejected, String casePath) {
        String message = CASE;
        if (!rejected.inputIssues().isEmpty()) {
            message = "job input preflight failed";
        } else if (rejected.jobIssues().isEmpty()) {
            message = rejected.dependencyIssues().isEmpty() ? "job credential preflight failed" : DEPENDENCIES;
        }
        return problem(message, rejected, casePath);
    }

    static Problem ofValidation(PreflightResult.Rejected rejected, String casePath) {
        return problem(CASE, rejected, casePath);
    }

    /** For a job out of a record that lacks what was secret. */
    static Problem ofHidden(List<Issue> hidden, String casePath) {
        return Problem.of(ProblemCode.USAGE_ERROR, CASE, hidden)
                .details(details(casePath, List.of(), List.of(), List.of(), List.of()));
    }

    /** For a file in which no job could be read at all. */
    static Problem unreadable(Issue issue, String casePath) {
        return Problem.of(ProblemCode.USAGE_ERROR, CASE, List.of(issue))
                .details(details(casePath, List.of(), List.of(), List.of(), List.of()));
    }

    private static Problem problem(String message, PreflightResult.Rejected rejected, String casePath) {
        ObjectNode details = details(
                casePath,
                rejected.warnings(),
                rejected.inputIssues(),
                rejected.credentialIssues(),
                Stream.concat(rejected.dependencyIssues().stream(), rejected.fillIssues().stream())
                        .toList());
        return new Problem(code(rejected.issues()), message, details, rejected.issues(), next(rejected));
    }

    /** What a policy forbids is told from what can be mended in the job. */
    static ProblemCode code(List<Issue> issues) {
        boolean denied = issues.stream().anyMatch(issue -> issue.code() == IssueCode.POLICY_DENIED);
        return denied ? ProblemCode.POLICY_DENIED : ProblemCode.USAGE_ERROR;
    }

    /** Every member is there, empty or not, so that a reader need not ask whether it is. */
    static ObjectNode details(
            String casePath,
            List<Issue> warnings,
            List<Issue> inputIssues,
            List<Issue> credentialIssues,
            List<Issue> dependencyIssues) {
        ObjectNode details = Json.object().put("casePath", casePath);
        details.set("warnings", Issue.toJson(warnings));
        details.set("inputIssues", Issue.toJson(inputIssues));
        details.set("credentialIssues", Issue.toJson(credentialIssues));
        details.set("dependencyIssues", Issue.toJson(dependencyIssues));
        return details;
    }

    /** What provides the missing, or shows what is right; a command is named once, with its first purpose. */
    static List<NextAction> next(PreflightResult.Rejected rejected) {
        Map<List<String>, NextAction> next = new LinkedHashMap<>();
        rejected.next().forEach(action -> next.putIfAbsent(action.arguments(), action));
        Job job = rejected.job().orElse(null);
        for (Issue issue : rejected.issues()) {
            NextAction action = remedy(issue, job);
            if (action != null) {
                next.putIfAbsent(action.arguments(), action);
            }
        }
        return List.copyOf(next.values());
    }

    private static @Nullable NextAction remedy(Issue issue, @Nullable Job job) {
        return switch (issue.code()) {
            case UNKNOWN_ACTION, MISSING_MODULE_DEPENDENCY ->
                NextAction.of("list the modules and actions that are there", "module", "list");
            case MALFORMED_INTERPOLATION, INVALID_INTERPOLATION, INVALID_CONDITION ->
                NextAction.of("show what expressions and conditions can say", "schema", "expressions", "--print");
            case MODULE_VALIDATION_ERROR,
                    FLOW_POLL_VALIDATION_ERROR,
                    INVALID_CAPTURE,
                    ACTION_REQUIRES_CREDENTIAL,
                    UNEXPECTED_CREDENTIAL_BINDING,
                    INVALID_CREDENTIAL_BINDING -> action(issue, job);
            case MISSING_HTTP_DEPENDENCY -> NextAction.of("show what a job file may hold", "schema", "case", "--print");
            case UNKNOWN_FIELD, SCHEMA_ERROR, UNSUPPORTED_FIELD ->
                issue.pointer().text().contains("/payload/")
                        ? action(issue, job)
                        : NextAction.of("show what a job file may hold", "schema", "case", "--print");
            default -> null;
        };
    }

    /** Of a poll, a credential and the payload in the payload are for the polled action. */
    private static String called(Step step, Issue issue) {
        String polled = step.payload().path("action").asString("");
        boolean ofTarget = isCredential(issue) || issue.pointer().text().contains("/payload/payload");
        return step.action().equals("flow.poll") && ActionKey.parse(polled).isPresent() && ofTarget
                ? polled
                : step.action();
    }

    private static boolean isCredential(Issue issue) {
        return switch (issue.code()) {
            case ACTION_REQUIRES_CREDENTIAL, UNEXPECTED_CREDENTIAL_BINDING, INVALID_CREDENTIAL_BINDING -> true;
            default -> false;
        };
    }

    private static @Nullable NextAction action(Issue issue, @Nullable Job job) {
        if (job == null) {
            return null;
        }
        return job.steps().stream()
                .filter(step -> Objects.equals(step.id(), issue.stepId()))
                .findFirst()
                .map(step -> called(step, issue))
                .map(action -> NextAction.of(
                        "show what the action takes and gives", "schema", "action", "--name", action, "--print"))
                .orElse(null);
    }
}
