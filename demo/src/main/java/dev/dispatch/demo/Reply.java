package dev.dispatch.demo;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A complete HTTP response: status, headers and body. */
record Reply(int status, Map<String, String> headers, Body body) implements Answer {

    static final String JSON = "application/json; charset=utf-8";

    Reply {
        headers = Map.copyOf(headers);
    }

    static Reply json(int status, JsonNode node) {
        return of(status, JSON, new FixedBody(Json.write(node)));
    }

    static Reply of(int status, String contentType, Body body) {
        return new Reply(status, Map.of("Content-Type", contentType), body);
    }

    static Reply text(int status, String contentType, String text) {
        return of(status, contentType, new FixedBody(text.getBytes(StandardCharsets.UTF_8)));
    }

    static Reply empty(int status) {
        return new Reply(status, Map.of(), FixedBody.EMPTY);
    }

    static Reply emptyObject(int status) {
        return json(status, JsonNodeFactory.instance.objectNode());
    }

    static Reply error(int status, String message) {
        return json(status, JsonNodeFactory.instance.objectNode().put("error", message));
    }

    Reply with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, more, body);
    }
}
