package dev.dispatch.module;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The small languages of manifests and jobs: version ranges and expected statuses. */
class VersionsAndStatusesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "^1.2.0; 1.9.9; true",
                "^1.2.0; 2.0.0; false",
                "~0.2; 0.2.7; true",
                "~0.2; 0.3.0; false",
                "1.x; 1.5.0; true",
                "*; 7.0.0; true",
                ">=1 <2; 1.5.0; true",
                "1.2.3 - 2.0.0; 2.0.0; true",
                "^1 || ^3; 3.1.0; true",
                "^1 || ^3; 2.1.0; false",
                "^1.0.0; nonsense; false",
            })
    void aRangeHoldsWhatNpmSaysItHolds(String range, String version, boolean holds) {
        assertThat(VersionRange.parse(range).orElseThrow().contains(version)).isEqualTo(holds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"foo", "latest", "", " ", "||", "^1.2 || nonsense", ">=", "1.2.3.4", "99999999999999999999.0.0"})
    void whatIsNoRangeIsRefused(String text) {
        assertThat(VersionRange.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1.2.3, true", "1.2.3-rc.1+b, true", "v1.2.3, false", "1.2, false", "01.2.3, false", "' 1.2.3', false"})
    void aVersionHasThreeNumbers(String text, boolean version) {
        assertThat(VersionRange.isVersion(text)).isEqualTo(version);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "201; 201; true",
                "201.0; 201; true",
                "201; 200; false",
                "\"404\"; 404; true",
                "\"4xx\"; 499; true",
                "\"4xx\"; 500; false",
                "[200, \"4xx\"]; 404; true",
            })
    void aStatusIsExpectedByNumberRangeOrList(String json, int status, boolean expected) {
        assertThat(StatusParser.parse(Json.parse(json)).orElseThrow().stream()
                        .anyMatch(range -> status >= range.lowest() && status <= range.highest()))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "99",
                "600",
                "200.5",
                "\"xxx\"",
                "\"6xx\"",
                "\"2XX\"",
                "\"20\"",
                "[]",
                "[200, null]",
                "{}",
                "true"
            })
    void whatIsNoStatusIsRefused(String json) {
        assertThat(StatusParser.parse(Json.parse(json))).isEmpty();
    }
}
