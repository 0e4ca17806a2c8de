package dev.dispatch.shape;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.schema.JsonSchema;
import dev.dispatch.schema.SchemaViolation;
import dev.dispatch.sdk.ActionException;
import dev.dispatch.sdk.Length;
import dev.dispatch.sdk.Pattern;
import dev.dispatch.sdk.Range;
import java.math.BigDecimal;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Adds to the schema of one component what its annotations demand, and holds its default against that. */
final class Constraints {

    private final Shape.Component component;
    private final List<String> faults;

    Constraints(Shape.Component component, List<String> faults) {
        this.component = component;
        this.faults = faults;
    }

    void addTo(ObjectNode schema) {
        range(schema);
        length(schema);
        pattern(schema);
        if (component.absent() != null) {
            checkDefault(component.absent(), schema);
        }
    }

    private void range(ObjectNode schema) {
        Range range = component.java().getAnnotation(Range.class);
        if (range == null) {
            return;
        }
        if (!is(schema, "integer") && !is(schema, "number")) {
            fault("@Range", "is no number");
        } else if (range.min() > range.max()) {
            fault("@Range", "has a min above its max");
        } else {
            limit(schema, "minimum", range.min());
            limit(schema, "maximum", range.max());
        }
    }

    private static void limit(ObjectNode schema, String keyword, double value) {
        if (Double.isFinite(value)) {
            BigDecimal limit = new BigDecimal(Json.number(BigDecimal.valueOf(value)));
            schema.set(keyword, JsonNodeFactory.instance.numberNode(limit));
        }
    }

    private void length(ObjectNode schema) {
        Length length = component.java().getAnnotation(Length.class);
        if (length == null) {
            return;
        }
        String what = is(schema, "string") ? "Length" : is(schema, "array") ? "Items" : "Properties";
        if (what.equals("Properties") && !is(schema, "object")) {
            fault("@Length", "is neither a text nor a list nor a map");
        } else if (length.min() < 0 || length.min() > length.max()) {
            fault("@Length", "has a min below 0 or above its max");
        } else {
            if (length.min() > 0) {
                schema.put("min" + what, length.min());
            }
            if (length.max() < Integer.MAX_VALUE) {
                schema.put("max" + what, length.max());
            }
        }
    }

    private void pattern(ObjectNode schema) {
        Pattern pattern = component.java().getAnnotation(Pattern.class);
        if (pattern == null) {
            return;
        }
        if (!is(schema, "string")) {
            fault("@Pattern", "is no text");
        } else {
            schema.put("pattern", pattern.value());
        }
    }

    /** Within the schema it would be filled in without a look at it. */
    private void checkDefault(JsonNode value, ObjectNode schema) {
        if (component.shape() instanceof Shape.Maybe) {
            fault("@Default", "is Optional, which it never is with a default");
            return;
        }
        try {
            new ValueReader("@Default of " + component.java().getName()).read(component.shape(), value, Pointer.ROOT);
        } catch (ActionException e) {
            faults.add(String.valueOf(e.getMessage()));
            return;
        }
        if (!schema.has("$ref") && JsonSchema.compile(schema) instanceof JsonSchema.Compiled.Ok(JsonSchema own)) {
            for (SchemaViolation violation : own.validate(value)) {
                fault("@Default", violation.message());
            }
        }
    }

    private static boolean is(ObjectNode schema, String type) {
        JsonNode declared = schema.path("type");
        return declared.isArray()
                ? declared.valueStream().anyMatch(name -> name.asString("").equals(type))
                : declared.asString("").equals(type);
    }

    private void fault(String annotation, String message) {
        String owner = component.java().getDeclaringRecord().getSimpleName();
        faults.add(annotation + " on '" + component.java().getName() + "' of " + owner + ", which " + message);
    }
}
