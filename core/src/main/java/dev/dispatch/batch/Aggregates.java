package dev.dispatch.batch;

import dev.dispatch.json.Json;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Count, sum, least and greatest of the outputs that are numbers, of at most 100 names. Not safe for several threads. */
final class Aggregates {

    private static final int MOST = 100;
    private static final int LONGEST_NAME = 200;
    /** A number with a larger exponent than this has no sum that anybody wants. */
    private static final int LARGEST_SCALE = 1_000;

    private record Aggregate(long count, BigDecimal sum, BigDecimal min, BigDecimal max) {

        Aggregate and(Aggregate other) {
            return new Aggregate(
                    count + other.count,
                    sum.add(other.sum, MathContext.DECIMAL128),
                    min.min(other.min),
                    max.max(other.max));
        }
    }

    private final Map<String, Aggregate> aggregates = new LinkedHashMap<>();

    void add(ObjectNode outputs) {
        outputs.properties().forEach(output -> {
            if (output.getValue().isNumber()) {
                BigDecimal value = output.getValue().decimalValue();
                if (isUsual(value)) {
                    BigDecimal rounded = value.round(MathContext.DECIMAL128);
                    add(output.getKey(), new Aggregate(1, rounded, rounded, rounded));
                }
            }
        });
    }

    void add(Aggregates others) {
        others.aggregates.forEach(this::add);
    }

    private void add(String name, Aggregate added) {
        if (name.length() <= LONGEST_NAME && (aggregates.size() < MOST || aggregates.containsKey(name))) {
            aggregates.merge(name, added, Aggregate::and);
        }
    }

    private static boolean isUsual(BigDecimal value) {
        return Math.abs((long) value.scale()) <= LARGEST_SCALE && value.precision() <= LARGEST_SCALE;
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object();
        aggregates.forEach((name, aggregate) -> {
            ObjectNode item = json.putObject(name).put("count", aggregate.count());
            item.set("sum", number(aggregate.sum()));
            item.set("min", number(aggregate.min()));
            item.set("max", number(aggregate.max()));
            item.set(
                    "mean",
                    number(aggregate.sum().divide(BigDecimal.valueOf(aggregate.count()), MathContext.DECIMAL64)));
        });
        return json;
    }

    private static JsonNode number(BigDecimal value) {
        return Json.parse(Json.number(value));
    }

    static Aggregates of(JsonNode json) throws DamagedException {
        Aggregates read = new Aggregates();
        for (Map.Entry<String, JsonNode> item : json.properties()) {
            JsonNode value = item.getValue();
            long count = Damage.count(value, "count");
            if (count == 0) {
                throw new DamagedException("an aggregate of nothing");
            }
            read.add(
                    item.getKey(),
                    new Aggregate(count, decimal(value, "sum"), decimal(value, "min"), decimal(value, "max")));
        }
        return read;
    }

    private static BigDecimal decimal(JsonNode object, String name) throws DamagedException {
        JsonNode value = object.path(name);
        if (!value.isNumber() || !isUsual(value.decimalValue())) {
            throw new DamagedException("'" + name + "' is no number");
        }
        return value.decimalValue().round(MathContext.DECIMAL128);
    }
}
