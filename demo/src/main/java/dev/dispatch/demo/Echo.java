package dev.dispatch.demo;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /echo}: says what arrived. A name that came once holds a text, one that came several times an array; a body
 * that is not UTF-8 is in {@code bodyBase64}; {@code json} is there when the body is declared as JSON and is JSON.
 */
final class Echo implements Endpoint {

    @Override
    public Answer answer(DemoRequest request) {
        ObjectNode echo = JsonNodeFactory.instance.objectNode();
        echo.put("method", request.method());
        echo.put("path", request.path());
        echo.set("query", pairs(request.query().values()));
        echo.set("headers", pairs(request.headers()));
        byte[] body = request.body();
        try {
            echo.put(
                    "body",
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(body))
                            .toString());
        } catch (CharacterCodingException notText) {
            echo.put("bodyBase64", body);
        }
        if (body.length > 0 && request.header("content-type").orElse("").contains("json")) {
            json(echo, body);
        }
        return Reply.json(200, echo);
    }

    private static void json(ObjectNode echo, byte[] body) {
        try {
            echo.set("json", Json.parse(body));
        } catch (Refused malformed) {
            echo.put("jsonError", "the body is not JSON");
        }
    }

    private static ObjectNode pairs(Map<String, List<String>> pairs) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        pairs.forEach((name, values) -> {
            if (values.size() == 1) {
                object.put(name, values.getFirst());
            } else {
                values.forEach(object.withArrayProperty(name)::add);
            }
        });
        return object;
    }
}
