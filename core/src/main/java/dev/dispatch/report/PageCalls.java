package dev.dispatch.report;

import dev.dispatch.json.Json;
import dev.dispatch.record.RecordedBody;
import dev.dispatch.record.RecordedCall;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The calls of a run as the page shows them.
 *
 * <p>A call has {@code p} (path), {@code i} (number), {@code t}, {@code d} (start and duration in milliseconds), {@code f}
 * (phases in the order of {@link #PHASES}, null for one that did not happen), {@code m}, {@code u} (method, URL),
 * {@code c} (status), {@code k} (1 where it was as expected), {@code e} (why there is no answer) and {@code q}, its request
 * and answer, for as long as there is room.
 */
final class PageCalls {

    static final List<String> PHASES = List.of("dns", "connect", "tls", "send", "wait", "receive");

    /** Calls that are named, characters of their requests and answers; failed ones have room of their own. */
    static final int MOST = 20_000;

    static final long GOOD = 8L * 1024 * 1024;
    static final long FAILED = 4L * 1024 * 1024;

    private static final int LONGEST_URL = 2_000;

    private final TimeAxis axis;
    private final LeftOut leftOut;
    private final Room good = new Room(GOOD);
    private final Room failed = new Room(FAILED);
    private final Room named = new Room(MOST);

    PageCalls(TimeAxis axis, LeftOut leftOut) {
        this.axis = axis;
        this.leftOut = leftOut;
    }

    /** Empty where there are too many. */
    Optional<ObjectNode> of(RecordedCall call) {
        if (!named.take(1)) {
            leftOut.call();
            return Optional.empty();
        }
        ObjectNode line = call.line();
        ObjectNode json = Json.object()
                .put("p", Words.cut(call.path(), ExecutionRows.LONGEST_PATH))
                .put("i", call.idx());
        axis.put(json, "t", line.path("startedAt"));
        json.put("d", call.durationMs());
        json.set("f", phases(line.path("timings")));
        json.put("m", Words.cut(call.method(), 40)).put("u", Words.cut(call.url(), LONGEST_URL));
        call.httpCode().ifPresent(code -> json.put("c", code));
        if (call.expected()) {
            json.put("k", 1);
        }
        call.error().ifPresent(error -> json.put("e", Words.cut(error, LONGEST_URL)));
        ObjectNode details = details(call, line);
        Room room = call.expected() ? good : failed;
        if (room.take(Json.compact(details).length())) {
            json.set("q", details);
        } else {
            leftOut.details();
        }
        return Optional.of(json);
    }

    private static ArrayNode phases(JsonNode timings) {
        ArrayNode phases = Json.array();
        for (String name : PHASES) {
            JsonNode phase = timings.path(name);
            double millis = phase.isNumber() ? phase.doubleValue() : -1;
            phases.add(millis >= 0 && millis < 1e12 ? phase : Json.nothing());
        }
        return phases;
    }

    private ObjectNode details(RecordedCall call, ObjectNode line) {
        ObjectNode details = Json.object();
        for (String name : List.of("protocol", "proxy", "curl")) {
            if (line.path(name).isString()) {
                details.put(name, Words.cut(line.path(name).stringValue(), PageBody.LARGEST));
            }
        }
        details.set("request", side(line, "request", call.request()));
        details.set("response", side(line, "response", call.response()));
        return details;
    }

    private ObjectNode side(ObjectNode line, String side, Optional<RecordedBody> body) {
        ObjectNode json = Json.object();
        json.set("headers", line.path(side + "Headers").isObject() ? line.path(side + "Headers") : Json.object());
        if (line.path(side + "Omitted").isString()) {
            json.put("omitted", line.path(side + "Omitted").stringValue());
        }
        body.ifPresent(found -> json.set("body", PageBody.of(found, leftOut)));
        return json;
    }
}
