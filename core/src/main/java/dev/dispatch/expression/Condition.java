package dev.dispatch.expression;

import dev.dispatch.json.Pointer;
import dev.dispatch.jsonpath.JsonPath;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Something that holds for a document or does not. */
public sealed interface Condition {

    /**
     * One comparison.
     *
     * @param pointer the rule's place in its document
     */
    record Rule(JsonPath path, Operator operator, Operand operand, Pointer pointer) implements Condition {}

    /** Several conditions, at least one. */
    record Group(Mode mode, List<Condition> conditions) implements Condition {
        public Group {
            conditions = List.copyOf(conditions);
        }
    }

    /** How many of a group must hold. */
    enum Mode {
        ALL,
        ANY
    }

    /**
     * Reads a rule, an array of which all hold, or a group; faulty with every fault in it.
     *
     * @param roots what the references in its values may begin with
     */
    static Parsed<Condition> parse(JsonNode json, Pointer base, Roots roots) {
        return new ConditionParser(roots).parse(json, base);
    }

    /** Every reference in the values of its rules. */
    default List<ReferenceUse> references() {
        return rules().flatMap(rule -> rule.operand() instanceof Operand.Open(TemplateTree tree)
                        ? tree.references().stream()
                        : Stream.of())
                .toList();
    }

    /** Its rules in the order of the document, whatever groups they are in. */
    default Stream<Rule> rules() {
        return switch (this) {
            case Rule rule -> Stream.of(rule);
            case Group group -> group.conditions().stream().flatMap(Condition::rules);
        };
    }

    /** Evaluates every rule, also those that cannot change the outcome any more. */
    default Evaluation evaluate(JsonNode root, Scope scope) {
        return evaluate(root, scope, UnaryOperator.identity());
    }

    /**
     * The same.
     *
     * @param operands what is made of the values of rules before they are compared and shown; what a regular expression
     *     or a schema is written with stays
     */
    default Evaluation evaluate(JsonNode root, Scope scope, UnaryOperator<JsonNode> operands) {
        return new ConditionEvaluator(root, scope, operands).evaluate(this);
    }
}
