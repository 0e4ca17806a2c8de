package dev.dispatch.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.sdk.Effect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What policies believe of a GraphQL document. */
class GraphqlEffectTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ a }",
                "query Q { a(b: \"mutation\") }",
                "# mutation M { a }\nquery Q { mutation }",
                "\"\"\" mutation { \\\"\"\" mutation \"\"\" query Q { a }",
                "query Q($a: [In!] = [{mutation: 1}]) { a }",
                "",
            })
    void whatHasNoMutationReads(String document) {
        assertThat(GraphqlEffect.of(document)).contains(Effect.READ);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mutation { b }",
                "fragment F on T { a } mutation M { b }",
                "query A { a(b: \"\\\"}\") } mutation B { b }",
                "# x\rmutation { b }",
                "\"unclosed\nmutation { b }",
                "}} mutation { b }",
                ",,\uFEFFmutation{b}",
            })
    void whatHasAMutationWrites(String document) {
        assertThat(GraphqlEffect.of(document)).contains(Effect.WRITE);
    }

    /** Named like the keyword, it is taken for one: no harm is done by being careful. */
    @Test
    void anOperationNamedMutationCountsAsOne() {
        assertThat(GraphqlEffect.of("query mutation { a }")).contains(Effect.WRITE);
    }

    @Test
    void whatAnExpressionGivesIsNotKnown() {
        assertThat(GraphqlEffect.of("query { a(b: \"${input.b}\") }")).isEmpty();
    }
}
