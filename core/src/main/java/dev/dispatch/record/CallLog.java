package dev.dispatch.record;

import dev.dispatch.http.HttpConnection;
import dev.dispatch.http.HttpHeader;
import dev.dispatch.http.HttpTimings;
import dev.dispatch.json.Json;
import dev.dispatch.run.CallBody;
import dev.dispatch.run.CallRecord;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the bodies of calls and their lines in {@code http_calls.jsonl}. */
final class CallLog {

    private final RecordFiles files;
    private final BodyBudget budget;
    private final LateSecrets late;
    private final Map<String, Integer> open = new HashMap<>();
    private int count;

    /** @param count the number of the last call that is there already; 0 for none */
    CallLog(RecordFiles files, BodyBudget budget, LateSecrets late, int count) {
        this.files = files;
        this.budget = budget;
        this.late = late;
        this.count = count;
    }

    /** The number of a call, from 1, given when it starts. */
    int started(String path) {
        count++;
        open.put(path, count);
        return count;
    }

    /** Writes a finished call and answers its line. */
    ObjectNode finished(CallRecord call) {
        Integer known = open.remove(call.path());
        int idx = known == null ? started(call.path()) : known;
        ObjectNode line = Json.object();
        line.put("idx", idx);
        line.put("path", call.path());
        line.put("stepId", call.stepId());
        line.put("startedAt", Stamp.of(call.startedAt()));
        line.put("endedAt", Stamp.of(call.endedAt()));
        line.put("name", call.name());
        line.put("method", call.method());
        line.put("url", call.url());
        body(line, idx, call, BodyFile.Side.REQUEST, call.requestBody());
        body(line, idx, call, BodyFile.Side.RESPONSE, call.responseBody());
        if (call.status() != null) {
            line.put("httpCode", call.status());
        }
        line.put("expected", call.expected());
        line.put(
                "durationMs", Duration.between(call.startedAt(), call.endedAt()).toMillis());
        line.set("timings", timings(call.timings()));
        HttpConnection connection = call.connection();
        if (connection.protocol() != null) {
            line.put("protocol", connection.protocol());
        }
        if (connection.proxy() != null) {
            line.put("proxy", connection.proxy());
        }
        if (connection.insecure()) {
            line.put("tls", "insecure");
        }
        line.set("requestHeaders", headers(call.requestHeaders()));
        if (call.status() != null) {
            line.set("responseHeaders", headers(call.responseHeaders()));
        }
        JsonNode requestFile = line.get("requestFile");
        line.put("curl", CurlLine.of(call, requestFile == null ? null : requestFile.stringValue()));
        if (call.error() != null) {
            line.put("error", call.error());
            line.put("errorKind", call.errorKind());
        }
        files.append(RecordFiles.CALLS, Json.compact(line));
        return line;
    }

    private void body(ObjectNode line, int idx, CallRecord call, BodyFile.Side side, CallBody body) {
        Optional<BodyFile> made = BodyFile.of(idx, call.name(), side, body);
        if (made.isEmpty()) {
            return;
        }
        BodyFile file = made.get();
        Optional<String> refused = budget.refuse(file.content().length);
        if (refused.isPresent()) {
            line.put(side.word() + "Omitted", refused.get());
        } else if (files.write(Map.of(file.name(), file.content()))) {
            late.wrote();
            line.put(side.word() + "File", file.name());
        } else {
            line.put(side.word() + "Omitted", files.fault().orElse("it could not be written"));
        }
    }

    private static ObjectNode headers(List<HttpHeader> headers) {
        ObjectNode json = Json.object();
        for (HttpHeader header : headers) {
            String name = header.name().toLowerCase(Locale.ROOT);
            JsonNode before = json.get(name);
            if (before == null) {
                json.put(name, header.value());
            } else if (before instanceof ArrayNode several) {
                several.add(header.value());
            } else {
                json.set(name, Json.array().add(before).add(header.value()));
            }
        }
        return json;
    }

    private static ObjectNode timings(HttpTimings timings) {
        ObjectNode json = Json.object();
        put(json, "dns", timings.dns());
        put(json, "connect", timings.connect());
        put(json, "tls", timings.tls());
        put(json, "send", timings.send());
        put(json, "wait", timings.waiting());
        put(json, "receive", timings.receive());
        return json;
    }

    private static void put(ObjectNode json, String name, Optional<Duration> phase) {
        phase.ifPresent(time -> json.put(name, BigDecimal.valueOf(time.toNanos() / 1_000, 3)));
    }
}
