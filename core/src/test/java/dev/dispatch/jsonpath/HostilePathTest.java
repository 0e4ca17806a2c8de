package dev.dispatch.jsonpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class HostilePathTest {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static JsonNode deepDocument(int depth, String leaf) {
        JsonNode node = NODES.stringNode(leaf);
        for (int i = 0; i < depth; i++) {
            ObjectNode parent = NODES.objectNode();
            parent.set("a", node);
            node = NODES.arrayNode().add(parent);
        }
        return node;
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "[?@", "[?(", "[?!(", "[?length(", "[?@[?", "[?$..[?count("})
    void tenThousandOpenBracketsAreASyntaxError(String opening) {
        assertThatExceptionOfType(JsonPathSyntaxException.class)
                .isThrownBy(() -> JsonPath.parse("$" + opening.repeat(10_000)));
    }

    @Test
    void nestingEndsAtSixtyFourLevels() {
        String deepest = "$" + "[?@".repeat(64) + "]".repeat(64);
        assertThat(JsonPath.parse(deepest).select(NODES.arrayNode())).isEmpty();

        assertThatExceptionOfType(JsonPathSyntaxException.class)
                .isThrownBy(() -> JsonPath.parse("$" + "[?@".repeat(65) + "]".repeat(65)))
                .withMessageContaining("64 levels")
                .satisfies(failure -> assertThat(failure.offset()).isEqualTo(3 * 64 + 3));
    }

    @Test
    void aClosedLevelDoesNotCountAsNesting() {
        String many = "$" + "[?(@.a)]".repeat(200);

        assertThat(JsonPath.parse(many).select(NODES.arrayNode())).isEmpty();
    }

    @Test
    void aPathOfTooManyCharactersIsASyntaxError() {
        assertThatExceptionOfType(JsonPathSyntaxException.class)
                .isThrownBy(() -> JsonPath.parse("$" + ".a".repeat(40_000)))
                .withMessageContaining("65,536")
                .satisfies(failure -> assertThat(failure.offset()).isEqualTo(65_536));
    }

    @Test
    void aLongPathIsEvaluatedWithoutUsingUpTheStack() {
        JsonNode root = deepDocument(10_000, "leaf");

        assertThat(JsonPath.parse("$" + "[0].a".repeat(10_000)).value(root)).contains(NODES.stringNode("leaf"));
        assertThat(JsonPath.parse("$" + "[*].a".repeat(10_000)).select(root)).hasSize(1);
        assertThat(JsonPath.parse("$[?@" + ".a[0]".repeat(10_000) + "]").select(root))
                .isEmpty();
    }

    @Test
    void theDepthOfADocumentDoesNotUseUpTheStack() {
        JsonNode root = deepDocument(100_000, "leaf");
        ArrayNode twins =
                NODES.arrayNode().add(root).add(deepDocument(100_000, "leaf")).add(deepDocument(99_999, "x"));

        List<JsonNode> strings = JsonPath.parse("$..[?@ == 'leaf']").select(root);
        assertThat(strings).hasSize(1);
        assertThat(JsonPath.parse("$..a").select(root)).hasSize(100_000);
        assertThat(JsonPath.parse("$[?@ == $[0]]").select(twins)).hasSize(2);
        assertThat(JsonPath.parse("$..[?@ == 'leaf']").locate(root).getFirst().normalizedPath())
                .hasSize(1 + 100_000 * "[0]['a']".length());
    }

    @Test
    void matchesThatMultiplyEndAtALimit() {
        JsonNode root = deepDocument(250, "leaf");

        assertThatExceptionOfType(JsonPathLimitException.class)
                .isThrownBy(() -> JsonPath.parse("$..*..*..*..*..*").select(root))
                .withMessageContaining("too many values");
    }

    @Test
    void workWithoutMatchesEndsAtALimit() {
        ArrayNode root = NODES.arrayNode();
        for (int i = 0; i < 10_000; i++) {
            root.add(i);
        }

        assertThatExceptionOfType(JsonPathLimitException.class)
                .isThrownBy(() -> JsonPath.parse("$[?count($[?@ == 'x']) == 1]").select(root))
                .withMessageContaining("visits too many values");
    }

    @Test
    void aPatternMadeToBacktrackIsMatchedInLinearWork() {
        ArrayNode root = NODES.arrayNode().add("a".repeat(50_000));

        assertThat(JsonPath.parse("$[?match(@, '(a*)*b')]").select(root)).isEmpty();
    }

    @Test
    void aPatternOfTheDocumentThatIsTooLargeEndsAtALimit() {
        ArrayNode root = NODES.arrayNode().add("((a{100}){100}){100}");

        assertThatExceptionOfType(JsonPathLimitException.class)
                .isThrownBy(() -> JsonPath.parse("$[?match(@, $[0])]").select(root))
                .withMessageContaining("10,000");
    }
}
