package dev.dispatch.jsonpath;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

class JsonPathTest {

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text.replace('`', '"'));
    }

    @ParameterizedTest
    @ValueSource(strings = {"$", "$.a", "$['a'][0]", "$ [\"a\"] .b"})
    void namesAndIndexesMakeASingularPath(String path) {
        assertThat(JsonPath.parse(path).namesAndIndexesOnly()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"$.*", "$..a", "$[0,1]", "$[0:1]", "$[?@.a]", "$.a[*].b", "$..[0]"})
    void anyOtherSelectorMakesAPathOfManyMatches(String path) {
        assertThat(JsonPath.parse(path).namesAndIndexesOnly()).isFalse();
    }

    @Test
    void aSingularPathYieldsItsValueOrNothing() {
        JsonNode root = json("{`data`: [{`id`: 7}], `none`: null}");

        assertThat(JsonPath.parse("$.data[0].id").value(root)).contains(json("7"));
        assertThat(JsonPath.parse("$.data[-1].id").value(root)).contains(json("7"));
        assertThat(JsonPath.parse("$.none").value(root)).contains(json("null"));
        assertThat(JsonPath.parse("$.data[1].id").value(root)).isEmpty();
        assertThat(JsonPath.parse("$.data.id").value(root)).isEmpty();
        assertThat(JsonPath.parse("$.none.deeper").value(root)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{`a`: []}           | []",
                "{`a`: [{`id`: 1}]}  | [1]",
                "{`a`: [{`id`: [2]}]}| [[2]]",
                "{`a`: [{`id`: 1}, {}, {`id`: 3}]} | [1, 3]",
                "{}                  | []",
                "`text`              | []"
            })
    void aPathOfManyMatchesYieldsAnArrayWhateverTheDocument(String document, String expected) {
        assertThat(JsonPath.parse("$.a[*].id").value(json(document))).contains(json(expected));
    }

    @Test
    void matchesAreTheNodesOfTheTreeThemselves() {
        JsonNode root = json("{`a`: [{`x`: 1}, {`x`: 2}]}");

        List<JsonNode> matches = JsonPath.parse("$.a[?@.x > 1]").select(root);

        assertThat(matches).hasSize(1);
        assertThat(matches.getFirst()).isSameAs(root.path("a").get(1));
        assertThat(JsonPath.parse("$").select(root).getFirst()).isSameAs(root);
    }

    @Test
    void aMissingDocumentHoldsNoValue() {
        JsonNode missing = JsonNodeFactory.instance.missingNode();

        assertThat(JsonPath.parse("$").select(missing)).isEmpty();
        assertThat(JsonPath.parse("$").value(missing)).isEmpty();
        assertThat(JsonPath.parse("$").locate(missing)).isEmpty();
        assertThat(JsonPath.parse("$..*").value(missing)).contains(json("[]"));
    }

    @Test
    void placesAreNamedByNormalizedPathsThatLeadBackToThem() {
        JsonNode root = json("{`a'b`: [{`tab\\t`: {`\\u0001`: {`back\\\\slash`: [true]}}}], `\uD83D\uDE00`: 1}");

        List<Located> located = JsonPath.parse("$..*").locate(root);

        assertThat(located)
                .extracting(Located::normalizedPath)
                .contains("$['a\\'b'][0]['tab\\t']['\\u0001']['back\\\\slash'][0]", "$['\uD83D\uDE00']");
        for (Located place : located) {
            JsonPath back = JsonPath.parse(place.normalizedPath());
            assertThat(back.namesAndIndexesOnly()).isTrue();
            assertThat(back.select(root).getFirst()).isSameAs(place.value());
            assertThat(back.locate(root)).containsExactly(place);
        }
    }

    @Test
    void aSingularPathNamesAnIndexFromTheEndByItsPosition() {
        assertThat(JsonPath.parse("$[-1]").locate(json("[1, 2, 3]"))).containsExactly(new Located("$[2]", json("3")));
    }

    @Test
    void thePathIsKeptAsWritten() {
        JsonPath path = JsonPath.parse("$ [ 'a' ]");

        assertThat(path.text()).isEqualTo("$ [ 'a' ]").isEqualTo(path.toString());
        assertThat(path).isEqualTo(JsonPath.parse("$ [ 'a' ]")).hasSameHashCodeAs(JsonPath.parse("$ [ 'a' ]"));
        assertThat(path).isNotEqualTo(JsonPath.parse("$['a']"));
    }

    @ParameterizedTest
    @CsvSource({
        "@ == 1, 1.0, true",
        "@ == 1.0, 1, true",
        "@ == 1e2, 100, true",
        "@ == -0, 0, true",
        "@ == 9007199254740993, 9007199254740992, false",
        "@ < 9007199254740993, 9007199254740992, true",
        "@ == 0.1, 0.1, true",
        "@ == 123456789012345678901234567890, 123456789012345678901234567890, true",
        "@ < 123456789012345678901234567890, 123456789012345678901234567889, true",
        "@ > 1e-400, 1, true",
        "@ < 1e999999999, 1, true",
        "@ <= 1.0, 1, true",
        "@ >= 1.01, 1, false",
        "@ != 1, 1.0, false",
    })
    void numbersAreComparedByExactValue(String condition, String number, boolean expected) {
        assertThat(JsonPath.parse("$[?" + condition + "]").select(json("[" + number + "]")))
                .hasSize(expected ? 1 : 0);
    }

    @Test
    void decimalsThatDifferBeyondADoubleAreDifferent() {
        JsonNode a = JsonNodeFactory.instance.numberNode(new BigDecimal("0.10000000000000000001"));
        JsonNode root = JsonNodeFactory.instance.arrayNode().add(a);

        assertThat(JsonPath.parse("$[?@ == 0.1]").select(root)).isEmpty();
        assertThat(JsonPath.parse("$[?@ > 0.1]").select(root)).containsExactly(a);
    }

    @Test
    void valuesThatAreNotFiniteCompareWithoutFailing() {
        JsonNode root = JsonNodeFactory.instance.arrayNode().add(Double.NaN).add(Double.POSITIVE_INFINITY);

        assertThat(JsonPath.parse("$[?@ == 1e400]").select(root)).hasSize(1);
        assertThat(JsonPath.parse("$[?@ < 1]").select(root)).isEmpty();
    }

    @Test
    void containersAreEqualByContentWhateverTheOrderOfMembers() {
        JsonNode root = json("{`a`: {`x`: [1, {`y`: 2.0}], `z`: null}, `b`: {`z`: null, `x`: [1.0, {`y`: 2}]},"
                + " `c`: {`x`: [1, {`y`: 3}], `z`: null}, `d`: {`x`: [1], `w`: null}, `e`: [1, null]}");

        assertThat(JsonPath.parse("$[?@ == $.a]").locate(root))
                .extracting(Located::normalizedPath)
                .containsExactly("$['a']", "$['b']");
    }

    @Test
    void stringsAreOrderedByCodePointsAndNotByCharacters() {
        JsonNode root = json("[`\uD83D\uDE00`, `\uFFFD`]");

        assertThat(JsonPath.parse("$[?@ > '\uFFFD']").select(root)).containsExactly(root.get(0));
        assertThat(JsonPath.parse("$[?length(@) == 1]").select(root)).hasSize(2);
    }
}
