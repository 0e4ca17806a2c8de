package dev.dispatch.record;

import dev.dispatch.json.Json;
import dev.dispatch.run.StepStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the journal of a run says of its steps, whatever its last line is. */
final class JournalFold {

    private static final List<String> OF_THE_LINE = List.of("seq", "type", "at");

    private final Map<String, ObjectNode> steps = new LinkedHashMap<>();
    private final Map<String, JsonNode> payloads = new LinkedHashMap<>();
    private final Map<String, Integer> attempts = new LinkedHashMap<>();

    private @Nullable ObjectNode last;

    static JournalFold of(RecordReader reader) {
        JournalFold fold = new JournalFold();
        reader.objects(RecordFiles.JOURNAL, fold::line);
        return fold;
    }

    /** The line of the run's end; empty for a run that was killed. */
    Optional<ObjectNode> last() {
        return Optional.ofNullable(last);
    }

    /** What the step's action was last given. */
    Optional<JsonNode> payload(String stepId) {
        return Optional.ofNullable(payloads.get(stepId));
    }

    /**
     * The steps in the form of {@code step-results.json}: those that ended, the one that was cut off, and the rest.
     *
     * @param planned {@code stepId} and {@code action} of each step in the order of the job
     */
    List<ObjectNode> steps(JsonNode planned) {
        Map<String, ObjectNode> all = new LinkedHashMap<>();
        planned.forEach(step -> {
            String id = step.path("stepId").asString("");
            all.put(
                    id,
                    steps.containsKey(id)
                            ? steps.get(id)
                            : notRun(id, step.path("action").asString("")));
        });
        steps.forEach(all::putIfAbsent);
        List<ObjectNode> found = new ArrayList<>();
        all.forEach((id, step) -> {
            ObjectNode copy = step.deepCopy();
            if (attempts.containsKey(id) && !copy.has("durationMs")) {
                copy.put("attempts", attempts.get(id));
            }
            found.add(copy);
        });
        return found;
    }

    private void line(ObjectNode line) {
        String id = line.path("stepId").asString("");
        switch (line.path("type").asString("")) {
            case "enter" -> steps.put(id, cutOff(line, id));
            case "attempt" -> {
                payloads.put(id, line.path("payload"));
                attempts.merge(id, 1, Integer::sum);
            }
            case "run-finished" -> last = line;
            case "exit" -> steps.put(id, line.deepCopy().remove(OF_THE_LINE));
            default -> {
                // Calls have a log of their own, and lines of later versions say nothing to this one.
            }
        }
    }

    private static ObjectNode cutOff(ObjectNode line, String id) {
        return step(id, line.path("path").asString(""), line.path("action").asString(""), StepStatus.CANCELLED)
                .put("startedAt", line.path("at").asString(""));
    }

    private static ObjectNode notRun(String id, String action) {
        return step(id, id + "#1", action, StepStatus.NOT_RUN);
    }

    private static ObjectNode step(String id, String path, String action, StepStatus status) {
        return Json.object()
                .put("stepId", id)
                .put("path", path)
                .put("action", action)
                .put("status", status.name())
                .put("attempts", 0);
    }
}
