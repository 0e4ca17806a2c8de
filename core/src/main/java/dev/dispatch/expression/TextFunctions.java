package dev.dispatch.expression;

import dev.dispatch.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.JsonNode;

/** The functions of a text; numbers and booleans count as the text they show. */
final class TextFunctions {

    private final Expression.Call call;

    TextFunctions(Expression.Call call) {
        this.call = call;
    }

    Result apply(JsonNode argument) {
        if (argument.isContainer()) {
            return new Result.Fault(call.text() + " needs a text: "
                    + Paths.describe(call.arguments().getFirst().text(), argument));
        }
        return new Result.Value(Json.text(text(Json.show(argument))));
    }

    private String text(String argument) {
        byte[] bytes = argument.getBytes(StandardCharsets.UTF_8);
        return switch (call.function()) {
            case BASE64 -> Base64.getEncoder().encodeToString(bytes);
            case SHA256 -> Json.sha256(bytes);
            case URL_ENCODE -> PercentEncoding.encode(argument);
            default -> throw new IllegalStateException(call.text());
        };
    }
}
