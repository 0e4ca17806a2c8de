package dev.dispatch.record;

import dev.dispatch.expression.Generation;
import dev.dispatch.json.Json;
import dev.dispatch.run.Places;
import dev.dispatch.run.RunEvent;
import dev.dispatch.run.RunResult;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes {@code journal.jsonl}: each line a fact, in one total order. */
final class Journal {

    private final RecordFiles files;
    private final BodyBudget budget;
    private long seq;

    /** @param seq of the last line that is there already; 0 for a new one */
    Journal(RecordFiles files, BodyBudget budget, long seq) {
        this.files = files;
        this.budget = budget;
        this.seq = seq;
    }

    /**
     * The run goes on after an earlier end.
     *
     * @param again what is executed once more although it had ended, by place
     */
    void resumed(Instant at, List<String> again, boolean forced) {
        ObjectNode line = Json.object().put("seq", seq + 1).put("type", "resumed");
        line.put("at", Stamp.of(at));
        if (!again.isEmpty()) {
            line.set("again", Json.texts(again));
        }
        if (forced) {
            line.put("forced", true);
        }
        write(line);
    }

    void entered(RunEvent.StepEntered step) {
        ObjectNode line = line("enter", step.at(), step.path());
        line.put("stepId", step.stepId());
        line.put("action", step.action());
        JsonNode when = step.when();
        if (when != null) {
            line.set("when", when);
        }
        JsonNode payload = step.payload();
        if (payload != null) {
            line.set("payload", payload);
        }
        JsonNode items = step.items();
        if (items != null) {
            line.set("items", items);
        }
        if (!step.generated().isEmpty()) {
            line.set("generated", generated(step.generated()));
        }
        write(line);
    }

    void attempt(RunEvent.AttemptStarted attempt) {
        ObjectNode line = line("attempt", attempt.at(), attempt.path());
        line.put("attempt", Places.attempt(attempt.path()));
        line.put("stepId", attempt.stepId());
        line.put("action", attempt.action());
        line.set("payload", attempt.payload());
        write(line);
    }

    void observed(RunEvent.Observed observed) {
        ObjectNode line = line("observed", observed.at(), observed.path());
        String stepId = observed.stepId();
        if (stepId != null) {
            line.put("stepId", stepId);
        }
        line.put("what", observed.what());
        line.set("value", observed.value());
        write(line);
    }

    void attemptFailed(RunEvent.AttemptFailed failed) {
        ObjectNode line = line("attempt-failed", failed.at(), failed.path());
        line.put("attempt", failed.attempt());
        line.put("stepId", failed.stepId());
        line.set("error", failed.failure().toJson());
        line.put("delayMs", failed.delay().toMillis());
        write(line);
    }

    void callStarted(RunEvent.CallStarted call, int idx) {
        ObjectNode line = line("call-started", call.at(), call.path());
        line.put("idx", idx);
        line.put("method", call.method());
        line.put("url", call.url());
        String key = call.idempotencyKey();
        if (key != null) {
            line.put("idempotencyKey", key);
        }
        line.put("fingerprint", call.fingerprint());
        write(line);
    }

    /** Repeats of the call's own line what a resume and a replay look for first. */
    void callFinished(Instant at, ObjectNode call) {
        ObjectNode line = line("call-finished", at, call.path("path").asString(""));
        for (String name : List.of(
                "httpCode",
                "expected",
                "error",
                "durationMs",
                "requestFile",
                "responseFile",
                "requestOmitted",
                "responseOmitted")) {
            JsonNode value = call.get(name);
            if (value != null) {
                line.set(name, value);
            }
        }
        write(line);
    }

    /** Says why the step's answer was left out, where it does not fit into the budget. */
    Optional<String> exit(Instant at, ObjectNode step) {
        String text = exitLine(at, step);
        Optional<String> refused = budget.refuse(text.getBytes(StandardCharsets.UTF_8).length);
        if (refused.isPresent()) {
            text = exitLine(at, StepDocument.withoutAnswer(step, refused.get()));
        }
        seq++;
        files.append(RecordFiles.JOURNAL, text);
        return refused;
    }

    void runFinished(RunResult result) {
        ObjectNode line = Json.object().put("seq", seq + 1).put("type", "run-finished");
        line.put("at", Stamp.of(result.endedAt()));
        line.put("status", result.status().name());
        line.set("outputs", result.outputs());
        RunResult.RunFailure failure = result.failure();
        if (failure != null) {
            line.set("error", failure.cause().toJson());
        }
        write(line);
    }

    private static ArrayNode generated(List<Generation> made) {
        ArrayNode values = Json.array();
        for (Generation generation : made) {
            values.add(Json.object()
                    .put("pointer", generation.pointer().text())
                    .put("expression", generation.expression())
                    .set("value", generation.value()));
        }
        return values;
    }

    private String exitLine(Instant at, ObjectNode step) {
        ObjectNode line = line("exit", at, step.path("path").asString(""));
        line.setAll(step);
        return Json.compact(line);
    }

    private ObjectNode line(String type, Instant at, String path) {
        return Json.object()
                .put("seq", seq + 1)
                .put("type", type)
                .put("at", Stamp.of(at))
                .put("path", path);
    }

    private void write(ObjectNode line) {
        seq++;
        files.append(RecordFiles.JOURNAL, Json.compact(line));
    }
}
