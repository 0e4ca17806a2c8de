package dev.dispatch.expression;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.jsonpath.JsonPath;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What stands between <code>${</code> and <code>}</code>, parsed. */
public sealed interface Expression {

    /** Where it begins in its string, in characters from 0. */
    int offset();

    /**
     * A value that the scope knows.
     *
     * @param root in its first form: {@code inputs} is {@code input}, {@code steps} is {@code step}
     */
    record Reference(int offset, String root, List<Segment> segments) implements Expression {
        public Reference {
            segments = List.copyOf(segments);
        }

        /** The name at this position behind the root; empty where an index stands there, or nothing. */
        public String name(int at) {
            return segments.size() > at && segments.get(at) instanceof Segment.Name(String name) ? name : "";
        }
    }

    /** The values that an RFC 9535 path finds below a reference or a call. */
    record JsonPathCall(int offset, Expression source, JsonPath path) implements Expression {}

    record Call(int offset, Function function, List<Expression> arguments) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** An argument written as JSON. */
    record Literal(int offset, JsonNode value) implements Expression {}

    /** The literal stands in where the value is absent or null. */
    record WithDefault(int offset, Expression of, JsonNode literal) implements Expression {}

    /** The member or element is left out where the value is absent. */
    record IfPresent(int offset, Expression of) implements Expression {}

    /** Every reference in it, which stands in the string at this place. */
    default List<ReferenceUse> references(Pointer pointer) {
        ReferenceCollector collector = new ReferenceCollector(pointer);
        collector.collect(this);
        return collector.uses();
    }

    /** True where a function in it gives another value at each call. */
    default boolean generates() {
        return switch (this) {
            case Reference _, Literal _ -> false;
            case JsonPathCall call -> call.source().generates();
            case Call call ->
                call.function().generates() || call.arguments().stream().anyMatch(Expression::generates);
            case WithDefault guarded -> guarded.of().generates();
            case IfPresent optional -> optional.of().generates();
        };
    }

    /** The expression as one would write it, without the braces; paths in one spelling. */
    default String text() {
        return switch (this) {
            case Reference reference ->
                ReferenceText.of(reference, reference.segments().size());
            case JsonPathCall call ->
                "jsonpath(" + call.source().text() + ", " + call.path().text() + ")";
            case Call call ->
                call.function().text()
                        + call.arguments().stream().map(Expression::text).collect(Collectors.joining(", ", "(", ")"));
            case Literal literal -> Json.compact(literal.value());
            case WithDefault guarded -> guarded.of().text() + ":-" + Json.compact(guarded.literal());
            case IfPresent optional -> optional.of().text() + "?";
        };
    }
}
