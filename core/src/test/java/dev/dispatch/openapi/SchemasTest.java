package dev.dispatch.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Schemas of OpenAPI in JSON Schema 2020-12: they accept what the document accepts, or more, and that is listed. */
class SchemasTest {

    private static final Specification SHAPES = Specification.of("shapes.yaml");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "size | {'type':['number','null'],'exclusiveMinimum':0,'maximum':10}",
                "colour | {'type':['string','null'],'enum':['red','green',null]}",
                "owner | {'anyOf':[{'allOf':[{'$ref':'#/$defs/Named'}]},{'type':'null'}]}",
                "other | {'anyOf':[{'$ref':'#/$defs/Named'},{'type':'null'}]}",
                "file | {'type':'string','format':'binary'}",
                "data | {'type':'string','format':'byte','contentEncoding':'base64'}",
                "code | {'type':'string'}",
                "word | {'type':'string','pattern':'^[a-z]+$'}",
                "loose | {}",
                "flag | {'type':'boolean'}",
                "count | {'type':'integer','default':3}",
                "either | {'anyOf':[{'type':'string'},{'type':'string','maxLength':3}]}",
                "never | {}",
                "elsewhere | {}",
                "nowhere | {}",
            })
    void aMemberIsTranslated(String member, String schema) {
        String at = "/$defs/Shape/properties/" + member;
        assertThat(Json.compact(new Pointer(at).in(SHAPES.manifest()))).isEqualTo(schema.replace('\'', '"'));
    }

    @Test
    void eachKeywordThatIsLeftOutIsListedWithItsPlace() {
        assertThat(SHAPES.notExpressed())
                .contains(
                        "/components/schemas/Shape/properties/code/pattern: regular expression",
                        "/components/schemas/Shape/properties/loose/type: schema keyword 'type'",
                        "/components/schemas/Shape/properties/loose/exampleSetFlag: schema keyword 'exampleSetFlag'",
                        "/components/schemas/Shape/properties/elsewhere: schema reference",
                        "/components/schemas/Shape/properties/other/minProperties: schema keyword 'minProperties'")
                .noneMatch(line -> line.contains("x-note"));
    }

    @Test
    void circlesThroughMembersStayAndThoseThatNeverEndAreCut() {
        Specification circles = Specification.of("circular.json");
        assertThat(circles.definition("Tree")).contains("\"items\":{\"$ref\":\"#/$defs/Tree\"}");
        assertThat(circles.definition("Self")).isEqualTo("{}");
        assertThat(circles.definition("Dog"))
                .isEqualTo("{\"allOf\":[{},{\"type\":\"object\",\"properties\":{\"bark\":{\"type\":\"boolean\"}}}]}");
        assertThat(circles.notExpressed())
                .contains("/components/schemas/Self: schema 'Self'", "/components/schemas/Dog: schema 'Dog'");
    }

    @Test
    void aDiscriminatorAsksForTheMappedValueAndLeavesTheChoiceOpen() {
        assertThat(Specification.of("shop.yaml").definition("Payment"))
                .isEqualTo(
                        "{\"anyOf\":[{\"$ref\":\"#/$defs/CashPayment\",\"properties\":{\"method\":{\"enum\":[\"cash\"]}},"
                                + "\"required\":[\"method\"]},{\"$ref\":\"#/$defs/CardPayment\","
                                + "\"properties\":{\"method\":{\"enum\":[\"card\"]}},\"required\":[\"method\"]}]}");
    }

    @Test
    void keywordsOf31AreTakenAsTheyAre() {
        Specification notes = Specification.of("notes-3.1.json");
        assertThat(notes.definition("Note"))
                .contains(
                        "\"unevaluatedProperties\":{\"type\":\"string\"}",
                        "\"kind\":{\"const\":\"note\"}",
                        "\"dependentRequired\":{\"due\":[\"colour\"]}",
                        "\"description\":\"How it is shown.\"")
                .doesNotContain("\"$defs\"");
    }

    @Test
    void onlyWhatActionsUseIsDefined() {
        assertThat(Specification.of("shop.yaml").manifest().path("$defs").propertyNames())
                .containsExactly("Customer", "CustomerInput", "Order", "Line", "Payment", "CashPayment", "CardPayment");
        assertThat(Specification.of("shop.yaml").imported().counts().schemas()).isEqualTo(7);
    }

    @Test
    void definitionsHaveNamesThatNeedNoEscapesAndStayApart() {
        Specification names = Specification.written(folder, """
                paths:
                  /a:
                    get:
                      responses:
                        '200':
                          content:
                            application/json:
                              schema:
                                type: object
                                properties:
                                  one: {$ref: '#/components/schemas/A%20b~1c'}
                                  two: {$ref: '#/components/schemas/A_b_c'}
                                  three: {$ref: '#/components/schemas/A_b_c/properties/x'}
                components:
                  schemas:
                    A b/c: {type: string}
                    A_b_c: {type: object, properties: {x: {type: integer}}}
                """);
        assertThat(names.at("get-a", "/responseSchema/properties"))
                .isEqualTo("{\"one\":{\"$ref\":\"#/$defs/A_b_c\"},\"two\":{\"$ref\":\"#/$defs/A_b_c_2\"},"
                        + "\"three\":{\"$ref\":\"#/$defs/components_schemas_A_b_c_properties_x\"}}");
        assertThat(names.definition("A_b_c")).isEqualTo("{\"type\":\"string\"}");
        assertThat(names.notExpressed()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Lists pets. Needs a token. | Lists pets.",
                "Lists pets, e.g. dogs. More. | Lists pets, e.g. dogs.",
                "'Two\n  lines' | Two lines",
                "A very long sentence that goes on and on | A very long sentence...",
            })
    void aDescriptionIsOneSentenceInOneLine(String text, String sentence) {
        assertThat(Sentences.first(text.replace("\\n", "\n"), 26)).isEqualTo(sentence);
    }
}
