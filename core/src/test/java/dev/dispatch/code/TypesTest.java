package dev.dispatch.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dispatch.json.Json;
import dev.dispatch.schema.JsonSchema;
import dev.dispatch.sdk.ActionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class TypesTest {

    private final Calls calls = Calls.of(EveryType.class);

    private static final String PLAIN = """
            {"text":"a","letter":"b","flag":true,"tiny":-128,"small":32767,"whole":-2147483648,
             "big":9223372036854775807,"huge":123456789012345678901234567890,"rough":0.5,"real":0.1,
             "exact":1.10,"uri":"https://example.test/a?b","uuid":"123e4567-e89b-42d3-a456-426614174000",
             "instant":"2026-01-31T10:00:00Z","offset":"2026-01-31T10:00:00+02:00","local":"2026-01-31T10:00:00",
             "date":"2026-01-31","time":"10:00:00","duration":"PT1M30S","period":"P1M","bytes":"AQI="}""";

    private JsonNode answered(String action, String payload) throws Exception {
        assertThat(violations(calls.action(action).input(), payload)).isEmpty();
        JsonNode exports = Objects.requireNonNull(calls.call(action, payload).exports());
        ObjectNode schema = Objects.requireNonNull(calls.action(action).exports());
        assertThat(violations(schema, Json.compact(exports))).isEmpty();
        return exports;
    }

    private static List<String> violations(JsonNode schema, String value) {
        JsonSchema.Compiled compiled = JsonSchema.compile(schema);
        assertThat(compiled).isInstanceOf(JsonSchema.Compiled.Ok.class);
        List<String> found = new ArrayList<>();
        ((JsonSchema.Compiled.Ok) compiled)
                .schema()
                .validate(Json.parse(value))
                .forEach(violation -> found.add(violation.pointer().text() + " " + violation.keyword()));
        return found;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "containers|{`list`:[`a`],`set`:[`by-name`,`createdAt`],`array`:[1,2],`records`:[{`given_name`:`A`}],"
                        + "`map`:{`k`:[{`given_name`:`B`}]},`any`:null,`object`:{`x`:[1]},`elements`:[1,`a`]}",
                "paid|{`payment`:{`type`:`card`,`number`:`1`},`others`:[{`type`:`bank-transfer`,`iban`:`D`},"
                        + "{`type`:`invoice`,`days`:14}]}",
                "payment|{`type`:`bank-transfer`,`iban`:`D`,`reference`:`r`}",
                "tree|{`name`:`a`,`children`:[{`name`:`b`,`children`:[]}]}",
                "pages|{`texts`:{`items`:[`a`],`first`:`a`},`records`:{`items`:[{`given_name`:`A`}]}}",
                "limited|{`currency`:`EUR`,`lines`:[`a`],`name`:`abcde`,`amount`:0.5}",
                "checked|{`amount_cents`:1,`inner`:{`leaves`:[{`name`:`a`}]}}",
                "map|{`a`:1,`b`:2}",
                "tree-node|{`a`:{`b`:[1.50,null]}}"
            })
    void whatIsReadIsWrittenAgainAndFitsTheSchemaBothWays(String action, String written) throws Exception {
        String payload = written.replace('`', '"');

        assertThat(Json.canonical(answered(action, payload))).isEqualTo(Json.canonical(Json.parse(payload)));
    }

    @Test
    void everyPlainTypeIsReadAndWrittenAgain() throws Exception {
        assertThat(Json.canonical(answered("plain", PLAIN))).isEqualTo(Json.canonical(Json.parse(PLAIN)));
    }

    @Test
    void whatIsAbsentOrNullIsEmptyAndDefaultsStandIn() throws Exception {
        assertThat(Json.compact(answered("absent", "{}")))
                .isEqualTo("{\"size\":20,\"order\":\"by-name\",\"note\":\"plain text\"}");
        assertThat(
                        Json.compact(
                                answered(
                                        "absent",
                                        "{\"text\":null,\"whole\":null,\"big\":null,\"real\":null,\"nothing\":null,\"list\":null,\"size\":1}")))
                .isEqualTo("{\"size\":1,\"order\":\"by-name\",\"note\":\"plain text\"}");
        assertThat(Json.compact(answered(
                        "absent",
                        "{\"text\":\"a\",\"whole\":1,\"big\":2,\"real\":3.5,\"nothing\":\"n\",\"list\":[1]}")))
                .startsWith("{\"text\":\"a\",\"whole\":1,\"big\":2,\"real\":3.5,\"nothing\":\"n\",\"list\":[1],");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plain|tiny|128|/tiny maximum",
                "plain|small|-32769|/small minimum",
                "plain|whole|2147483648|/whole maximum",
                "plain|whole|1.5|/whole type",
                "plain|big|9223372036854775808|/big maximum",
                "plain|letter|\"ab\"|/letter maxLength",
                "plain|uri|\"a b\"|/uri format",
                "plain|uuid|\"x\"|/uuid format",
                "plain|instant|\"2026-01-31\"|/instant format",
                "plain|date|\"2026-02-30\"|/date format",
                "plain|text|null|/text type",
                "plain|other|1|/other additionalProperties"
            })
    void theSchemaRefusesWhatTheTypeCannotHold(String action, String member, String value, String violation) {
        ObjectNode payload = (ObjectNode) Json.parse(PLAIN);
        payload.set(member, Json.parse(value));

        assertThat(violations(calls.action(action).input(), Json.compact(payload)))
                .containsExactly(violation);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "real|1e400|payload.real: expected a number that fits the Java type",
                "huge|1e5000|payload.huge: expected an integer that fits the Java type",
                "huge|1e999999999|payload.huge: expected an integer that fits the Java type",
                "local|\"2026-01-31\"|payload.local: expected a date and time without offset such as 2026-01-31T10:00:00",
                "time|\"25:00\"|payload.time: expected a time without offset such as 10:00:00",
                "duration|\"1m\"|payload.duration: expected an ISO 8601 duration such as PT30S",
                "bytes|\"?\"|payload.bytes: expected a text in base64",
                "flag|\"true\"|payload.flag: expected true or false",
                "whole|null|payload.whole: expected a value"
            })
    void whatTheSchemaCannotTellIsRefusedAtItsPlace(String member, String value, String message) {
        ObjectNode payload = (ObjectNode) Json.parse(PLAIN);
        payload.set(member, Json.parse(value));

        assertRefused(() -> calls.call("plain", Json.compact(payload)), "/" + member, message);
    }

    @Test
    void aRecordThatRefusesItsValuesNamesTheComponentOrThePlace() {
        assertRefused(
                () -> calls.call("checked", "{\"amount_cents\":0,\"inner\":{\"leaves\":[]}}"),
                "/amount_cents",
                "payload.amount_cents: must be above 0");
        assertRefused(
                () -> calls.call("checked", "{\"amount_cents\":1,\"inner\":{\"leaves\":[{\"name\":\"bad\"}]}}"),
                "/inner/leaves/0",
                "payload.inner.leaves[0]: no leaf is called like that");
        assertThatThrownBy(() ->
                        calls.call("checked", "{\"amount_cents\":1,\"inner\":{\"leaves\":[{\"name\":\"broken\"}]}}"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a fault of the record");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"type\":\"cash\"}", "{}", "{\"type\":\"card\"}", "{\"number\":\"1\",\"type\":\"invoice\"}"})
    void anAlternativeIsChosenByItsTypeAlone(String payload) {
        assertThat(violations(calls.action("payment").input(), payload)).isNotEmpty();
    }

    @Test
    void aCredentialIsReadAsItsRecordAndItsFaultsPointNowhereInThePayload() throws Exception {
        calls.credential("{\"key\":\"k\",\"tenant\":7}");
        assertThat(Json.compact(Json.array().add(calls.call("log-in", "{}").exports())))
                .isEqualTo("[{\"key\":\"k\",\"tenant\":7}]");
        assertThat(calls.activity).containsExactly("in one");

        calls.credential("{\"key\":\"k\",\"tenant\":\"x\"}");
        assertThatThrownBy(() -> calls.call("log-in", "{}"))
                .isInstanceOfSatisfying(
                        ActionException.class, e -> assertThat(e.pointer()).isNull())
                .hasMessage("credential.tenant: expected an integer that fits the Java type");
    }

    @Test
    void theSchemasSayWhatTheAnnotationsSay() {
        ObjectNode absent = calls.action("absent").input();
        assertThat(Json.compact(absent.path("properties").path("size")))
                .isEqualTo("{\"type\":\"integer\",\"minimum\":1,\"maximum\":100,\"default\":20}");
        assertThat(Json.compact(absent.path("properties").path("order")))
                .isEqualTo("{\"type\":\"string\",\"enum\":[\"by-name\",\"createdAt\"],"
                        + "\"description\":\"by-name: Sorted by the name.\",\"default\":\"by-name\"}");
        assertThat(Json.compact(absent.path("properties").path("list").path("type")))
                .isEqualTo("[\"array\",\"null\"]");
        assertThat(absent.has("required")).isFalse();
        ObjectNode limited = calls.action("limited").input();
        assertThat(Json.compact(limited.path("properties")))
                .isEqualTo("{\"currency\":{\"type\":\"string\",\"description\":\"A currency, as ISO 4217 has it.\","
                        + "\"pattern\":\"^[A-Z]{3}$\"},\"lines\":{\"type\":\"array\",\"items\":{\"type\":\"string\"},"
                        + "\"minItems\":1,\"maxItems\":3},\"name\":{\"type\":\"string\",\"maxLength\":5},"
                        + "\"amount\":{\"type\":\"number\",\"minimum\":0.5}}");
        assertThat(Json.compact(limited.path("required"))).isEqualTo("[\"currency\",\"lines\",\"name\",\"amount\"]");
    }

    @Test
    void aTypeThatHoldsItselfStandsUnderDefinitionsAndAtTheTop() {
        ObjectNode tree = calls.action("tree").input();
        assertThat(tree.path("properties")
                        .path("children")
                        .path("items")
                        .path("$ref")
                        .asString(""))
                .isEqualTo("#/$defs/Tree");
        assertThat(tree.path("$defs").path("Tree").path("properties").has("name"))
                .isTrue();
        assertThat(Json.compact(calls.action("paid")
                        .input()
                        .path("$defs")
                        .path("Payment")
                        .path("description")))
                .isEqualTo("\"How it is paid.\"");
    }

    @Test
    void theDescriptionKeepsNamesVersionsAndEffects() {
        assertThat(calls.module.name()).isEqualTo("every-type");
        assertThat(calls.module.version()).isEqualTo("1.2.3");
        assertThat(calls.module.type()).isEqualTo(EveryType.class.getName());
        assertThat(calls.module.actions())
                .extracting(DescribedAction::name)
                .isSorted()
                .hasSize(12);
        assertThat(calls.action("map").effect()).isNull();
        assertThat(calls.action("log-in").credentialFlow()).isTrue();
        assertThat(Json.compact(calls.action("log-in").input()))
                .isEqualTo("{\"type\":\"object\",\"properties\":{},\"additionalProperties\":false}");
        assertThat(calls.action("plain").credential()).isNull();
    }

    private static void assertRefused(ThrowingCallable call, String pointer, String message) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(ActionException.class, e -> {
                    assertThat(e.kind()).isEqualTo(ActionException.Kind.BAD_INPUT);
                    assertThat(e.pointer()).isEqualTo(pointer);
                })
                .hasMessage(message);
    }
}
