package dev.dispatch.replay;

import dev.dispatch.expression.Generator;
import dev.dispatch.http.HttpConnection;
import dev.dispatch.http.HttpExchangeStart;
import dev.dispatch.http.HttpFailure;
import dev.dispatch.http.HttpRecall;
import dev.dispatch.http.HttpResult;
import dev.dispatch.http.HttpTimings;
import dev.dispatch.json.Json;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.record.CountedPaths;
import dev.dispatch.record.RecordedAnswer;
import dev.dispatch.record.RecordedCall;
import dev.dispatch.record.RecordedGenerator;
import dev.dispatch.record.RunRecord;
import dev.dispatch.run.Past;
import dev.dispatch.run.Places;
import dev.dispatch.sdk.ActionException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers everything that a run takes from outside out of a record; what the record does not hold fails. */
final class ReplayPast implements Past {

    private static final String MEMORY = "memory.";

    private final CountedPaths paths;
    private final RecordedCalls calls;
    private final StandIns standIns;
    private final Map<String, JsonNode> generated = new HashMap<>();
    private final Map<String, Deque<JsonNode>> observed = new HashMap<>();

    ReplayPast(RunRecord run, StandIns standIns) {
        this.paths = CountedPaths.of(run);
        this.calls = RecordedCalls.of(run, paths);
        this.standIns = standIns;
        run.journal(this::line);
    }

    private void line(ObjectNode line) {
        String own = line.path("path").asString("");
        String path = paths.of(own).orElse("");
        switch (line.path("type").asString("")) {
            case "enter" -> {
                if (line.has("generated") && !path.isEmpty()) {
                    generated.put(path, line.get("generated"));
                }
            }
            case "observed" -> observed(own, path, line.path("what").asString(""), line.path("value"));
            default -> {
                // Calls have a log of their own; the rest is what came of all that.
            }
        }
    }

    /** What was made for an execution was used again when it was resumed, and told once. */
    private void observed(String own, String path, String what, JsonNode value) {
        if (!path.isEmpty()) {
            observed.computeIfAbsent(key(path, what), _ -> new ArrayDeque<>()).add(value);
        } else if (!what.startsWith(MEMORY)) {
            observed.computeIfAbsent(key(Places.whole(own), what), _ -> new ArrayDeque<>())
                    .add(value);
        }
    }

    private static String key(String path, String what) {
        return path + " " + what;
    }

    @Override
    public Optional<HttpRecall> call(String path, String fingerprint, HttpExchangeStart start) {
        return Optional.of(calls.take(path, fingerprint)
                .map(call -> recall(new RecordedAnswer(call, standIns::text), start))
                .orElseGet(() -> unknown(path, start)));
    }

    /** As if it came now. */
    private static HttpRecall recall(RecordedAnswer answer, HttpExchangeStart start) {
        Instant endedAt = start.startedAt().plus(answer.took());
        return new HttpRecall(
                answer.to(start, start.startedAt(), endedAt), endedAt, answer.timings(), answer.connection(), true);
    }

    private HttpRecall unknown(String path, HttpExchangeStart start) {
        String asked = start.method() + " " + start.url();
        String message = "the record holds no answer to " + asked
                + calls.at(path)
                        .map(call -> "; at this place it holds one to " + shown(call, asked))
                        .orElse("; nothing was called at this place");
        HttpFailure failure = new HttpFailure(HttpFailure.Kind.NOT_RECORDED, message, start.url());
        Optional<java.time.Duration> none = Optional.empty();
        return new HttpRecall(
                new HttpResult.Unanswered(failure),
                start.startedAt(),
                new HttpTimings(none, none, none, none, none, none),
                new HttpConnection(null, null, false),
                true);
    }

    private String shown(RecordedCall call, String asked) {
        String recorded = standIns.text(call.method() + " " + call.url());
        return recorded.equals(asked) ? recorded + " with another body, or one that was given already" : recorded;
    }

    @Override
    public Generator generator(String path, Generator fresh) {
        JsonNode values = generated.get(path);
        return values == null ? fresh : new RecordedGenerator(standIns.json(values), fresh);
    }

    @Override
    public synchronized Optional<JsonNode> observed(String path, String what) {
        for (String key : List.of(key(Places.whole(path), what), key(path, what))) {
            Deque<JsonNode> values = observed.get(key);
            if (values != null && !values.isEmpty()) {
                return Optional.of(standIns.json(values.poll()));
            }
        }
        return what.startsWith(MEMORY) ? Optional.of(unknown(what, path)) : Optional.empty();
    }

    private static JsonNode unknown(String what, String path) {
        ObjectNode error = Json.object()
                .put("kind", ActionException.Kind.FAILED.name())
                .put("code", IssueCode.NOT_RECORDED.name())
                .put("message", "the record does not hold what " + what + " gave at " + path);
        return Json.object().set("error", error);
    }
}
