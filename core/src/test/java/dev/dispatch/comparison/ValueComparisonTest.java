package dev.dispatch.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueComparisonTest {

    private static final VolatileValues VOLATILE =
            new VolatileValues("20260306-162116-job-run-0427a1b", "20260307-090000-job-run-1234567");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"a":"0b8bd2c6-5d5c-4f5a-9f57-1d2a5a0d6a11"} | {"a":"1b8bd2c6-5d5c-4f5a-9f57-1d2a5a0d6a12"} | RANDOM_ID
            {"a":"2026-03-06T16:21:16.042Z"}             | {"a":"2026-03-07T09:00:00Z"}                | TIME
            {"a":1772814076042}                          | {"a":1772814079999}                         | TIME
            {"createdAt":1772814076}                     | {"createdAt":1772814079}                    | TIME
            {"etag":"W/1"}                               | {"etag":"W/2"}                              | NAME
            {"elapsedMs":3}                              | {"elapsedMs":4}                             | DURATION
            {"a":"done in 12ms"}                         | {"a":"done in 14ms"}                        | TIME
            {"a":"of 20260307-090000-job-run-1234567"}   | {"a":"of 20260306-162116-job-run-0427a1b"}  | RUN_ID
            {"a":"[REDACTED]"}                           | {"a":"x"}                                   | REDACTED
            {"a":1}                                      | {"a":2}                                     | null
            {"a":1772814076}                             | {"a":1772814079}                            | null
            {"a":"2026-03-06T16:21:16.042Z"}             | {"a":"tomorrow"}                            | null
            {"sha256":"aa"}                              | {"sha256":"bb"}                             | null
            """)
    void aDifferenceIsIgnoredForWhatBothValuesAreOrForTheirName(String against, String run, String why) {
        assertThat(compare(against, run))
                .extracting(one -> String.valueOf(one.ignored()))
                .containsExactly(why);
    }

    @Test
    void elementsOfArraysAreKnownByTheirIds() {
        assertThat(compare(
                        "[{\"id\":1,\"n\":\"a\"},{\"id\":2,\"n\":\"b\"},{\"id\":3,\"n\":\"c\"}]",
                        "[{\"id\":2,\"n\":\"b\"},{\"id\":3,\"n\":\"x\"},{\"id\":4,\"n\":\"d\"}]"))
                .extracting(one -> one.kind() + one.pointer().text())
                .containsExactly("REMOVED/0", "CHANGED/1/n", "ADDED/2");
    }

    @Test
    void anotherOrderIsOneDifference() {
        assertThat(compare("[1, 2, 3]", "[3, 1, 2]"))
                .extracting(RunDifference::kind)
                .containsExactly(RunDifference.Kind.MOVED);
    }

    @Test
    void whatFollowsFromTheBodyBesideItDoesNotCount() {
        String answer = "{\"status\":200,\"headers\":{\"content-length\":\"%d\"},\"body\":%d,\"size\":%d}";
        assertThat(compare(answer.formatted(1, 5, 1), answer.formatted(2, 55, 2)))
                .extracting(one -> one.pointer().text() + " " + one.ignored())
                .containsExactly("/headers/content-length DERIVED", "/body null", "/size DERIVED");
    }

    @Test
    void deepAndWideValuesAreComparedWithinBounds() {
        String deep = "[".repeat(400) + "%d" + "]".repeat(400);
        assertThat(compare(deep.formatted(1), deep.formatted(2))).hasSize(1);
        StringBuilder wide = new StringBuilder("[0");
        for (int i = 1; i < 50_000; i++) {
            wide.append(',').append(i);
        }
        assertThat(compare(wide + "]", wide + ",50000]")).hasSize(1);
    }

    private static List<RunDifference> compare(String against, String run) {
        List<RunDifference> found = new ArrayList<>();
        ValueComparison.compare(
                "step", "response", VOLATILE, List.of(), Json.parse(run), Json.parse(against), found::add);
        return found;
    }
}
