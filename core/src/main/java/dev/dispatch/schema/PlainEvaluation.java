package dev.dispatch.schema;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One pass of a {@link PlainSchema} over one value; bounded in steps and depth. */
final class PlainEvaluation {

    private static final long MOST_STEPS = 2_000_000;
    private static final int MOST_DEPTH = 700;
    private static final int MOST_FOUND = 10_000;

    private final References references;
    private final Map<String, LinearPattern> patterns;
    private final Unknowns unknowns;
    private final Assertions assertions;
    private long steps;
    private int depth;
    private @Nullable SchemaViolation ended;

    PlainEvaluation(References references, Map<String, LinearPattern> patterns, Unknowns unknowns) {
        this.references = references;
        this.patterns = patterns;
        this.unknowns = unknowns;
        this.assertions = new Assertions(patterns, unknowns);
    }

    List<SchemaViolation> run(JsonNode schema, JsonNode value) {
        List<SchemaViolation> found = new ArrayList<>();
        check(schema, value, Pointer.ROOT, found);
        return ended == null ? found : List.of(ended);
    }

    private void check(JsonNode schema, JsonNode value, Pointer at, List<SchemaViolation> found) {
        if (ended != null || found.size() >= MOST_FOUND) {
            return;
        }
        if (++steps > MOST_STEPS) {
            ended = Wording.limits("takes more than " + MOST_STEPS + " steps to check");
        } else if (depth >= MOST_DEPTH) {
            ended = Wording.limits("is nested too deeply to check");
        } else if (schema.isBoolean()) {
            if (!schema.booleanValue()) {
                found.add(Wording.forbidden(at));
            }
        } else if (unknowns.kind(value) != Placeholder.WHOLE) {
            depth++;
            for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
                apply(keyword.getKey(), keyword.getValue(), schema, value, at, found);
            }
            depth--;
        }
    }

    private void apply(
            String keyword,
            JsonNode operand,
            JsonNode schema,
            JsonNode value,
            Pointer at,
            List<SchemaViolation> found) {
        switch (keyword) {
            case "$ref" -> follow(schema, value, at, found);
            case "allOf" -> {
                for (JsonNode part : operand) {
                    check(part, value, at, found);
                }
            }
            case "anyOf", "oneOf" -> alternatives(keyword, operand, value, at, found);
            case "not" -> not(operand, value, at, found);
            case "if" -> condition(operand, schema, value, at, found);
            case "items", "prefixItems" -> {
                if (value.isArray()) {
                    items(keyword, operand, schema, value, at, found);
                }
            }
            case "properties", "patternProperties", "additionalProperties", "propertyNames" -> {
                if (value.isObject()) {
                    members(keyword, operand, schema, value, at, found);
                }
            }
            default -> assertions.check(keyword, operand, schema, value, at, found);
        }
    }

    private void follow(JsonNode schema, JsonNode value, Pointer at, List<SchemaViolation> found) {
        Optional<JsonNode> target = references.target(schema);
        if (target.isPresent()) {
            check(target.get(), value, at, found);
        }
    }

    private void alternatives(
            String keyword, JsonNode operand, JsonNode value, Pointer at, List<SchemaViolation> found) {
        List<List<SchemaViolation>> branches = new ArrayList<>();
        List<Integer> fitting = new ArrayList<>();
        for (int i = 0; i < operand.size(); i++) {
            List<SchemaViolation> branch = new ArrayList<>();
            check(operand.get(i), value, at, branch);
            branches.add(branch);
            if (branch.isEmpty()) {
                fitting.add(i + 1);
            }
        }
        if (fitting.isEmpty()) {
            found.add(Alternatives.none(keyword, branches, value, at));
        } else if (keyword.equals("oneOf") && fitting.size() > 1 && !unknowns.within(value)) {
            found.add(Alternatives.several(fitting, at));
        }
    }

    private void not(JsonNode operand, JsonNode value, Pointer at, List<SchemaViolation> found) {
        if (!unknowns.within(value) && fits(operand, value)) {
            found.add(Wording.of("not", operand, value, at));
        }
    }

    private void condition(JsonNode operand, JsonNode schema, JsonNode value, Pointer at, List<SchemaViolation> found) {
        if (!unknowns.within(value)) {
            JsonNode branch = schema.path(fits(operand, value) ? "then" : "else");
            if (!branch.isMissingNode()) {
                check(branch, value, at, found);
            }
        }
    }

    private boolean fits(JsonNode schema, JsonNode value) {
        List<SchemaViolation> found = new ArrayList<>();
        check(schema, value, Pointer.ROOT, found);
        return found.isEmpty();
    }

    private void items(
            String keyword,
            JsonNode operand,
            JsonNode schema,
            JsonNode array,
            Pointer at,
            List<SchemaViolation> found) {
        boolean prefix = keyword.equals("prefixItems");
        int from = prefix ? 0 : schema.path("prefixItems").size();
        int to = prefix ? Math.min(operand.size(), array.size()) : array.size();
        for (int i = from; i < to; i++) {
            if (!prefix && operand.isBoolean()) {
                if (operand.booleanValue() || found.size() >= MOST_FOUND || unknowns.amongChildren(array)) {
                    return;
                }
                found.add(Wording.extraItem(keyword, i, at));
            } else {
                check(prefix ? operand.get(i) : operand, array.get(i), at.child(i), found);
            }
        }
    }

    private void members(
            String keyword,
            JsonNode operand,
            JsonNode schema,
            JsonNode object,
            Pointer at,
            List<SchemaViolation> found) {
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            String name = member.getKey();
            JsonNode value = member.getValue();
            switch (keyword) {
                case "properties" -> {
                    JsonNode declared = operand.get(name);
                    if (declared != null) {
                        check(declared, value, at.child(name), found);
                    }
                }
                case "patternProperties" -> {
                    for (Map.Entry<String, JsonNode> pattern : operand.properties()) {
                        if (matches(pattern.getKey(), name)) {
                            check(pattern.getValue(), value, at.child(name), found);
                        }
                    }
                }
                case "propertyNames" -> name(operand, name, at, found);
                default -> additional(operand, schema, object, name, at, found);
            }
        }
    }

    private void name(JsonNode operand, String name, Pointer at, List<SchemaViolation> found) {
        List<SchemaViolation> why = new ArrayList<>();
        check(operand, Json.text(name), at, why);
        if (!why.isEmpty()) {
            found.add(Wording.name(name, why.getFirst(), at));
        }
    }

    private void additional(
            JsonNode operand, JsonNode schema, JsonNode object, String name, Pointer at, List<SchemaViolation> found) {
        if (schema.path("properties").has(name)) {
            return;
        }
        for (String pattern : schema.path("patternProperties").propertyNames()) {
            if (matches(pattern, name)) {
                return;
            }
        }
        if (!operand.isBoolean()) {
            check(operand, object.path(name), at.child(name), found);
        } else if (!operand.booleanValue()) {
            found.add(Wording.unknown(
                    "additionalProperties",
                    name,
                    object,
                    schema.path("properties").propertyNames(),
                    at));
        }
    }

    private boolean matches(String pattern, String name) {
        LinearPattern compiled = patterns.get(pattern);
        return compiled != null && compiled.foundIn(name);
    }
}
