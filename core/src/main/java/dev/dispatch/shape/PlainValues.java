package dev.dispatch.shape;

import dev.dispatch.json.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Texts, numbers and booleans between JSON and Java. */
final class PlainValues {

    /** A number beyond it would be written out digit by digit. */
    private static final int MOST_DIGITS = 1_000;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private PlainValues() {}

    /** Null where the value does not fit the type. */
    static @Nullable Object read(PlainType type, JsonNode node) {
        return switch (type) {
            case BOOLEAN -> node.isBoolean() ? node.booleanValue() : null;
            case BYTE, SHORT, INT, LONG, BIG_INTEGER -> node.isNumber() ? integer(type, node.decimalValue()) : null;
            case FLOAT -> node.isNumber() ? finite(node.decimalValue().floatValue()) : null;
            case DOUBLE -> node.isNumber() ? finite(node.decimalValue().doubleValue()) : null;
            case BIG_DECIMAL -> node.isNumber() ? node.decimalValue() : null;
            case TEXT,
                    CHARACTER,
                    URI,
                    UUID,
                    INSTANT,
                    OFFSET_DATE_TIME,
                    LOCAL_DATE_TIME,
                    LOCAL_DATE,
                    LOCAL_TIME,
                    DURATION,
                    PERIOD,
                    BYTES -> node.isString() ? text(type, node.stringValue()) : null;
        };
    }

    private static @Nullable Object integer(PlainType type, BigDecimal value) {
        if ((long) value.precision() - value.scale() > MOST_DIGITS) {
            return null;
        }
        try {
            return switch (type) {
                case BYTE -> value.byteValueExact();
                case SHORT -> value.shortValueExact();
                case INT -> value.intValueExact();
                case LONG -> value.longValueExact();
                default -> value.toBigIntegerExact();
            };
        } catch (ArithmeticException e) {
            return null;
        }
    }

    private static @Nullable Object finite(float value) {
        return Float.isFinite(value) ? value : null;
    }

    private static @Nullable Object finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private static @Nullable Object text(PlainType type, String text) {
        try {
            return switch (type) {
                case TEXT -> text;
                case CHARACTER -> text.length() == 1 ? text.charAt(0) : null;
                case URI -> new URI(text);
                case UUID -> java.util.UUID.fromString(text);
                case INSTANT -> Instant.parse(text);
                case OFFSET_DATE_TIME -> OffsetDateTime.parse(text);
                case LOCAL_DATE_TIME -> LocalDateTime.parse(text);
                case LOCAL_DATE -> LocalDate.parse(text);
                case LOCAL_TIME -> LocalTime.parse(text);
                case DURATION -> Duration.parse(text);
                case PERIOD -> Period.parse(text);
                default -> Base64.getDecoder().decode(text);
            };
        } catch (DateTimeException | URISyntaxException | IllegalArgumentException e) {
            return null;
        }
    }

    /** Null where JSON has no form for it, as for a number that is not finite. */
    static @Nullable JsonNode write(PlainType type, Object value) {
        return switch (type) {
            case BOOLEAN -> NODES.booleanNode((Boolean) value);
            case BYTE, SHORT, INT, LONG -> NODES.numberNode(((Number) value).longValue());
            case BIG_INTEGER -> NODES.numberNode((BigInteger) value);
            case BIG_DECIMAL -> NODES.numberNode((BigDecimal) value);
            case FLOAT, DOUBLE ->
                Double.isFinite(((Number) value).doubleValue())
                        ? NODES.numberNode(new BigDecimal(value.toString()))
                        : null;
            case BYTES -> Json.text(Base64.getEncoder().encodeToString((byte[]) value));
            // Their own texts leave seconds out where these are zero, which RFC 3339 does not allow.
            case OFFSET_DATE_TIME -> Json.text(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format((OffsetDateTime) value));
            case LOCAL_DATE_TIME -> Json.text(DateTimeFormatter.ISO_LOCAL_DATE_TIME.format((LocalDateTime) value));
            case LOCAL_TIME -> Json.text(DateTimeFormatter.ISO_LOCAL_TIME.format((LocalTime) value));
            case TEXT, CHARACTER, URI, UUID, INSTANT, LOCAL_DATE, DURATION, PERIOD -> Json.text(value.toString());
        };
    }
}
