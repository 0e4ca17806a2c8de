package dev.dispatch.demo;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Turns a request body into the object that a write sends. */
final class RequestObjects {
    private RequestObjects() {}

    static ObjectNode read(DemoRequest request) {
        byte[] body = request.body();
        if (body.length == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        return request.isForm() ? form(body) : Json.object(body);
    }

    private static ObjectNode form(byte[] body) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        Parameters.parse(new String(body, StandardCharsets.UTF_8))
                .values()
                .forEach((name, values) -> object.put(name, values.getFirst()));
        return object;
    }
}
