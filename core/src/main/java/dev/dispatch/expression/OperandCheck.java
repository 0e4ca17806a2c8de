package dev.dispatch.expression;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.NearNames;
import dev.dispatch.schema.JsonSchema;
import dev.dispatch.schema.LinearPattern;
import dev.dispatch.schema.SchemaViolation;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Holds a rule's value against what its operator needs. */
final class OperandCheck {

    private static final List<String> TYPES =
            List.of("object", "array", "string", "number", "integer", "boolean", "null");

    private final Operator operator;
    private final Pointer pointer;

    /** @param pointer the place of the value, for issues */
    OperandCheck(Operator operator, Pointer pointer) {
        this.operator = operator;
        this.pointer = pointer;
    }

    Parsed<Operand> check(JsonNode value) {
        return switch (operator.takes()) {
            case NOTHING, ANYTHING -> known(value);
            case ARRAY -> value.isArray() ? known(value) : wrongType(value);
            case TEXT -> value.isString() ? known(value) : wrongType(value);
            case LENGTH ->
                Json.isInteger(value) && value.decimalValue().signum() >= 0 ? known(value) : wrongType(value);
            case TYPE_NAME -> value.isString() ? typeName(value) : wrongType(value);
            case REGEX -> value.isString() ? regex(value.stringValue()) : wrongType(value);
            case SCHEMA -> schema(value);
        };
    }

    private static Parsed<Operand> known(JsonNode value) {
        return new Parsed.Ok<>(new Operand.Known(value));
    }

    private Parsed<Operand> typeName(JsonNode value) {
        String name = value.stringValue();
        if (TYPES.contains(name)) {
            return known(value);
        }
        Issue issue = Issue.at(IssueCode.INVALID_CONDITION, pointer, "there is no JSON type '" + name + "'")
                .expected(operator.takes().text())
                .actual(name)
                .suggest(NearNames.of(name, TYPES));
        return new Parsed.Faulty<>(List.of(issue));
    }

    private Parsed<Operand> regex(String text) {
        return switch (LinearPattern.compile(text)) {
            case LinearPattern.Compiled.Ok(LinearPattern pattern) -> new Parsed.Ok<>(new Operand.Regex(text, pattern));
            case LinearPattern.Compiled.Unsupported(String reason) -> {
                Issue issue = Issue.at(
                                IssueCode.INVALID_REGEX,
                                pointer,
                                "not a regular expression in RE2 syntax: " + reason + RegexAdvice.on(text))
                        .expected(operator.takes().text())
                        .actual(text);
                yield new Parsed.Faulty<>(List.of(issue));
            }
        };
    }

    private Parsed<Operand> schema(JsonNode value) {
        return switch (JsonSchema.compile(value)) {
            case JsonSchema.Compiled.Ok(JsonSchema schema) -> new Parsed.Ok<>(new Operand.Schema(value, schema));
            case JsonSchema.Compiled.Invalid(List<SchemaViolation> violations) ->
                new Parsed.Faulty<>(violations.stream().map(this::schemaFault).toList());
        };
    }

    private Issue schemaFault(SchemaViolation violation) {
        Issue issue = Issue.at(
                        IssueCode.INVALID_CONDITION,
                        pointer.append(violation.pointer()),
                        "not a JSON Schema: " + violation.message())
                .suggest(violation.suggestions());
        issue = violation.expected() == null ? issue : issue.expected(violation.expected());
        return violation.actual() == null ? issue : issue.actual(violation.actual());
    }

    private Parsed<Operand> wrongType(JsonNode value) {
        String found = Excerpt.of(value, Excerpt.SHORT).text();
        Issue issue = Issue.at(
                        IssueCode.INVALID_CONDITION,
                        pointer,
                        operator.text() + " needs " + operator.takes().text() + ", found " + found)
                .expected(operator.takes().text())
                .actual(found);
        return new Parsed.Faulty<>(List.of(issue));
    }
}
