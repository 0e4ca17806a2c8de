package dev.dispatch.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IgnoreRuleTest {

    @Test
    void theScopeStandsBeforeThePath() {
        assertThat(IgnoreRule.parse("$..id").scope()).isEmpty();
        assertThat(IgnoreRule.parse("create:$.body.id").scope()).isEqualTo("create");
        assertThat(IgnoreRule.parse("login>session:$").step()).contains("login>session");
        assertThat(IgnoreRule.parse("outputs:$.total").step()).isEmpty();
        assertThat(IgnoreRule.parse("list[0]:$.a[?@.b == 'x:$']").path().text()).isEqualTo("$.a[?@.b == 'x:$']");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "id", "create", "create:", ":$.id", "body.$", "create $.id", "$.a[", "create:$.order-id"})
    void whatIsNoRuleIsAUsageErrorThatSaysHowToWriteOne(String text) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> IgnoreRule.parse(text))
                .satisfies(e -> assertThat(e.problem().code()).isEqualTo(ProblemCode.USAGE_ERROR));
    }
}
