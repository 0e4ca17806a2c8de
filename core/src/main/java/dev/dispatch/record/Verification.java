package dev.dispatch.record;

import dev.dispatch.expression.Condition;
import dev.dispatch.expression.Evaluation;
import dev.dispatch.expression.SystemGenerator;
import dev.dispatch.expression.TreeScope;
import dev.dispatch.job.JobRoots;
import dev.dispatch.json.Extent;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The {@code verification} of a recorded job, held against the record. */
final class Verification {

    private static final String MEMBER = "verification";
    private static final List<String> OF_A_STEP =
            List.of("status", "response", "exports", "result", "error", "durationMs", "attempts");

    private final RunRecord run;
    private final @Nullable JsonNode written;

    private Verification(RunRecord run) {
        this.run = run;
        this.written = run.job().get(MEMBER);
    }

    static Verification of(RunRecord run) {
        return new Verification(run);
    }

    static boolean isIn(RunRecord run) {
        return run.job().has(MEMBER);
    }

    AssertionResult.Check check(String name) {
        JsonNode condition = written;
        if (condition == null) {
            return failed(name, "The job has no verification", null);
        }
        List<Issue> issues = new ArrayList<>();
        Optional<Condition> parsed = Condition.parse(condition, Pointer.ROOT.child(MEMBER), JobRoots.RECORD)
                .orReport(issues::add);
        if (parsed.isEmpty()) {
            return failed(name, "The recorded verification cannot be read: " + message(issues), null);
        }
        ObjectNode document = document(Json.compact(condition).contains("calls"));
        TreeScope scope = new TreeScope(
                Map.of("input", document.get("inputs"), "step", document.get("steps")),
                new SystemGenerator(InstantSource.system()));
        return switch (parsed.get().evaluate(document, scope)) {
            case Evaluation.Undecidable(List<Issue> found) ->
                failed(name, message(found), Json.object().set("issues", Issue.toJson(found)));
            case Evaluation.Decided decided ->
                decided.held()
                        ? new AssertionResult.Check(name, true, null, decided.toJson())
                        : failed(name, decided.summary(), decided.toJson());
        };
    }

    /**
     * What the paths of the rules lead into.
     *
     * @param withCalls whether the exchanges are needed, whose bodies have to be read
     */
    private ObjectNode document(boolean withCalls) {
        ObjectNode summary = run.summary();
        ObjectNode document = Json.object();
        document.set("summary", summary);
        document.set("inputs", run.meta().path("inputs"));
        document.set("outputs", summary.path("outputs"));
        ObjectNode steps = Json.object();
        for (ObjectNode step : run.stepResults()) {
            ObjectNode shown = Json.object();
            for (String member : OF_A_STEP) {
                if (step.has(member)) {
                    shown.set(member, step.get(member));
                }
            }
            steps.set(step.path("stepId").asString(""), shown);
        }
        document.set("steps", steps);
        ArrayNode calls = Json.array();
        if (withCalls) {
            run.calls().forEach(call -> calls.add(Dump.call(call, Extent.WHOLE)));
        }
        document.set("calls", calls);
        return document;
    }

    private static String message(List<Issue> issues) {
        return issues.isEmpty() ? "it cannot be decided" : issues.getFirst().message();
    }

    private static AssertionResult.Check failed(String name, String reason, @Nullable ObjectNode details) {
        return new AssertionResult.Check(name, false, reason, details);
    }
}
