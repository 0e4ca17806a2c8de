package dev.dispatch.expression;

import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Makes numbers the way they look when a document with them is read, so that both are equal. */
final class Numbers {

    private static final int DIGITS_OF_INT = 9;
    private static final int DIGITS_OF_LONG = 18;

    private Numbers() {}

    /** An integer where the value is whole, else a decimal without needless zeros. */
    static JsonNode of(BigDecimal value) {
        BigDecimal exact = value.stripTrailingZeros();
        if (exact.scale() > 0) {
            return JsonNodeFactory.instance.numberNode(exact);
        }
        int digits = exact.precision() - exact.scale();
        if (digits <= DIGITS_OF_INT) {
            return JsonNodeFactory.instance.numberNode(exact.intValueExact());
        }
        return digits <= DIGITS_OF_LONG
                ? JsonNodeFactory.instance.numberNode(exact.longValueExact())
                : JsonNodeFactory.instance.numberNode(exact.toBigIntegerExact());
    }
}
