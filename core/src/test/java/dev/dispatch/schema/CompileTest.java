package dev.dispatch.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class CompileTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "3 | ` must be a schema, is integer 3`",
                "{'type':'int'} | `/type must be one of string, number, integer, boolean, object, array, null or an array of them, is string 'int'`",
                "{'type':[]} | `/type must be one of string, number, integer, boolean, object, array, null or an array of them, is array of 0 items`",
                "{'properties':{'a':{'minLength':-1}}} | `/properties/a/minLength must be an integer of at least 0, is integer -1`",
                "{'properties':[]} | `/properties must be an object of schemas, is array of 0 items`",
                "{'properties':{'a':'string'}} | `/properties/a must be a schema, is string 'string'`",
                "{'items':[{}]} | `/items must be a schema, is array of 1 item`",
                "{'anyOf':[]} | `/anyOf must be an array of at least one schema, is array of 0 items`",
                "{'required':'a'} | `/required must be an array of different strings, is string 'a'`",
                "{'required':['a','a']} | `/required must be an array of different strings, is array of 2 items`",
                "{'multipleOf':0} | `/multipleOf must be a number greater than 0, is integer 0`",
                "{'minimum':'1'} | `/minimum must be a number, is string '1'`",
                "{'uniqueItems':1} | `/uniqueItems must be a boolean, is integer 1`",
                "{'enum':'a'} | `/enum must be an array, is string 'a'`",
                "{'dependentRequired':{'a':[1]}} | `/dependentRequired/a must be an array of different strings, is array of 1 item`",
                "{'dependencies':{}} | `/dependencies is not in JSON Schema 2020-12 (write dependentRequired or dependentSchemas), and would be ignored`",
                "{'$ref':'#/$defs/a'} | `/$ref must lead to a schema in the same document, #/$defs/a does not`",
                "{'$ref':'#/title','title':'x'} | `/$ref must lead to a schema in the same document, #/title does not`",
                "{'$ref':'#nowhere'} | `/$ref must lead to a schema in the same document, #nowhere does not`",
                "{'$ref':'http://example.com/a.json'} | `/$ref must lead to a schema in the same document, http://example.com/a.json does not`",
                "{'$ref':'classpath:draft-07/schema'} | `/$ref must lead to a schema in the same document, classpath:draft-07/schema does not`",
                "{'$ref':'file:///etc/passwd'} | `/$ref must lead to a schema in the same document, file:///etc/passwd does not`",
                "{'$ref':'a b'} | `/$ref must lead to a schema in the same document, a b does not`",
                "{'$ref':'#/%zz'} | `/$ref must lead to a schema in the same document, #/%zz does not`",
                "{'$ref':'#/x-a','x-a':{'type':'nul'}} | `/x-a/type must be one of string, number, integer, boolean, object, array, null or an array of them, is string 'nul'`",
                "{'$ref':'#'} | ` must not lead back to itself for the same value, nor over more than 100 schemas`",
                "{'properties':{'a':{'anyOf':[{'$ref':'#/properties/a'}]}}} | `/properties/a must not lead back to itself for the same value, nor over more than 100 schemas`",
                "{'$schema':'http://json-schema.org/draft-04/schema#'} | `/$schema must be https://json-schema.org/draft/2020-12/schema, is string 'http://json-schema.org/draft-04/schema#'`",
            })
    void whatIsNoSchemaIsToldWithItsPlace(String schema, String expected) {
        assertThat(Schemas.faults(schema)).containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(?=a)b", "(?<!a)b", "(a)\\\\1", "(a", "((x{1000}){1000}){1000}", "x{5000}", "(a{60}){60}"})
    void aPatternThatCannotRunInLinearTimeAndSpaceIsRefused(String pattern) {
        assertThat(Schemas.faults("{'properties':{'a':{'pattern':'" + pattern + "'}}}"))
                .singleElement()
                .asString()
                .startsWith("/properties/a/pattern must be a regular expression of RE2");
        assertThat(Schemas.faults("{'patternProperties':{'" + pattern + "':{}}}"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
                "^\\\\d{4}$",
                "[]{1000}]{3}",
                "a{",
                "^.{1,200}$",
                "(?:[a-z0-9]+\\\\.)*x"
            })
    void ordinaryPatternsAreTaken(String pattern) {
        assertThat(Schemas.faults("{'pattern':'" + pattern + "'}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "{}",
                "{'$schema':'https://json-schema.org/draft/2020-12/schema#','$id':'https://example.com/x','title':'x'}",
                "{'x-own':1,'nullable':true,'example':[]}",
                "{'$id':'https://example.com/a','$defs':{'b':{'$id':'b','type':'null'}},'$ref':'b'}",
                "{'$ref':'https://json-schema.org/draft/2020-12/schema'}",
                "{'definitions':{'a':{'properties':{'a':{'$ref':'#/definitions/a'}}}},'$ref':'#/definitions/a'}",
                "{'$dynamicAnchor':'node','properties':{'next':{'$dynamicRef':'#node'}}}",
                "{'enum':[]}",
            })
    void whatIsASchemaIsTaken(String schema) {
        assertThat(Schemas.faults(schema)).isEmpty();
    }

    @Test
    void allFaultsAreTold() {
        assertThat(Schemas.faults("{'type':'int','properties':{'a':{'pattern':'('},'b':{'$ref':'x'}}}"))
                .hasSize(3);
    }

    @Test
    void theMetaSchemaIsAtHandForSchemasOfSchemas() {
        String schema = "{'properties':{'input':{'$ref':'https://json-schema.org/draft/2020-12/schema'}}}";
        assertThat(Schemas.validate(schema, "{'input':{'type':'string'}}")).isEmpty();
        assertThat(Schemas.validate(schema, "{'input':{'minLength':-1}}"))
                .containsExactly("/input/minLength must be at least 0, is integer -1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "schema#nowhere",
                "schema#/$defs/nowhere",
                "meta/core#/$defs/nowhere",
                "nowhere",
                "",
                "meta/core#"
            })
    void aReferenceIntoTheMetaSchemaLeadsSomewhereOrIsRefusedAtOnce(String place) {
        String schema = "{'properties':{'a':{'$ref':'https://json-schema.org/draft/2020-12/" + place + "'}}}";
        if (place.endsWith("#")) {
            assertThat(Schemas.validate(schema, "{'a':{}}")).isEmpty();
        } else {
            assertThat(Schemas.faults(schema)).singleElement().asString().contains("cannot be used: ");
        }
    }

    /** JSON Schema core, section 8.2.3.2: without a dynamic anchor at its end it is an ordinary reference. */
    @ParameterizedTest
    @ValueSource(strings = {"#", "", "#/$defs/o", "#/%24defs/o", "#o"})
    void aDynamicReferenceToNoDynamicAnchorIsAReference(String place) {
        for (String id : List.of("", "'$id':'https://example.com/s',", "'$id':'s',")) {
            String schema = "{" + id + "'type':'object','$defs':{'o':{'$anchor':'o','type':'object'}},"
                    + "'properties':{'a':{'$dynamicRef':'" + place + "'}}}";
            assertThat(Schemas.validate(schema, "{'a':{}}")).as(schema).isEmpty();
            assertThat(Schemas.validate(schema, "{'a':1}"))
                    .as(schema)
                    .containsExactly("/a must be object, is integer 1");
        }
        assertThat(Schemas.validate("{'oneOf':[{'type':'null'},{'$dynamicRef':'#/$defs/n'}],'$defs':{'n':false}}", "1"))
                .singleElement()
                .asString()
                .startsWith(" fits none of the 2 alternatives");
    }

    @Test
    void aSchemaNestedBeyondMeasureIsRefused() {
        JsonNode schema = Json.object();
        for (int i = 0; i < 5_000; i++) {
            ObjectNode outer = Json.object();
            outer.set("not", schema);
            schema = outer;
        }
        assertThat(JsonSchema.compile(schema)).isInstanceOf(JsonSchema.Compiled.Invalid.class);
    }

    @Test
    void aChainOfReferencesBeyondMeasureIsRefused() {
        ObjectNode definitions = Json.object();
        for (int i = 0; i < 5_000; i++) {
            definitions.set("d" + i, Json.object().put("$ref", "#/$defs/d" + (i + 1)));
        }
        definitions.set("d5000", Json.object());
        ObjectNode schema = Json.object();
        schema.set("$defs", definitions);
        assertThat(JsonSchema.compile(schema)).isInstanceOf(JsonSchema.Compiled.Invalid.class);
    }
}
