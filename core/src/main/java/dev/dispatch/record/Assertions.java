package dev.dispatch.record;

import dev.dispatch.json.Json;
import dev.dispatch.problem.NearNames;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import dev.dispatch.run.RunStatus;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The checks of {@code job assert}. */
public final class Assertions {

    private static final List<String> USUAL = List.of("run-succeeded", "no-failed-calls", "summary-present");
    private static final String VERIFICATION = "verification";
    private static final String MODULES = "module-resolution-present";
    private static final String CALLS = "calls-count-min";
    private static final String DURATION = "max-duration";
    private static final List<String> KNOWN =
            List.of("run-succeeded", "no-failed-calls", "summary-present", VERIFICATION, MODULES, CALLS, DURATION);
    private static final String RULE = "rule-";
    private static final int MOST_DIGITS = 15;
    /** The parameter that each check takes. */
    private static final Map<String, String> PARAMS = Map.of(CALLS, "min", DURATION, "ms");

    private final RunRecord run;
    private final AssertionRequest request;
    private final Verification verification;

    private Assertions(RunRecord run, AssertionRequest request) {
        this.run = run;
        this.request = request;
        this.verification = new Verification(run);
    }

    /**
     * Makes the usual checks, the job's verification where it has one, and those that are asked for, rules last.
     *
     * @throws ProblemException USAGE_ERROR for a check that does not exist, a parameter that is missing or no number,
     *     and with strict parameters for one that no check takes
     */
    public static AssertionResult check(RunRecord run, AssertionRequest request) {
        return new Assertions(run, request).check();
    }

    private AssertionResult check() {
        Set<String> names = new LinkedHashSet<>(USUAL);
        names.add(VERIFICATION);
        for (String name : request.checks()) {
            if (!KNOWN.contains(name)) {
                throw unknownCheck(name);
            }
            names.add(name);
        }
        params(names);
        List<AssertionResult.Check> checks = new ArrayList<>();
        for (String name : names) {
            if (!name.equals(VERIFICATION) || request.checks().contains(name) || Verification.isIn(run)) {
                checks.add(check(name));
            }
        }
        for (int i = 0; i < request.rules().size(); i++) {
            checks.add(verification.check(ruleName(i), request.rules().get(i)));
        }
        return new AssertionResult(run.runId(), run.runDir(), checks);
    }

    /** What the check of a rule is called, by its place from 0. */
    public static String ruleName(int index) {
        return RULE + (index + 1);
    }

    private AssertionResult.Check check(String name) {
        return switch (name) {
            case "run-succeeded" -> runSucceeded(name);
            case "no-failed-calls" -> noFailedCalls(name);
            case "summary-present" ->
                made(name, run.finished(), "summary.json is missing: the run was killed or still goes", null);
            case VERIFICATION -> verification.check(name);
            case MODULES -> made(name, run.moduleResolution().isPresent(), "module_resolution.json is missing", null);
            case CALLS -> callsCount(name);
            case DURATION -> maxDuration(name);
            default -> throw new IllegalStateException(name);
        };
    }

    private AssertionResult.Check runSucceeded(String name) {
        ObjectNode summary = run.summary();
        RunStatus status = run.status();
        String at = summary.path("failedStep").path("id").asString("");
        String message = summary.path("error").path("message").asString("");
        String reason = "The run ended " + status + (at.isEmpty() ? "" : " at step " + at)
                + (message.isEmpty() ? "" : ": " + message);
        return made(name, status == RunStatus.SUCCESS, reason, Json.object().put("status", status.name()));
    }

    private AssertionResult.Check noFailedCalls(String name) {
        List<RecordedCall> calls = run.calls();
        List<RecordedCall> failed = FailedCalls.of(run, calls);
        ObjectNode details = Json.object().put("calls", calls.size()).put("failedCalls", failed.size());
        if (!failed.isEmpty()) {
            ArrayNode shown = Json.array();
            failed.stream().limit(10).forEach(call -> shown.add(shown(call)));
            details.set("first", shown);
        }
        String reason = failed.size() + " of " + calls.size() + " calls failed" + ToleratedSteps.of(run, failed);
        return made(name, failed.isEmpty(), reason, details);
    }

    private static ObjectNode shown(RecordedCall call) {
        ObjectNode json = Json.object()
                .put("idx", call.idx())
                .put("stepId", call.stepId())
                .put("method", call.method())
                .put("url", call.url());
        call.httpCode().ifPresent(code -> json.put("httpCode", code));
        call.error().ifPresent(error -> json.put("error", error));
        return json;
    }

    private AssertionResult.Check callsCount(String name) {
        long least = param(name);
        int count = run.calls().size();
        return made(
                name,
                count >= least,
                count + " calls, expected at least " + least,
                Json.object().put("min", least).put("actual", count));
    }

    private AssertionResult.Check maxDuration(String name) {
        long most = param(name);
        ObjectNode summary = run.summary();
        ObjectNode details = Json.object().put("ms", most);
        if (!summary.has("durationMs")) {
            return made(name, false, "The run has no end, so nobody knows how long it took", details);
        }
        long took = summary.get("durationMs").asLong(Long.MAX_VALUE);
        return made(
                name,
                took <= most,
                "The run took " + took + " ms, expected at most " + most,
                details.put("actual", took));
    }

    private static AssertionResult.Check made(
            String name, boolean passed, String otherwise, @Nullable ObjectNode details) {
        return new AssertionResult.Check(name, passed, passed ? null : otherwise, details);
    }

    private long param(String check) {
        String value = request.params().getOrDefault(PARAMS.getOrDefault(check, ""), "");
        return Long.parseLong(value);
    }

    private void params(Set<String> checks) {
        Set<String> taken = new TreeSet<>();
        for (String check : checks) {
            String param = PARAMS.get(check);
            if (param != null) {
                taken.add(param);
                number(check, param);
            }
        }
        for (String given : new TreeSet<>(request.params().keySet())) {
            if (request.strictParams() && !taken.contains(given)) {
                throw Problem.of(
                                ProblemCode.USAGE_ERROR,
                                "No check takes the parameter '" + given + "'; "
                                        + (taken.isEmpty()
                                                ? "those that are made take none"
                                                : "taken are: " + String.join(", ", taken)))
                        .exception();
            }
        }
    }

    private void number(String check, String param) {
        String value = request.params().get(param);
        if (value == null || !isWholeNumber(value)) {
            throw Problem.of(
                            ProblemCode.USAGE_ERROR,
                            "The check '" + check + "' needs the parameter '" + param + "', a whole number; "
                                    + (value == null ? "it was not given" : "'" + value + "' is none"))
                    .exception();
        }
    }

    private static boolean isWholeNumber(String text) {
        if (text.isEmpty() || text.length() > MOST_DIGITS) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static ProblemException unknownCheck(String name) {
        List<String> near = NearNames.of(name, KNOWN);
        ObjectNode details = Json.object();
        if (!near.isEmpty()) {
            details.set("suggestions", Json.texts(near));
        }
        details.set("checks", Json.texts(KNOWN));
        return Problem.of(
                        ProblemCode.USAGE_ERROR,
                        "There is no check '" + name + "'; the checks are: " + String.join(", ", KNOWN))
                .details(details)
                .exception();
    }
}
