package dev.dispatch.record;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.json.Position;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.run.Ended;
import dev.dispatch.run.Passes;
import dev.dispatch.run.StepFailure;
import dev.dispatch.run.StepOutcome;
import dev.dispatch.run.StepOutput;
import dev.dispatch.run.StepStatus;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads back from the line of a journal how an execution ended; the counterpart of {@link StepDocument}. */
final class PastStep {

    private static final List<String> OF_AN_ISSUE = List.of(
            "code", "stepId", "path", "pointer", "line", "column", "message", "expected", "actual", "suggestions");

    private PastStep() {}

    /** @param spoiledBy what was sent in it and must not be sent again; null for nothing */
    static Ended ended(ObjectNode exit, @Nullable String spoiledBy) {
        return new Ended(
                exit.path("path").asString(""),
                outcome(exit),
                exit.path("attempts").asInt(0),
                moment(exit),
                Duration.ofMillis(exit.path("durationMs").asLong(0)),
                Duration.ofMillis(exit.path("waitingMs").asLong(0)),
                passes(exit.path("passes")),
                spoiledBy);
    }

    private static StepOutcome outcome(ObjectNode exit) {
        String status = exit.path("status").asString("");
        if (status.equals(StepStatus.SUCCEEDED.name())) {
            return new StepOutcome.Succeeded(output(exit));
        }
        if (status.equals(StepStatus.SKIPPED.name())) {
            return new StepOutcome.Skipped(exit.path("detail").asString(""));
        }
        if (status.equals(StepStatus.FAILED.name())) {
            return new StepOutcome.Failed(output(exit), failure(exit.path("error")));
        }
        return status.equals(StepStatus.CANCELLED.name())
                ? new StepOutcome.Cancelled(output(exit))
                : new StepOutcome.NotRun();
    }

    private static StepOutput output(ObjectNode exit) {
        Map<String, JsonNode> captured = new LinkedHashMap<>();
        exit.path("captured").properties().forEach(value -> captured.put(value.getKey(), value.getValue()));
        JsonNode detail = exit.get("detail");
        return new StepOutput(
                exit.get("response"),
                exit.get("exports"),
                exit.get("result"),
                detail == null ? null : detail.asString(""),
                exit.get("diagnostics"),
                exit.path("expectation").path("rules").valueStream().toList(),
                captured);
    }

    private static StepFailure failure(JsonNode error) {
        List<Issue> issues = new ArrayList<>();
        for (JsonNode issue : error.path("issues")) {
            if (issue instanceof ObjectNode object) {
                issues.add(issue(object));
            }
        }
        return new StepFailure(
                named(ProblemCode.values(), error.path("code"), ProblemCode.RUNTIME_ERROR),
                error.path("reason").asString(""),
                error.path("message").asString(""),
                issues);
    }

    private static Issue issue(ObjectNode json) {
        ObjectNode attributes = json.deepCopy();
        attributes.remove(OF_AN_ISSUE);
        List<String> suggestions = json.path("suggestions")
                .valueStream()
                .map(way -> way.asString(""))
                .toList();
        return new Issue(
                named(IssueCode.values(), json.path("code"), IssueCode.ACTION_FAILED),
                text(json, "stepId"),
                json.path("path").asString(""),
                new Pointer(json.path("pointer").asString("")),
                Optional.ofNullable(json.get("line"))
                        .map(line ->
                                new Position(line.asInt(1), json.path("column").asInt(1)))
                        .orElse(null),
                json.path("message").asString(""),
                text(json, "expected"),
                text(json, "actual"),
                suggestions,
                attributes);
    }

    private static @Nullable String text(ObjectNode json, String member) {
        JsonNode value = json.get(member);
        return value == null ? null : value.asString("");
    }

    private static <T extends Enum<T>> T named(T[] all, JsonNode name, T otherwise) {
        for (T each : all) {
            if (each.name().equals(name.asString(""))) {
                return each;
            }
        }
        return otherwise;
    }

    private static @Nullable Passes passes(JsonNode passes) {
        return passes.isObject()
                ? new Passes(
                        passes.path("succeeded").asInt(0),
                        passes.path("failed").asInt(0),
                        passes.path("skipped").asInt(0),
                        passes.path("cancelled").asInt(0),
                        passes.path("notRun").asInt(0))
                : null;
    }

    private static @Nullable Instant moment(ObjectNode exit) {
        try {
            return exit.has("startedAt") ? Instant.parse(exit.path("startedAt").asString("")) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** What the step gave, as {@code step.<id>} shows it. */
    static ObjectNode shown(ObjectNode exit) {
        ObjectNode shown = Json.object();
        for (String member : List.of("status", "response", "exports", "result", "error")) {
            JsonNode value = exit.get(member);
            if (value != null) {
                shown.set(member, value);
            }
        }
        return shown;
    }
}
