package dev.dispatch.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ArrayNode;

class ValidationTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'integer'} | 'abc' | ` must be integer, is string 'abc'`",
                "{'type':'integer'} | 1.5 | ` must be integer, is number 1.5`",
                "{'type':['string','null']} | [1] | ` must be string or null, is array of 1 item`",
                "{'required':['title']} | {'name':1} | ` must have the member 'title'`",
                "{'properties':{'title':true},'additionalProperties':false} | {'titel':1} | `/titel is not a known member`",
                "{'properties':{'title':true},'additionalProperties':false} | {'x':1} | `/x is not a known member`",
                "{'enum':['draft','sent']} | 'snet' | ` must be one of 'draft', 'sent', is string 'snet'`",
                "{'const':1} | 2 | ` must be integer 1, is integer 2`",
                "{'minimum':1} | 0 | ` must be at least 1, is integer 0`",
                "{'maximum':1.5} | 2 | ` must be at most 1.5, is integer 2`",
                "{'exclusiveMinimum':1} | 1 | ` must be greater than 1, is integer 1`",
                "{'exclusiveMaximum':1} | 1 | ` must be less than 1, is integer 1`",
                "{'multipleOf':0.01} | 0.075 | ` must be a multiple of 0.01, is number 0.075`",
                "{'minLength':1} | '' | ` must have at least 1 character, has 0`",
                "{'maxLength':2} | 'abc' | ` must have at most 2 characters, has 3`",
                "{'pattern':'^a+$'} | 'b' | ` must be text that matches ^a+$, is string 'b'`",
                "{'format':'date'} | 'soon' | ` must be a date such as 2026-01-31, is string 'soon'`",
                "{'minItems':2} | [1] | ` must have at least 2 items, has 1`",
                "{'maxProperties':0} | {'a':1} | ` must have at most 0 members, has 1`",
                "{'uniqueItems':true} | [1,1.0] | ` must not hold the same item twice`",
                "{'dependentRequired':{'a':['b']}} | {'a':1} | ` must have the member 'b' because it has 'a'`",
                "{'propertyNames':{'maxLength':1}} | {'ab':1} | `/ab is not an allowed name: it must have at most 1 character, has 2`",
                "{'prefixItems':[true],'items':false} | [1,2] | `/1 is one item too many`",
                "{'not':{'type':'null'}} | null | ` must not fit the schema under not, is null`",
                "{'properties':{'a':false}} | {'a':1} | `/a is not allowed here`",
                "{'patternProperties':{'^x-':{'type':'string'}}} | {'x-a':1} | `/x-a must be string, is integer 1`",
                "{'if':{'type':'integer'},'then':{'minimum':5}} | 3 | ` must be at least 5, is integer 3`",
                "{'$defs':{'a/b':{'type':'null'}},'items':{'$ref':'#/$defs/a~1b'}} | [1] | `/0 must be null, is integer 1`",
                "{'$defs':{'a b':{'type':'null'}},'$ref':'#/$defs/a%20b'} | 1 | ` must be null, is integer 1`",
                "{'anyOf':[{'type':'string'},{'type':'null'}]} | 1 | ` must be string or null, is integer 1`",
                "{'oneOf':[{'type':'integer'},{'minimum':1}]} | 3 | ` must fit exactly one alternative, fits 1, 2`",
                "{'contains':{'type':'integer'}} | ['a'] | ` must hold more items that fit contains`",
                "{'properties':{'a':true},'unevaluatedProperties':false} | {'a':1,'aa':2} | `/aa is not a known member`",
                "{'$anchor':'top','properties':{'a':{'$ref':'#top'}},'type':'object'} | {'a':1} | `/a must be object, is integer 1`",
            })
    void aValueThatDoesNotFitIsToldInPlainWords(String schema, String value, String expected) {
        assertThat(Schemas.validate(schema, value)).containsExactly(expected);
    }

    @Test
    void anAlternativeIsSummedUpByTheBranchThatComesNearest() {
        String schema = "{'oneOf':[{'properties':{'kind':{'const':'card'},'number':{'type':'string'}},"
                + "'required':['kind','number']},"
                + "{'properties':{'kind':{'const':'bank'},'iban':{'type':'string'}},'required':['kind','iban']}]%s}";
        String expected = " fits none of the 2 alternatives; number 2 comes nearest: iban must be string, is integer 5";
        String value = "{'kind':'bank','iban':5}";
        assertThat(Schemas.validate(schema.formatted(""), value)).containsExactly(expected);
        assertThat(Schemas.validate(schema.formatted(",'dependentSchemas':{}"), value))
                .containsExactly(expected);
    }

    @Test
    void theLibraryGathersAChoiceForEachPlaceWhereItFails() {
        String schema = "{'items':{'properties':{'anyOf':{'anyOf':[{'type':'object','required':['a']},"
                + "{'type':'array'}]}}},'contains':true}";
        assertThat(Schemas.validate(schema, "[{'anyOf':{}},{'anyOf':1}]"))
                .containsExactly(
                        "/0/anyOf fits none of the 2 alternatives; number 1 comes nearest: must have the member 'a'",
                        "/1/anyOf must be object or array, is integer 1");
    }

    @Test
    void violationsStandInTheOrderOfTheDocument() {
        String schema = "{'properties':{'a':{'type':'string'},'b':{'items':{'minimum':5}}},'required':['z'],"
                + "'additionalProperties':false}";
        String value = "{'x':1,'b':[9,1,2],'a':1}";
        List<String> expected = List.of(
                " must have the member 'z'",
                "/x is not a known member",
                "/b/1 must be at least 5, is integer 1",
                "/b/2 must be at least 5, is integer 2",
                "/a must be string, is integer 1");
        assertThat(Schemas.validate(schema, value)).isEqualTo(expected);
        assertThat(Schemas.validate("{'contains':true," + schema.substring(1), value))
                .isEqualTo(expected);
    }

    @Test
    void aValueInAMessageIsCut() {
        String value = "\"" + "é".repeat(5000) + "\"";
        SchemaViolation violation =
                Schemas.compile("{'type':'null'}").validate(Json.parse(value)).getFirst();
        assertThat(violation.message()).hasSizeLessThan(140).endsWith("…\"");
    }

    @Test
    void suggestionsCanBeFollowed() {
        JsonSchema schema =
                Schemas.compile("{'properties':{'count':{'type':'integer'},'mode':{'enum':['fast','slow']},'color':{}},"
                        + "'additionalProperties':false}");
        List<SchemaViolation> found =
                schema.validate(Json.parse(Schemas.json("{'count':'5','mode':'fats','colour':1}")));
        assertThat(found)
                .extracting(SchemaViolation::suggestions)
                .containsExactly(List.of("5"), List.of("fast"), List.of("color"));
    }

    @Test
    void aNameThatIsTakenIsNotSuggested() {
        JsonSchema schema = Schemas.compile("{'properties':{'color':{}},'additionalProperties':false}");
        List<SchemaViolation> found = schema.validate(Json.parse(Schemas.json("{'color':1,'colour':1}")));
        assertThat(found)
                .singleElement()
                .satisfies(one -> assertThat(one.suggestions()).isEmpty());
    }

    @Test
    void reportsNoMoreThanAHundred() {
        ArrayNode array = Json.array();
        for (int i = 0; i < 50_000; i++) {
            array.add(i);
        }
        assertThat(Schemas.compile("{'items':{'type':'string'}}").validate(array))
                .hasSize(JsonSchema.MOST_REPORTED);
        assertThat(Schemas.compile("{'uniqueItems':true}").validate(array)).isEmpty();
    }
}
