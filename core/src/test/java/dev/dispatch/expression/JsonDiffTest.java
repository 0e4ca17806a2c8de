package dev.dispatch.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import java.time.InstantSource;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class JsonDiffTest {

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a':1} | {'a':2} | [{'pointer':'/a','kind':'different','expected':1,'actual':2}]",
                "{'a':1,'b':null} | {'a':1.0} | [{'pointer':'/b','kind':'missing','expected':null}]",
                "{} | {'a/b~':[]} | [{'pointer':'/a~1b~0','kind':'unexpected','actual':[]}]",
                "{'a':{'b':[1,{'c':1}]}} | {'a':{'b':[1,{'c':'1'}]}}"
                        + " | [{'pointer':'/a/b/1/c','kind':'different','expected':1,'actual':'1'}]",
                "{'a':[1]} | {'a':{}} | [{'pointer':'/a','kind':'different','expected':[1],'actual':{}}]",
                "[1,2,3] | [1,9,3] | [{'pointer':'/1','kind':'different','expected':2,'actual':9}]",
                "[1,2,3] | [1,2] | [{'pointer':'/2','kind':'missing','expected':3}]",
                "[1,2,3] | [2,3] | [{'pointer':'/0','kind':'missing','expected':1}]",
                "[2,3] | [1,2,3] | [{'pointer':'/0','kind':'unexpected','actual':1}]",
                "[1,1] | [1,1,1] | [{'pointer':'/2','kind':'unexpected','actual':1}]",
                "[] | [null] | [{'pointer':'/0','kind':'unexpected','actual':null}]",
                "[0,1,2,9] | [0,5,9] | [{'pointer':'/1','kind':'different','expected':1,'actual':5},"
                        + "{'pointer':'/2','kind':'missing','expected':2}]",
                "{'l':[1,{'b':1,'a':2},3]} | {'l':[3,1.0,{'a':2,'b':1}]} | [{'pointer':'/l','kind':'different',"
                        + "'expected':[1,{'b':1,'a':2},3],'actual':[3,1.0,{'a':2,'b':1}],"
                        + "'note':'the same elements in another order'}]",
                "[1,2,2] | [2,1,1] | [{'pointer':'/0','kind':'different','expected':1,'actual':2},"
                        + "{'pointer':'/1','kind':'different','expected':2,'actual':1},"
                        + "{'pointer':'/2','kind':'different','expected':2,'actual':1}]",
            })
    void aDifferenceSaysWhereAndHow(String expected, String actual, String diff) {
        assertThat(diff(json(expected), json(actual)).get("diff")).isEqualTo(json(diff));
    }

    @Test
    void whatCanBeSeenWholeHasNoDiff() {
        assertThat(diff(Json.text("a"), Json.text("b")).has("diff")).isFalse();
        assertThat(diff(json("[1]"), json("{}")).has("diff")).isFalse();
        assertThat(diff(json("[1]"), Json.nothing()).has("diff")).isFalse();
        assertThat(result("neq", json("[1]"), json("[1]")).has("diff")).isFalse();
        assertThat(result("in", json("[[1]]"), json("[2]")).has("diff")).isFalse();
    }

    @Test
    void onlyTheFirstDifferencesAreShownAndTheOthersCounted() {
        ArrayNode expected = Json.array();
        ArrayNode actual = Json.array();
        for (int i = 0; i < 40; i++) {
            expected.add(i);
            actual.add(-1 - i);
        }
        ObjectNode rule = diff(expected, actual);
        assertThat(rule.get("diff")).hasSize(10);
        assertThat(rule.get("moreDifferences").asInt()).isEqualTo(30);
        assertThat(rule.get("note").asString()).isEqualTo("[0] differs, and 39 more differences");
    }

    @Test
    void theNoteNamesTheFirstPlace() {
        assertThat(note("{'a':{'b':1}}", "{'a':{'b':2}}")).isEqualTo("a.b differs");
        assertThat(note("{'a':1,'b':1}", "{'b':2}")).isEqualTo("a is missing, and 1 more difference");
        assertThat(note("[]", "[1]")).isEqualTo("[0] is unexpected");
        assertThat(note("{'a':[1,2]}", "{'a':[2,1]}")).isEqualTo("a: the same elements in another order");
        assertThat(note("[1,2]", "[2,1]")).isEqualTo("the same elements in another order");
    }

    @Test
    void longValuesAreCutToTheirBeginning() {
        ObjectNode expected = Json.object();
        expected.set("list", Json.parse("[" + "7,".repeat(5_000) + "7]"));
        JsonNode difference = diff(expected, Json.object()).get("diff").get(0);
        assertThat(difference.get("expected").asString())
                .startsWith("[7,7,")
                .endsWith("...")
                .hasSize(123);
    }

    @Test
    void ofLongTextsThePartThatDiffersIsShown() {
        String before = "\uD83D\uDE00".repeat(200);
        JsonNode difference = diff(
                        Json.object().put("t", before + "left" + "x".repeat(500)),
                        Json.object().put("t", before + "right"))
                .get("diff")
                .get(0);
        assertThat(difference.get("note").asString()).isEqualTo("the texts differ from character 201 on");
        assertThat(difference.get("expected").asString())
                .startsWith("...\uD83D\uDE00")
                .contains("left")
                .endsWith("x...")
                .hasSizeLessThan(130);
        assertThat(difference.get("actual").asString()).isEqualTo("..." + "\uD83D\uDE00".repeat(10) + "right");
    }

    @Test
    void longTextsOfTheirOwnAreComparedTheSameWay() {
        ObjectNode rule = diff(Json.text("a".repeat(300)), Json.text("a".repeat(299)));
        assertThat(rule.get("note").asString()).isEqualTo("the texts differ from character 300 on");
        assertThat(rule.get("diff").get(0).get("pointer").asString()).isEmpty();
    }

    @Test
    void aLongNameDoesNotMakeALongEntry() {
        JsonNode difference = diff(Json.object(), Json.object().put("n".repeat(100_000), 1))
                .get("diff")
                .get(0);
        assertThat(difference.get("pointer").asString()).hasSizeLessThan(310);
    }

    @Test
    void deepValuesAreComparedWholeFromSomeDepthOn() {
        String left = "[".repeat(400) + "1" + "]".repeat(400);
        String right = "[".repeat(400) + "2" + "]".repeat(400);
        JsonNode difference = diff(json(left), json(right)).get("diff").get(0);
        assertThat(difference.get("pointer").asString()).isEqualTo("/0".repeat(32));
    }

    @Test
    void thereIsADifferenceExactlyWhereTheValuesAreNotEqual() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(20260306);
        for (int i = 0; i < 3_000; i++) {
            JsonNode a = made(random, 3);
            JsonNode b = random.nextInt(3) == 0 ? a.deepCopy() : made(random, 3);
            boolean alike = (a.isObject() && b.isObject()) || (a.isArray() && b.isArray());
            assertThat(JsonDiff.between(a, b).isPresent()).as("%s and %s", a, b).isEqualTo(alike && !Json.equal(a, b));
        }
    }

    private static JsonNode made(RandomGenerator random, int depth) {
        return switch (random.nextInt(depth == 0 ? 2 : 5)) {
            case 0 -> Json.number(random.nextInt(2));
            case 1 -> Json.text(random.nextBoolean() ? "a" : "b");
            case 2, 3 -> {
                ArrayNode array = Json.array();
                for (int i = random.nextInt(4); i > 0; i--) {
                    array.add(made(random, depth - 1));
                }
                yield array;
            }
            default -> {
                ObjectNode object = Json.object();
                for (int i = random.nextInt(4); i > 0; i--) {
                    object.set(random.nextBoolean() ? "x" : "y", made(random, depth - 1));
                }
                yield object;
            }
        };
    }

    @Test
    void aSchemaSaysEachPlaceThatDoesNotFit() {
        ObjectNode rule = result(
                "schema",
                json("{'required':['id'],'properties':{'tags':{'items':{'type':'string'}}}}"),
                json("{'tags':['a',1,2,3,4,5,6,7,8,9,10,11]}"));
        assertThat(rule.get("violations")).hasSize(10);
        assertThat(rule.get("moreViolations").asInt()).isEqualTo(2);
        assertThat(rule.get("violations").get(0).get("keyword").asString()).isEqualTo("required");
        assertThat(rule.get("violations").get(1).get("pointer").asString()).isEqualTo("/tags/1");
        assertThat(rule.get("note").asString()).endsWith(", and 9 more");
    }

    private static String note(String expected, String actual) {
        return diff(json(expected), json(actual)).path("note").asString();
    }

    private static ObjectNode diff(JsonNode expected, JsonNode actual) {
        return result("eq", expected, actual);
    }

    private static ObjectNode result(String operator, JsonNode value, JsonNode actual) {
        ObjectNode rule = Json.object().put("path", "$").put("op", operator);
        rule.set("value", value);
        Condition condition = ((Parsed.Ok<Condition>) Condition.parse(rule, Pointer.ROOT, Roots.of())).value();
        TreeScope scope = new TreeScope(Map.of(), new SystemGenerator(InstantSource.system()));
        return ((Evaluation.Decided) condition.evaluate(actual, scope))
                .rules()
                .getFirst()
                .toJson();
    }

    private static JsonNode json(String text) {
        return Json.parse(text.replace('\'', '"'));
    }
}
