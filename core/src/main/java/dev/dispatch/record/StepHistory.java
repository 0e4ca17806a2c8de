package dev.dispatch.record;

import dev.dispatch.json.Json;
import dev.dispatch.run.Places;
import dev.dispatch.run.StepStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the journal says of the executions at one place: how the last one began, its attempts, and how it ended. */
final class StepHistory {

    private final String place;
    private final Map<Integer, ObjectNode> attempts = new LinkedHashMap<>();
    private final Map<String, ObjectNode> inside = new LinkedHashMap<>();
    private @Nullable ObjectNode enter;
    private @Nullable ObjectNode exit;
    private @Nullable JsonNode payload;
    /** Whether the run was resumed since this was entered last. */
    private boolean resumed;

    private StepHistory(String place) {
        this.place = place;
    }

    /** Reads the journal once. */
    static StepHistory of(RunRecord run, String place) {
        StepHistory history = new StepHistory(place);
        run.journal(history::line);
        return history;
    }

    /** Of all executions of a step in a loop, the one that failed first: {@code step, message}. */
    static Optional<ObjectNode> firstFailed(RunRecord run, String place) {
        String any = Places.inLoop(place) ? place : place + "[*]";
        List<ObjectNode> first = new ArrayList<>(1);
        run.journal(line -> {
            String path = line.path("path").asString("");
            boolean failed = StepStatus.FAILED.name().equals(line.path("status").asString(""))
                    && line.path("type").asString("").equals("exit");
            if (first.isEmpty()
                    && failed
                    && Places.inLoop(path)
                    && Places.ofAny(path).equals(any)) {
                first.add(Json.object()
                        .put("step", Places.named(Places.of(path)))
                        .put("message", line.path("error").path("message").asString("")));
            }
        });
        return first.stream().findFirst();
    }

    /** The result in the form of {@code step-results.json}; what began and did not end was cut off. */
    ObjectNode result() {
        ObjectNode known = exit == null ? enter : exit;
        ObjectNode result = known == null ? Json.object() : known.deepCopy();
        result.remove(List.of("seq", "type", "at", "when", "payload", "generated", "items"));
        if (exit == null) {
            result.put("status", StepStatus.CANCELLED.name()).put("attempts", attempts.size());
            result.put("startedAt", enter == null ? "" : enter.path("at").asString(""));
        }
        return result;
    }

    /** What the action was last given. */
    Optional<JsonNode> payload() {
        return Optional.ofNullable(payload);
    }

    /** What a loop went over. */
    Optional<JsonNode> items() {
        return Optional.ofNullable(enter).map(line -> line.get("items"));
    }

    /** Each attempt where there was more than one: {@code number, path, startedAt?, error?, delayMs?, cutOff?}. */
    List<ObjectNode> attempts() {
        cutOff();
        return attempts.size() < 2 ? List.of() : new ArrayList<>(attempts.values());
    }

    /** How the executions right inside of it ended: {@code stepId, step, action, status, durationMs?}. */
    List<ObjectNode> inside() {
        return new ArrayList<>(inside.values());
    }

    private void line(ObjectNode line) {
        if (line.path("type").asString("").equals("resumed")) {
            cutOff();
            resumed = true;
            return;
        }
        String path = line.path("path").asString("");
        String at = Places.of(path);
        String type = line.path("type").asString("");
        if (at.equals(place)) {
            own(line, type, path);
        } else if (type.equals("enter") || type.equals("exit")) {
            if (Places.parent(at).equals(place)) {
                inside(line, type, at);
            }
        }
    }

    /** Nobody knows how the attempt would have ended that the last execution was in when it was cut off. */
    private void cutOff() {
        boolean ended = exit != null && !exit.path("status").asString("").equals(StepStatus.CANCELLED.name());
        if (enter == null || ended) {
            return;
        }
        int first = Places.ownAttempt(enter.path("path").asString(""));
        attempts.forEach((number, attempt) -> {
            if (number >= first && !attempt.has("error")) {
                attempt.put("cutOff", true);
            }
        });
    }

    private void own(ObjectNode line, String type, String path) {
        switch (type) {
            case "enter" -> {
                // A block around it was tried again: what it did before is not what it gave. A resume goes on with it.
                if (!resumed) {
                    attempts.clear();
                    inside.clear();
                }
                resumed = false;
                enter = line;
                exit = null;
                payload = null;
            }
            case "attempt" -> {
                payload = line.get("payload");
                ObjectNode attempt = attempt(path);
                if (!attempt.has("startedAt")) {
                    attempt.put("startedAt", line.path("at").asString(""));
                }
            }
            case "attempt-failed" -> {
                attempt(path).set("error", line.get("error"));
                attempt(path).set("delayMs", line.get("delayMs"));
            }
            case "exit" -> {
                exit = line;
                if (line.path("attempts").asInt(0) > 0 || Places.attempt(path) > 1) {
                    JsonNode error = line.get("error");
                    ObjectNode attempt = attempt(path);
                    if (error != null) {
                        attempt.set("error", error);
                    }
                }
            }
            default -> {
                // Its calls have a log of their own.
            }
        }
    }

    private ObjectNode attempt(String path) {
        int number = Places.attempt(path);
        return attempts.computeIfAbsent(
                number,
                _ -> Json.object()
                        .put("number", number)
                        .put("path", Places.named(path.contains("/~") ? path.substring(0, path.indexOf("/~")) : path)));
    }

    private void inside(ObjectNode line, String type, String at) {
        ObjectNode shown = Json.object();
        shown.put("stepId", line.path("stepId").asString(""));
        String id = line.path("stepId").asString("");
        shown.put("step", Places.inLoop(at) ? Places.named(at) : id);
        shown.put("action", line.path("action").asString(""));
        shown.put("status", type.equals("exit") ? line.path("status").asString("") : StepStatus.CANCELLED.name());
        if (line.has("durationMs")) {
            shown.set("durationMs", line.get("durationMs"));
        }
        if (line.has("passes")) {
            shown.set("passes", line.get("passes"));
        }
        inside.put(at, shown);
    }
}
