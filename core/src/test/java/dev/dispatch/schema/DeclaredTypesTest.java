package dev.dispatch.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclaredTypesTest {

    private static final String SCHEMA = "{'$defs':{'id':{'type':'integer'}},'required':['s','o'],'properties':{"
            + "'s':{'type':'string'},'n':{'type':'number'},'i':{'$ref':'#/$defs/id'},'b':{'type':'boolean'},"
            + "'o':{'type':'object'},'a':{'type':'array','items':{'type':'string'}},"
            + "'u':{'anyOf':[{'type':'integer'},{'type':'null'}]},'e':{'enum':['1','2']},'c':{'const':2},'x':{}}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "s | 5 | '5'",
                "s | null | 'null'",
                "n | 5 | 5",
                "n | 0.10 | 0.10",
                "n | five | 'five'",
                "i | 5 | 5",
                "i | 5.5 | '5.5'",
                "b | true | true",
                "b | yes | 'yes'",
                "o | {\"k\":1} | {'k':1}",
                "o | [1] | '[1]'",
                "a | [1] | [1]",
                "u | null | null",
                "u | 7 | 7",
                "e | 1 | '1'",
                "c | 2 | 2",
                "x | 2 | 2",
                "x | two words | 'two words'",
                "unknown | true | true",
                "n | `` | ''",
            })
    void aTextIsReadByTheDeclaredType(String member, String text, String expected) {
        assertThat(Json.compact(Schemas.compile(SCHEMA).fromText(member, text))).isEqualTo(Schemas.json(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{'type':'object'} ; object",
                "true ; any",
                "{'type':['string','null']} ; string|null",
                "{'enum':['a',1]} ; 'a'|1",
                "{'items':{'items':{'type':'integer'},'type':'array'},'type':'array'} ; array<array<integer>>",
                "{'properties':{'a':{'$ref':'#/$defs/t'}},'$defs':{'t':{'type':'array','items':{'$ref':'#/$defs/t'}}}} ; a?:array<array<array<array>>>",
                "{'allOf':[{'properties':{'a':{'const':1}},'required':['a']}]} ; a:1",
            })
    void aSchemaIsDescribedInOneLine(String schema, String expected) {
        assertThat(Schemas.compile(schema).describe()).isEqualTo(Schemas.json(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', value = "s:string, n?:number, i?:integer, b?:boolean, o:object")
    void requiredMembersAreToldFromOthers(String expected) {
        assertThat(Schemas.compile(SCHEMA).describe()).startsWith(expected);
    }
}
