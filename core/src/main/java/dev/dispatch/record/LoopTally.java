package dev.dispatch.record;

import dev.dispatch.json.Json;
import dev.dispatch.run.Places;
import dev.dispatch.run.StepStatus;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * Adds up what the journal of a run that was killed says of the executions of one step in a loop: the passes of the loop
 * itself, or the executions of a step inside of it.
 */
final class LoopTally {

    /** By place, how the last execution there ended. */
    private final Map<String, ObjectNode> ended = new LinkedHashMap<>();

    private final Set<String> open = new HashSet<>();
    private String path = "";
    private String startedAt = "";
    private int planned;
    private boolean whole = true;

    /** A loop over so many items begins. */
    void planned(int items) {
        planned = items;
        // One that was cut off goes on with what its passes came to.
        if (whole) {
            ended.clear();
            open.clear();
        }
        whole = false;
    }

    /** The loop as a whole has ended. */
    void whole() {
        whole = true;
    }

    void entered(String execution, String at) {
        path = path.isEmpty() ? Places.ofAny(execution) : path;
        startedAt = startedAt.isEmpty() ? at : startedAt;
        open.add(Places.of(execution));
        ended.remove(Places.of(execution));
    }

    void exited(String execution, ObjectNode line) {
        path = path.isEmpty() ? Places.ofAny(execution) : path;
        open.remove(Places.of(execution));
        ended.put(Places.of(execution), line);
    }

    /** The step's result; what began and did not end was cut off. */
    ObjectNode result(String id, String action) {
        StepStatus status = worst();
        ObjectNode step = JournalFold.step(id, path, action, status).put("attempts", sum("attempts"));
        if (!startedAt.isEmpty()) {
            step.put("startedAt", startedAt)
                    .put("durationMs", sum("durationMs"))
                    .put("waitingMs", sum("waitingMs"));
        }
        step.set("passes", passes());
        if (status == StepStatus.FAILED) {
            ended.values().stream()
                    .map(line -> line.get("error"))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .ifPresent(error -> step.set("error", error));
        }
        return step;
    }

    private long sum(String member) {
        return ended.values().stream()
                .mapToLong(line -> line.path(member).asLong(0))
                .sum();
    }

    /** The result of a loop that was cut off, with what its passes came to. */
    ObjectNode over(ObjectNode cutOff) {
        return cutOff.deepCopy().set("passes", passes());
    }

    private int count(StepStatus status) {
        return (int) ended.values().stream()
                .filter(line -> line.path("status").asString("").equals(status.name()))
                .count();
    }

    private StepStatus worst() {
        if (count(StepStatus.FAILED) > 0) {
            return StepStatus.FAILED;
        }
        if (!open.isEmpty() || count(StepStatus.CANCELLED) > 0) {
            return StepStatus.CANCELLED;
        }
        if (count(StepStatus.SUCCEEDED) > 0) {
            return StepStatus.SUCCEEDED;
        }
        return count(StepStatus.SKIPPED) > 0 ? StepStatus.SKIPPED : StepStatus.NOT_RUN;
    }

    private ObjectNode passes() {
        int known = open.size();
        for (StepStatus status : StepStatus.values()) {
            known += count(status);
        }
        int total = Math.max(planned, known);
        ObjectNode json = Json.object().put("total", total);
        for (StepStatus status : StepStatus.values()) {
            int count = count(status)
                    + switch (status) {
                        case CANCELLED -> open.size();
                        case NOT_RUN -> total - known;
                        case SUCCEEDED, FAILED, SKIPPED -> 0;
                    };
            if (count > 0) {
                json.put(word(status), count);
            }
        }
        return json;
    }

    private static String word(StepStatus status) {
        return switch (status) {
            case SUCCEEDED -> "succeeded";
            case FAILED -> "failed";
            case SKIPPED -> "skipped";
            case CANCELLED -> "cancelled";
            case NOT_RUN -> "notRun";
        };
    }
}
