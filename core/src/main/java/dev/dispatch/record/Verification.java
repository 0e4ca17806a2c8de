package dev.dispatch.record;

import dev.dispatch.expression.Condition;
import dev.dispatch.expression.Evaluation;
import dev.dispatch.expression.RuleResult;
import dev.dispatch.expression.SystemGenerator;
import dev.dispatch.expression.TreeScope;
import dev.dispatch.job.JobRoots;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.redact.Redactor;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Holds conditions against a record: the {@code verification} of its job, and others that look at the same document. */
final class Verification {

    private static final String MEMBER = "verification";

    private final RunRecord run;
    private final VerifiedDocument document;

    Verification(RunRecord run) {
        this.run = run;
        this.document = new VerifiedDocument(run);
    }

    static boolean isIn(RunRecord run) {
        return run.job().has(MEMBER);
    }

    /** The job's own. */
    AssertionResult.Check check(String name) {
        JsonNode written = run.job().get(MEMBER);
        if (written == null) {
            return failed(name, "The job has no verification", null);
        }
        List<Issue> issues = new ArrayList<>();
        Optional<Condition> parsed = Condition.parse(written, Pointer.ROOT.child(MEMBER), JobRoots.RECORD)
                .orReport(issues::add);
        return parsed.map(condition -> check(name, condition))
                .orElseGet(() -> failed(name, "The recorded verification cannot be read: " + message(issues), null));
    }

    /** Another one; its references may begin as those of {@link JobRoots#RECORD}. */
    AssertionResult.Check check(String name, Condition condition) {
        ObjectNode seen = document.of(condition);
        TreeScope scope = new TreeScope(
                Map.of("input", seen.get("inputs"), "step", seen.get("steps")),
                new SystemGenerator(InstantSource.system()));
        return switch (condition.evaluate(seen, scope)) {
            case Evaluation.Undecidable(List<Issue> found) ->
                failed(name, message(found), Json.object().set("issues", Issue.toJson(found)));
            case Evaluation.Decided decided ->
                decided.held()
                        ? new AssertionResult.Check(name, true, null, decided.toJson())
                        : failed(name, decided.summary() + aboutSecrets(decided), decided.toJson());
        };
    }

    /** Whoever compares with a secret has to know that no record holds one. */
    private static String aboutSecrets(Evaluation.Decided decided) {
        boolean secret = decided.rules().stream()
                .filter(rule -> !rule.held())
                .map(RuleResult::actual)
                .flatMap(Optional::stream)
                .anyMatch(actual -> Json.show(actual).contains(Redactor.MARK));
        return secret ? "; a record has " + Redactor.MARK + " in the place of secrets" : "";
    }

    private static String message(List<Issue> issues) {
        return issues.isEmpty() ? "it cannot be decided" : issues.getFirst().message();
    }

    private static AssertionResult.Check failed(String name, String reason, @Nullable ObjectNode details) {
        return new AssertionResult.Check(name, false, reason, details);
    }
}
