package dev.dispatch.expression;

import dev.dispatch.json.Json;
import java.math.BigDecimal;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The functions that make values. */
final class GeneratingFunctions {

    /** Whole numbers up to here keep their value in every JSON reader (RFC 8259, section 6). */
    private static final BigDecimal MOST = BigDecimal.valueOf((1L << 53) - 1);

    private final Expression.Call call;
    private final Generator generator;

    GeneratingFunctions(Expression.Call call, Generator generator) {
        this.call = call;
        this.generator = generator;
    }

    Result apply(List<JsonNode> arguments) {
        return switch (call.function()) {
            case UUID -> new Result.Value(Json.text(generator.uuid()));
            case NOW -> new Result.Value(Json.text(generator.now().toString()));
            case TIMESTAMP ->
                new Result.Value(Numbers.of(BigDecimal.valueOf(generator.now().toEpochMilli())));
            default -> randomInt(arguments);
        };
    }

    private Result randomInt(List<JsonNode> arguments) {
        for (JsonNode argument : arguments) {
            if (!Json.isInteger(argument) || argument.decimalValue().abs().compareTo(MOST) > 0) {
                return new Result.Fault(call.text() + " needs whole numbers within 53 bits, found "
                        + Excerpt.of(argument, Excerpt.SHORT).text());
            }
        }
        long least = arguments.getFirst().decimalValue().longValueExact();
        long most = arguments.getLast().decimalValue().longValueExact();
        if (least > most) {
            return new Result.Fault(call.text() + " needs the lower number first");
        }
        return new Result.Value(Numbers.of(BigDecimal.valueOf(generator.randomInt(least, most))));
    }
}
