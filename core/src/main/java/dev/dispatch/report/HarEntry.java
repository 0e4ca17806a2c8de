package dev.dispatch.report;

import dev.dispatch.json.Json;
import dev.dispatch.record.RecordedCall;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One call as an entry of HAR 1.2; members with an underscore are ours, as its section "custom fields" asks. */
final class HarEntry {

    private static final String UNKNOWN_TYPE = "x-unknown";

    private final String page;
    private final HarBody bodies;

    HarEntry(String page, LeftOut leftOut) {
        this.page = page;
        this.bodies = new HarBody(leftOut);
    }

    ObjectNode of(RecordedCall call) {
        ObjectNode line = call.line();
        HarTimings timings = HarTimings.of(line.path("timings"), call.durationMs());
        ObjectNode entry = Json.object().put("pageref", page);
        entry.put("startedDateTime", instant(line.path("startedAt").asString("")));
        entry.put("time", timings.total());
        entry.set("request", request(call, line));
        entry.set("response", response(call, line));
        entry.putObject("cache");
        entry.set("timings", timings.toJson());
        entry.put("_step", call.stepId());
        entry.put("_path", call.path());
        entry.put("_name", call.name());
        return entry.put("_expected", call.expected());
    }

    /** A time that cannot be read becomes the earliest there is: a reader wants one. */
    static String instant(String text) {
        try {
            return Instant.parse(text).toString();
        } catch (DateTimeException e) {
            return Instant.EPOCH.toString();
        }
    }

    private ObjectNode request(RecordedCall call, ObjectNode line) {
        ObjectNode request = Json.object().put("method", call.method()).put("url", call.url());
        request.put("httpVersion", version(line));
        request.putArray("cookies");
        request.set("headers", headers(line.path("requestHeaders")));
        request.set("queryString", HarQuery.of(call.url()));
        request.put("headersSize", -1);
        call.request()
                .ifPresentOrElse(
                        body -> {
                            ObjectNode posted = bodies.posted(body);
                            request.put("bodySize", posted.path("_size").asLong(-1));
                            request.set("postData", posted);
                        },
                        () -> request.put("bodySize", line.has("requestOmitted") ? -1 : 0));
        return comment(request, line.path("requestOmitted"));
    }

    private ObjectNode response(RecordedCall call, ObjectNode line) {
        ObjectNode response = Json.object().put("status", call.httpCode().orElse(0));
        response.put("statusText", "").put("httpVersion", version(line));
        response.putArray("cookies");
        JsonNode headers = line.path("responseHeaders");
        response.set("headers", headers(headers));
        ObjectNode content = call.response()
                .map(bodies::content)
                .orElseGet(() -> Json.object().put("size", 0).put("mimeType", type(headers)));
        response.set("content", content);
        response.put("redirectURL", headers.path("location").asString(""));
        response.put("headersSize", -1);
        response.put(
                "bodySize",
                line.has("responseOmitted") ? -1 : content.path("size").asLong(0));
        call.error().ifPresent(error -> response.put("_error", error));
        return comment(response, line.path("responseOmitted"));
    }

    private static ObjectNode comment(ObjectNode side, JsonNode omitted) {
        return omitted.isString() ? side.put("comment", "body left out: " + omitted.stringValue()) : side;
    }

    private static String type(JsonNode headers) {
        return headers.path("content-type").asString(UNKNOWN_TYPE);
    }

    /** As browsers write it. */
    private static String version(ObjectNode line) {
        String protocol = line.path("protocol").asString("unknown");
        return protocol.equals("h2")
                ? "HTTP/2"
                : protocol.toUpperCase(Locale.ROOT).replace("UNKNOWN", "unknown");
    }

    private static ArrayNode headers(JsonNode headers) {
        ArrayNode list = Json.array();
        headers.properties().forEach(header -> {
            if (header.getValue().isArray()) {
                header.getValue().forEach(value -> list.add(header(header.getKey(), value)));
            } else {
                list.add(header(header.getKey(), header.getValue()));
            }
        });
        return list;
    }

    private static ObjectNode header(String name, JsonNode value) {
        return Json.object().put("name", name).put("value", value.asString(""));
    }
}
