package dev.dispatch.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {

    private static final String DOCUMENT = """
            {"runId": "r", "outputs": {"total": 3, "note": null, "lines": [{"a": 1, "b": 2}, {"b": 3}]},
             "names": ["x", "y"], "none": []}
            """;

    private static String select(String fields, String document) {
        return Json.compact(Fields.of(fields).select(Json.parse(document)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "runId                    | {'runId':'r'}",
                "outputs.total,runId      | {'outputs':{'total':3},'runId':'r'}",
                "outputs.total, outputs.note | {'outputs':{'total':3,'note':null}}",
                "outputs.lines.a          | {'outputs':{'lines':[{'a':1},{}]}}",
                "outputs.lines.a,outputs.lines.b | {'outputs':{'lines':[{'a':1,'b':2},{'b':3}]}}",
                "names                    | {'names':['x','y']}",
                "none.a                   | {'none':[]}",
            })
    void onlyWhatWasNamedIsLeft(String fields, String expected) {
        assertThat(select(fields, DOCUMENT)).isEqualTo(expected.replace('\'', '"'));
    }

    @Test
    void aNameThatNothingHasIsListedSoThatItIsNotTakenForAnAbsentValue() {
        assertThat(select("runid,runId,outputs.totl,runId.x", DOCUMENT))
                .isEqualTo("{\"runId\":\"r\",\"missingFields\":[\"runid\",\"outputs.totl\",\"runId.x\"]}");
    }

    @Test
    void ofAListEachItemIsCutDown() {
        assertThat(select("runId", "[{\"runId\": 1, \"status\": 2}, {\"runId\": 3}]"))
                .isEqualTo("[{\"runId\":1},{\"runId\":3}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a,", "a..b", ".a", ","})
    void aPathIsMadeOfNames(String fields) {
        assertThat(Fields.of(fields).valid()).isFalse();
    }
}
