package dev.dispatch.shape;

import dev.dispatch.json.Json;
import tools.jackson.databind.node.ObjectNode;

/** The schemas of plain types; formats are those of JSON Schema, else those of the OpenAPI format registry. */
final class PlainSchemas {

    private PlainSchemas() {}

    static ObjectNode of(PlainType type) {
        return switch (type) {
            case TEXT -> text();
            case CHARACTER -> text().put("minLength", 1).put("maxLength", 1);
            case BOOLEAN -> Json.object().put("type", "boolean");
            case BYTE -> integer(Byte.MIN_VALUE, Byte.MAX_VALUE);
            case SHORT -> integer(Short.MIN_VALUE, Short.MAX_VALUE);
            case INT -> integer(Integer.MIN_VALUE, Integer.MAX_VALUE);
            case LONG -> integer(Long.MIN_VALUE, Long.MAX_VALUE);
            case BIG_INTEGER -> Json.object().put("type", "integer");
            case FLOAT, DOUBLE, BIG_DECIMAL -> Json.object().put("type", "number");
            case URI -> text().put("format", "uri");
            case UUID -> text().put("format", "uuid");
            case INSTANT, OFFSET_DATE_TIME -> text().put("format", "date-time");
            case LOCAL_DATE_TIME -> text().put("format", "date-time-local");
            case LOCAL_DATE -> text().put("format", "date");
            case LOCAL_TIME -> text().put("format", "time-local");
            case DURATION, PERIOD -> text().put("format", "duration");
            case BYTES -> text().put("contentEncoding", "base64");
        };
    }

    private static ObjectNode text() {
        return Json.object().put("type", "string");
    }

    private static ObjectNode integer(long least, long greatest) {
        return Json.object().put("type", "integer").put("minimum", least).put("maximum", greatest);
    }
}
