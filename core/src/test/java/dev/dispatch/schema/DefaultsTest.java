package dev.dispatch.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class DefaultsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'properties':{'a':{'default':1},'b':{}}} | {} | {'a':1}",
                "{'properties':{'a':{'default':1}}} | {'a':null} | {'a':null}",
                "{'properties':{'a':{'default':1}}} | '${x}' | '${x}'",
                "{'properties':{'a':{'properties':{'b':{'default':[]}}}}} | {'a':{}} | {'a':{'b':[]}}",
                "{'properties':{'a':{'properties':{'b':{'default':[]}}}}} | {} | {}",
                "{'properties':{'a':{'$ref':'#','default':{}}}} | {} | {'a':{}}",
                "{'properties':{'a':{'$ref':'#','default':{}}}} | {'a':{}} | {'a':{'a':{}}}",
                "{'$defs':{'d':{'properties':{'a':{'default':1}}}},'items':{'$ref':'#/$defs/d'}} | [{},1] | [{'a':1},1]",
                "{'prefixItems':[true],'items':{'properties':{'a':{'default':1}}}} | [{},{}] | [{},{'a':1}]",
                "{'allOf':[{'properties':{'a':{'default':1}}}]} | {} | {'a':1}",
                "{'anyOf':[{'properties':{'a':{'default':1}}}]} | {} | {}",
                "{'oneOf':[{'properties':{'a':{'default':1}}}]} | {} | {}",
                "true | {} | {}",
            })
    void absentMembersTakeTheirDefault(String schema, String value, String expected) {
        JsonNode filled = Schemas.compile(schema).withDefaults(Json.parse(Schemas.json(value)));
        assertThat(Json.compact(filled)).isEqualTo(Schemas.json(expected));
    }

    @Test
    void theGivenValueIsNotChanged() {
        JsonNode value = Json.object();
        Schemas.compile("{'properties':{'a':{'default':1}}}").withDefaults(value);
        assertThat(value.isEmpty()).isTrue();
    }
}
