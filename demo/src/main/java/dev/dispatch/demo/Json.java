package dev.dispatch.demo;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON text in and out of the demo API. */
final class Json {
    private Json() {}

    static byte[] write(JsonNode node) {
        return JsonMapper.shared().writeValueAsBytes(node);
    }

    /** The object in {@code text}; anything else, malformed text included, is {@link Refused} with status 400. */
    static ObjectNode object(byte[] text) {
        if (parse(text) instanceof ObjectNode object) {
            return object;
        }
        throw Refused.badRequest("the body must be a JSON object");
    }

    /** Any JSON value; malformed or empty text is {@link Refused} with status 400. */
    static JsonNode parse(byte[] text) {
        try {
            JsonNode node = JsonMapper.shared().readTree(text);
            if (node.isMissingNode()) {
                throw Refused.badRequest("the body is empty, JSON is expected");
            }
            return node;
        } catch (JacksonException malformed) {
            throw Refused.badRequest("the body is not JSON: " + malformed.getOriginalMessage());
        }
    }
}
