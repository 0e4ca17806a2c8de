package dev.dispatch.shape;

import org.jspecify.annotations.Nullable;

/** The Java types that are one text, number or boolean in JSON. */
public enum PlainType {
    TEXT,
    CHARACTER,
    BOOLEAN,
    BYTE,
    SHORT,
    INT,
    LONG,
    BIG_INTEGER,
    FLOAT,
    DOUBLE,
    BIG_DECIMAL,
    URI,
    UUID,
    INSTANT,
    OFFSET_DATE_TIME,
    LOCAL_DATE_TIME,
    LOCAL_DATE,
    LOCAL_TIME,
    DURATION,
    PERIOD,
    BYTES;

    /** Null for any other class. */
    static @Nullable PlainType of(Class<?> type) {
        return switch (type.getTypeName()) {
            case "java.lang.String" -> TEXT;
            case "char", "java.lang.Character" -> CHARACTER;
            case "boolean", "java.lang.Boolean" -> BOOLEAN;
            case "byte", "java.lang.Byte" -> BYTE;
            case "short", "java.lang.Short" -> SHORT;
            case "int", "java.lang.Integer" -> INT;
            case "long", "java.lang.Long" -> LONG;
            case "java.math.BigInteger" -> BIG_INTEGER;
            case "float", "java.lang.Float" -> FLOAT;
            case "double", "java.lang.Double" -> DOUBLE;
            case "java.math.BigDecimal" -> BIG_DECIMAL;
            case "java.net.URI" -> URI;
            case "java.util.UUID" -> UUID;
            case "java.time.Instant" -> INSTANT;
            case "java.time.OffsetDateTime" -> OFFSET_DATE_TIME;
            case "java.time.LocalDateTime" -> LOCAL_DATE_TIME;
            case "java.time.LocalDate" -> LOCAL_DATE;
            case "java.time.LocalTime" -> LOCAL_TIME;
            case "java.time.Duration" -> DURATION;
            case "java.time.Period" -> PERIOD;
            case "byte[]" -> BYTES;
            default -> null;
        };
    }

    /** What a reader of a message is told to give. */
    String phrase() {
        return switch (this) {
            case TEXT -> "a text";
            case CHARACTER -> "a text of one character";
            case BOOLEAN -> "true or false";
            case BYTE, SHORT, INT, LONG, BIG_INTEGER -> "an integer that fits the Java type";
            case FLOAT, DOUBLE, BIG_DECIMAL -> "a number that fits the Java type";
            case URI -> "an absolute URI";
            case UUID -> "a UUID";
            case INSTANT, OFFSET_DATE_TIME -> "a date and time with offset such as 2026-01-31T10:00:00Z";
            case LOCAL_DATE_TIME -> "a date and time without offset such as 2026-01-31T10:00:00";
            case LOCAL_DATE -> "a date such as 2026-01-31";
            case LOCAL_TIME -> "a time without offset such as 10:00:00";
            case DURATION -> "an ISO 8601 duration such as PT30S";
            case PERIOD -> "an ISO 8601 period such as P1M";
            case BYTES -> "a text in base64";
        };
    }
}
