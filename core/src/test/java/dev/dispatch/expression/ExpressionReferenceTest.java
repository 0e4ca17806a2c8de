package dev.dispatch.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class ExpressionReferenceTest {

    @Test
    void everyRootFunctionAndOperatorHasItsEntry() {
        assertThat(ExpressionReference.roots())
                .extracting(ExpressionReference.Entry::name)
                .containsExactlyInAnyOrderElementsOf(Roots.ALL.names());
        assertThat(ExpressionReference.functions())
                .extracting(ExpressionReference.Entry::name)
                .containsExactlyInAnyOrderElementsOf(Function.names());
        assertThat(ExpressionReference.conditionOperators())
                .extracting(ExpressionReference.RuleEntry::operator)
                .containsExactly(Operator.values());
    }

    @Test
    void everyExampleStandsWithTheValueItHas() {
        JsonNode reference = ExpressionReference.toJson();
        assertThat(values(reference.get("functions")))
                .contains(
                        "${first(input.note, input.name)} Ada Lovelace",
                        "${jsonpath(step:list-orders, $.orders[?@.total > 10].id)} [\"o-17\"]",
                        "${sum(input.prices)} 3.3",
                        "${randomInt(1, 6)} 3");
        assertThat(values(reference.get("roots"))).hasSize(Roots.ALL.names().size());
        assertThat(values(reference.get("operators")))
                .contains(
                        "$${not an expression} ${not an expression}",
                        "order ${run.orderId} of ${input.limit} order o-17 of 10");
    }

    static List<ExpressionReference.Entry> entries() {
        return Stream.of(ExpressionReference.roots(), ExpressionReference.functions())
                .flatMap(List::stream)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void anExampleShowsTheNameItExplains(ExpressionReference.Entry entry) {
        assertThat(entry.example()).contains(entry.name());
    }

    static List<ExpressionReference.RuleEntry> rules() {
        return ExpressionReference.conditionOperators();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void anExampleRuleHolds(ExpressionReference.RuleEntry entry) {
        Parsed<Condition> parsed = Condition.parse(entry.example(), Pointer.ROOT, Roots.ALL);
        Condition condition = ((Parsed.Ok<Condition>) parsed).value();
        JsonNode root = ExpressionReference.sample().get("response");
        assertThat(condition.evaluate(root, Scopes.sample()))
                .isInstanceOfSatisfying(
                        Evaluation.Decided.class,
                        decided ->
                                assertThat(decided.held()).as(decided.summary()).isTrue());
    }

    private static List<String> values(JsonNode entries) {
        return entries.valueStream()
                .map(entry -> entry.get("example").stringValue() + " " + Json.show(entry.get("value")))
                .toList();
    }
}
