package dev.dispatch.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class LimitsTest {

    private static JsonNode nested(int levels) {
        JsonNode value = Json.object();
        for (int i = 0; i < levels; i++) {
            ObjectNode outer = Json.object();
            outer.set("a", value);
            value = outer;
        }
        return value;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'properties':{'a':{'$ref':'#'}}}",
                "{'contains':true,'properties':{'a':{'$ref':'#'}}}",
                "{'$dynamicAnchor':'n','properties':{'a':{'$dynamicRef':'#n'}}}"
            })
    void recursiveSchemasAreCheckedToAGoodDepth(String schema) {
        assertThat(Schemas.compile(schema).validate(nested(250))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'properties':{'a':{'$ref':'#'}}}", "{'contains':true,'properties':{'a':{'$ref':'#'}}}"})
    void aValueBeyondMeasureIsReported(String schema) {
        assertThat(Schemas.lines(Schemas.compile(schema).validate(nested(3_000))))
                .containsExactly(" is nested too deeply to check");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'properties':{'a':{'anyOf':[{'$ref':'#'},{'$ref':'#'}]}},'required':['a']}",
                "{'contains':true,'properties':{'a':{'anyOf':[{'$ref':'#'},{'$ref':'#'}]}},'required':['a']}"
            })
    void aCheckThatMultipliesIsEnded(String schema) {
        assertThat(Schemas.lines(Schemas.compile(schema).validate(nested(60))))
                .singleElement()
                .asString()
                .startsWith(" takes more than ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'$dynamicAnchor':'n','$dynamicRef':'#n'}",
                "{'$dynamicRef':'#'}",
                "{'oneOf':[{'$dynamicRef':'#'}]}",
                "{'oneOf':[{'$dynamicRef':'#/oneOf/0'}]}"
            })
    void aDynamicReferenceToItselfIsEnded(String schema) {
        assertThat(Schemas.validate(schema, "1")).containsExactly(" is nested too deeply to check");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'type':'integer'}", "{'minimum':2}", "{'uniqueItems':true}", "{'const':1e999999}"})
    void aNumberWithAVastExponentCostsNothing(String schema) {
        JsonNode value = Json.parse("1e999999");
        assertThat(Schemas.compile(schema).validate(value)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'multipleOf':3}", "{'contains':true,'multipleOf':3}"})
    void aMultipleOverAVastExponentIsRefused(String schema) {
        assertThat(Schemas.compile(schema).validate(Json.parse("1e999999999"))).hasSize(1);
    }
}
