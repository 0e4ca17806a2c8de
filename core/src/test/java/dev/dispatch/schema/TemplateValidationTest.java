package dev.dispatch.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateValidationTest {

    /** A keyword that only the library evaluates and that everything fits: the same tables run through both. */
    private static final String LIBRARY = "'dependentSchemas':{}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'integer'} | '${a}'",
                "{'type':'object','required':['x']} | '${a}'",
                "{'type':'array','items':{'type':'integer'}} | ['${a}',1]",
                "{'type':'string','pattern':'^x','minLength':90,'format':'uuid'} | 'a-${a}'",
                "{'enum':['x']} | 'a-${a}'",
                "{'const':{'a':1}} | {'a':'${a}'}",
                "{'enum':[[1]]} | ['${a}']",
                "{'anyOf':[{'type':'integer'},{'type':'null'}]} | '${a}'",
                "{'oneOf':[{'properties':{'k':{'const':1}}},{'properties':{'k':{'const':2}}}]} | {'k':'${a}'}",
                "{'not':{'required':['k']}} | {'k':'${a}'}",
                "{'if':{'properties':{'k':{'const':1}}},'then':{'required':['z']}} | {'k':'${a}'}",
                "{'if':{'properties':{'k':{'const':1}}},'then':true,'else':{'required':['z']}} | {'k':'${a}'}",
                "{'uniqueItems':true} | ['${a}','${a}']",
                "{'maxItems':1} | [1,'${a}']",
                "{'prefixItems':[true],'items':false} | [1,'${a}']",
            })
    void whatOnlyAnUnknownValueBreaksIsLeftOut(String schema, String value) {
        assertThat(Schemas.validateTemplate(schema, value)).isEmpty();
        assertThat(Schemas.validateTemplate(viaLibrary(schema), value)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'integer'} | 'a-${a}' | ` must be integer, is string 'a-${a}'`",
                "{'required':['b']} | {'a':'${a}'} | ` must have the member 'b'`",
                "{'properties':{'b':true},'additionalProperties':false} | {'bb':'${a}'} | `/bb is not a known member`",
                "{'properties':{'b':{'type':'integer'}}} | {'a':'${a}','b':'x'} | `/b must be integer, is string 'x'`",
                "{'properties':{'b':{'enum':['y']}}} | {'a':'${a}','b':'x'} | `/b must be one of 'y', is string 'x'`",
                "{'properties':{'a':false}} | {'a':'${a}'} | `/a is not allowed here`",
                "{'minItems':3} | ['${a}'] | ` must have at least 3 items, has 1`",
                "{'maxItems':1} | [1,'a-${a}'] | ` must have at most 1 item, has 2`",
                "{'items':{'minLength':9}} | ['${a}','x'] | `/1 must have at least 9 characters, has 1`",
                "{'propertyNames':{'maxLength':1}} | {'ab':'${a}'} | `/ab is not an allowed name`",
            })
    void whatStaysWrongWhateverTheValueIsTold(String schema, String value, String expected) {
        assertThat(Schemas.validateTemplate(schema, value))
                .singleElement()
                .asString()
                .startsWith(expected);
        assertThat(Schemas.validateTemplate(viaLibrary(schema), value))
                .singleElement()
                .asString()
                .startsWith(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'anyOf':[{'required':['x']},{'required':['y']}]} | {'a':'${a}'}",
                "{'oneOf':[{'type':'integer'},{'properties':{'k':{'const':2}}}]} | {'a':'${a}','k':3}",
            })
    void aChoiceOfWhichNoBranchCanFitIsTold(String schema, String value) {
        assertThat(Schemas.validateTemplate(schema, value)).hasSize(1);
    }

    private static String viaLibrary(String schema) {
        return "{" + LIBRARY + "," + schema.substring(1);
    }
}
