package dev.dispatch.record;

import dev.dispatch.run.Places;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where the writers of a record go on.
 *
 * @param seq of the journal's last whole line
 * @param calls the highest number of a call
 * @param bodies how many bodies there are
 * @param bytes what bodies and answers have taken of the run's budget
 * @param payloads what the actions were given
 * @param omitted why the answers of steps were left out, by step
 */
record PastLines(long seq, int calls, int bodies, long bytes, List<Payload> payloads, Map<String, String> omitted) {

    static final PastLines NONE = new PastLines(0, 0, 0, 0, List.of(), Map.of());

    /** Of one call of an action. */
    record Payload(String stepId, String path, JsonNode payload) {}

    private static final class Reading {
        private final List<Payload> payloads = new ArrayList<>();
        private final Map<String, String> omitted = new HashMap<>();
        private long seq;
        private int calls;
        private int bodies;
        private long bytes;

        void journal(ObjectNode line) {
            seq = Math.max(seq, line.path("seq").asLong(0));
            calls = Math.max(calls, line.path("idx").asInt(0));
            String path = line.path("path").asString("");
            String stepId = line.path("stepId").asString("");
            switch (line.path("type").asString("")) {
                case "attempt" -> payloads.add(new Payload(stepId, path, line.path("payload")));
                case "exit" -> {
                    bytes += line.toString().length();
                    omitted(stepId, path, line.get("omitted"));
                }
                default -> {
                    // Nothing of it is counted.
                }
            }
        }

        private void omitted(String stepId, String path, @Nullable JsonNode reason) {
            if (Places.inLoop(path)) {
                return;
            }
            if (reason == null) {
                omitted.remove(stepId);
            } else {
                omitted.put(stepId, reason.asString(""));
            }
        }

        void call(RecordedCall call) {
            calls = Math.max(calls, call.idx());
            call.request().ifPresent(this::body);
            call.response().ifPresent(this::body);
        }

        private void body(RecordedBody body) {
            bodies++;
            bytes += body.isThere() ? body.size() : 0;
        }
    }

    static PastLines of(RunRecord run) {
        Reading reading = new Reading();
        run.journal(reading::journal);
        run.calls().forEach(reading::call);
        return new PastLines(
                reading.seq, reading.calls, reading.bodies, reading.bytes, reading.payloads, reading.omitted);
    }
}
