package dev.dispatch.replay;

import dev.dispatch.json.Json;
import dev.dispatch.redact.Redactor;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts a value in the place of each secret that was taken out of a record. It is known to be secret itself, so that a
 * request which carries it is the same as the one that was recorded.
 *
 * @param value one for all of them
 */
record StandIns(String value) {

    String text(String redacted) {
        return redacted.replace(Redactor.MARK, value);
    }

    JsonNode json(JsonNode redacted) {
        if (redacted.isString()) {
            return redacted.stringValue().contains(Redactor.MARK) ? Json.text(text(redacted.stringValue())) : redacted;
        }
        if (redacted.isArray()) {
            ArrayNode array = Json.array();
            redacted.forEach(element -> array.add(json(element)));
            return array;
        }
        return redacted.isObject() ? object(redacted) : redacted;
    }

    ObjectNode object(JsonNode redacted) {
        ObjectNode object = Json.object();
        for (Map.Entry<String, JsonNode> member : redacted.properties()) {
            object.set(text(member.getKey()), json(member.getValue()));
        }
        return object;
    }
}
