package dev.dispatch.expression;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.NearNames;
import dev.dispatch.problem.Patch;
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
                .suggestInstead(NearNames.of(name, TYPES));
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
        return new Parsed.Faulty<>(List.of(mended(issue, value)));
    }

    /** A single value where an array of them is wanted, and a length in quotes. */
    private Issue mended(Issue issue, JsonNode value) {
        if (operator.takes() == Operator.Takes.ARRAY && !value.isContainer() && !value.isNull()) {
            JsonNode array = Json.array().add(value);
            return issue.suggest(Json.compact(array)).mend(new Patch.Replace(pointer, array));
        }
        if (operator.takes() == Operator.Takes.LENGTH && value.isString()) {
            String text = value.stringValue();
            boolean number =
                    !text.isEmpty() && text.length() < 10 && text.chars().allMatch(c -> c >= '0' && c <= '9');
            return number
                    ? issue.suggest(text).mend(new Patch.Replace(pointer, Json.number(Long.parseLong(text))))
                    : issue;
        }
        return issue;
    }
}
