package dev.dispatch.record;

import dev.dispatch.json.Json;
import dev.dispatch.run.Places;
import dev.dispatch.run.StepStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the journal of a run says of its steps, whatever its last line is; of what is in loops only the sums. */
final class JournalFold {

    private static final List<String> OF_THE_LINE = List.of("seq", "type", "at");

    private final Map<String, ObjectNode> steps = new LinkedHashMap<>();
    private final Map<String, LoopTally> tallies = new HashMap<>();
    private final Map<String, Integer> attempts = new LinkedHashMap<>();
    /** By place, the number of the attempt that ended well, where it was not the first. */
    private final Map<String, Integer> mended = new HashMap<>();

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

    /** Whether a later attempt of what stands at a place ended well. */
    boolean isMended(String place, int attempt) {
        return mended.getOrDefault(place, 0) > attempt;
    }

    /**
     * The steps in the form of {@code step-results.json}: those that ended, those that were cut off, and the rest.
     *
     * @param planned {@code stepId} and {@code action} of each step in the order of the job
     * @param paths where each of them stands
     */
    List<ObjectNode> steps(JsonNode planned, Map<String, String> paths) {
        Map<String, ObjectNode> all = new LinkedHashMap<>();
        planned.forEach(step -> {
            String id = step.path("stepId").asString("");
            ObjectNode known = steps.get(id);
            LoopTally tally = tallies.get(id);
            if (known != null) {
                all.put(id, tally == null || known.has("passes") ? known : tally.over(known));
            } else {
                String action = step.path("action").asString("");
                all.put(
                        id,
                        tally == null
                                ? notRun(id, paths.getOrDefault(id, id + "#1"), action)
                                : tally.result(id, action));
            }
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
        String path = line.path("path").asString("");
        switch (line.path("type").asString("")) {
            case "enter" -> entered(line, id, path);
            case "attempt" -> attempts.merge(id, 1, Integer::sum);
            case "run-finished" -> last = line;
            case "resumed" -> last = null;
            case "exit" -> exited(line, id, path);
            default -> {
                // Calls have a log of their own, and lines of later versions say nothing to this one.
            }
        }
    }

    private void entered(ObjectNode line, String id, String path) {
        if (Places.inLoop(path)) {
            tally(id).entered(path, line.path("at").asString(""));
            return;
        }
        steps.put(id, cutOff(line, id));
        if (line.has("items")) {
            tally(id).planned(line.get("items").size());
        }
    }

    private void exited(ObjectNode line, String id, String path) {
        if (Places.attempt(path) > 1
                && StepStatus.SUCCEEDED.name().equals(line.path("status").asString(""))) {
            mended.put(Places.of(path), Places.attempt(path));
        }
        if (Places.inLoop(path)) {
            tally(id).exited(path, line);
        } else {
            steps.put(id, line.deepCopy().remove(OF_THE_LINE));
            LoopTally tally = tallies.get(id);
            if (tally != null) {
                tally.whole();
            }
        }
    }

    private LoopTally tally(String id) {
        return tallies.computeIfAbsent(id, _ -> new LoopTally());
    }

    private static ObjectNode cutOff(ObjectNode line, String id) {
        return step(id, line.path("path").asString(""), line.path("action").asString(""), StepStatus.CANCELLED)
                .put("startedAt", line.path("at").asString(""));
    }

    private static ObjectNode notRun(String id, String path, String action) {
        return step(id, path, action, StepStatus.NOT_RUN);
    }

    static ObjectNode step(String id, String path, String action, StepStatus status) {
        return Json.object()
                .put("stepId", id)
                .put("path", path)
                .put("action", action)
                .put("status", status.name())
                .put("attempts", 0);
    }
}
