package dev.dispatch.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Every operator against every kind of value. */
class OperatorTableTest {

    /** What {@code $.<name>} leads to; {@code absent} is not there. */
    private static final JsonNode VALUES = Json.parse("""
            {"nothing": null, "yes": true, "one": 1, "oneDot": 1.0, "half": 0.5, "big": 9007199254740993,
             "blank": "", "text": "abc", "digits": "1", "faces": "\uD83D\uDE00\uD83D\uDE00",
             "none": [], "list": [1, "abc"], "empty": {}, "object": {"abc": 1, "n": [1]}}""");

    private static final List<String> COLUMNS = List.of(
            "absent", "nothing", "yes", "one", "oneDot", "half", "big", "blank", "text", "digits", "faces", "none",
            "list", "empty", "object");

    /** Operator, value, and for each column whether the rule holds. */
    private static final String TABLE = """
            #                                            absent null true 1 1.0 0.5 big "" abc "1" faces [] list {} object
            exists       |                             | -      -    T    T T   T   T   T  T   T   T     -  T    T  T
            not_exists   |                             | T      T    -    - -   -   -   -  -   -   -     T  -    -  -
            eq           | null                        | -      T    -    - -   -   -   -  -   -   -     -  -    -  -
            eq           | true                        | -      -    T    - -   -   -   -  -   -   -     -  -    -  -
            eq           | 1                           | -      -    -    T T   -   -   -  -   -   -     -  -    -  -
            eq           | 1.0                         | -      -    -    T T   -   -   -  -   -   -     -  -    -  -
            eq           | 9007199254740993            | -      -    -    - -   -   T   -  -   -   -     -  -    -  -
            eq           | 9007199254740992            | -      -    -    - -   -   -   -  -   -   -     -  -    -  -
            eq           | "1"                         | -      -    -    - -   -   -   -  -   T   -     -  -    -  -
            eq           | "abc"                       | -      -    -    - -   -   -   -  T   -   -     -  -    -  -
            eq           | ""                          | -      -    -    - -   -   -   T  -   -   -     -  -    -  -
            eq           | []                          | -      -    -    - -   -   -   -  -   -   -     T  -    -  -
            eq           | [1.0,"abc"]                 | -      -    -    - -   -   -   -  -   -   -     -  T    -  -
            eq           | ["abc",1]                   | -      -    -    - -   -   -   -  -   -   -     -  -    -  -
            eq           | {}                          | -      -    -    - -   -   -   -  -   -   -     -  -    T  -
            eq           | {"n":[1.0],"abc":1}         | -      -    -    - -   -   -   -  -   -   -     -  -    -  T
            neq          | null                        | -      -    T    T T   T   T   T  T   T   T     T  T    T  T
            neq          | 1                           | -      T    T    - -   T   T   T  T   T   T     T  T    T  T
            neq          | "abc"                       | -      T    T    T T   T   T   T  -   T   T     T  T    T  T
            neq          | {"n":[1.0],"abc":1}         | -      T    T    T T   T   T   T  T   T   T     T  T    T  -
            gt           | 0.5                         | -      -    -    T T   -   T   -  -   -   -     -  -    -  -
            gt           | 9007199254740992            | -      -    -    - -   -   T   -  -   -   -     -  -    -  -
            gt           | "0"                         | -      -    -    - -   -   -   -  -   -   -     -  -    -  -
            gte          | 1.0                         | -      -    -    T T   -   T   -  -   -   -     -  -    -  -
            gte          | 9007199254740994            | -      -    -    - -   -   -   -  -   -   -     -  -    -  -
            lt           | 1                           | -      -    -    - -   T   -   -  -   -   -     -  -    -  -
            lt           | 1e400                       | -      -    -    T T   T   T   -  -   -   -     -  -    -  -
            lt           | "b"                         | -      -    -    - -   -   -   -  -   -   -     -  -    -  -
            lte          | 1                           | -      -    -    T T   T   -   -  -   -   -     -  -    -  -
            lte          | null                        | -      -    -    - -   -   -   -  -   -   -     -  -    -  -
            in           | [1,"abc"]                   | -      -    -    T T   -   -   -  T   -   -     -  -    -  -
            in           | [null]                      | -      T    -    - -   -   -   -  -   -   -     -  -    -  -
            in           | []                          | -      -    -    - -   -   -   -  -   -   -     -  -    -  -
            in           | [[],{"n":[1],"abc":1.0}]    | -      -    -    - -   -   -   -  -   -   -     T  -    -  T
            not_in       | [1,"abc"]                   | -      T    T    - -   T   T   T  -   T   T     T  T    T  T
            not_in       | []                          | -      T    T    T T   T   T   T  T   T   T     T  T    T  T
            contains     | "abc"                       | -      -    -    - -   -   -   -  T   -   -     -  T    -  T
            contains     | ""                          | -      -    -    - -   -   -   T  T   T   T     -  -    -  -
            contains     | 1.0                         | -      -    -    - -   -   -   -  -   -   -     -  T    -  -
            contains     | null                        | -      -    -    - -   -   -   -  -   -   -     -  -    -  -
            not_contains | "abc"                       | -      T    T    T T   T   T   T  -   T   T     T  -    T  -
            not_contains | 1                           | -      T    T    T T   T   T   T  T   T   T     T  -    T  T
            starts_with  | "ab"                        | -      -    -    - -   -   -   -  T   -   -     -  -    -  -
            starts_with  | ""                          | -      -    -    - -   -   -   T  T   T   T     -  -    -  -
            ends_with    | "bc"                        | -      -    -    - -   -   -   -  T   -   -     -  -    -  -
            ends_with    | "1"                         | -      -    -    - -   -   -   -  -   T   -     -  -    -  -
            regex        | "^[a-c]+$"                  | -      -    -    - -   -   -   -  T   -   -     -  -    -  -
            regex        | "^.{2}$"                    | -      -    -    - -   -   -   -  -   -   T     -  -    -  -
            regex        | "1"                         | -      -    -    - -   -   -   -  -   T   -     -  -    -  -
            type         | "null"                      | -      T    -    - -   -   -   -  -   -   -     -  -    -  -
            type         | "boolean"                   | -      -    T    - -   -   -   -  -   -   -     -  -    -  -
            type         | "integer"                   | -      -    -    T T   -   T   -  -   -   -     -  -    -  -
            type         | "number"                    | -      -    -    T T   T   T   -  -   -   -     -  -    -  -
            type         | "string"                    | -      -    -    - -   -   -   T  T   T   T     -  -    -  -
            type         | "array"                     | -      -    -    - -   -   -   -  -   -   -     T  T    -  -
            type         | "object"                    | -      -    -    - -   -   -   -  -   -   -     -  -    T  T
            length_eq    | 0                           | -      -    -    - -   -   -   T  -   -   -     T  -    T  -
            length_eq    | 2.0                         | -      -    -    - -   -   -   -  -   -   T     -  T    -  T
            length_gte   | 2                           | -      -    -    - -   -   -   -  T   -   T     -  T    -  T
            length_gte   | 99999999999999999999        | -      -    -    - -   -   -   -  -   -   -     -  -    -  -
            length_lte   | 1                           | -      -    -    - -   -   -   T  -   T   -     T  -    T  -
            schema       | true                        | -      T    T    T T   T   T   T  T   T   T     T  T    T  T
            schema       | false                       | -      -    -    - -   -   -   -  -   -   -     -  -    -  -
            schema       | {"type":"integer"}          | -      -    -    T T   -   T   -  -   -   -     -  -    -  -
            schema       | {"maxLength":2}             | -      T    T    T T   T   T   T  -   T   T     T  T    T  T
            schema       | {"required":["abc"]}        | -      T    T    T T   T   T   T  T   T   T     T  T    -  T
            """;

    record Row(String operator, String value, List<Boolean> held) {

        @Override
        public String toString() {
            return operator + " " + value;
        }
    }

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        TABLE.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            String[] cells = line.split("\\|", -1);
            List<Boolean> held =
                    Arrays.stream(cells[2].strip().split(" +")).map("T"::equals).toList();
            rows.add(new Row(cells[0].strip(), cells[1].strip(), held));
        });
        return rows;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void anOperatorHoldsForTheseKindsOfValuesAndNoOthers(Row row) {
        assertThat(columns(row, row.value())).isEqualTo(row.held());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theValueOfAnExpressionComparesAsTheSameLiteral(Row row) {
        String value = row.value().isEmpty() ? "" : "\"${input.wanted}\"";
        assertThat(columns(row, value)).isEqualTo(row.held());
    }

    @Test
    void theTableHasEveryOperator() {
        Set<String> named = new TreeSet<>();
        rows().forEach(row -> named.add(row.operator()));
        assertThat(named).isEqualTo(new TreeSet<>(Operator.names()));
        assertThat(Stream.of(("exists not_exists eq neq gt gte lt lte in not_in contains not_contains starts_with"
                                + " ends_with regex type length_eq length_gte length_lte schema")
                        .split(" ")))
                .hasSameElementsAs(Operator.names());
    }

    @ParameterizedTest
    @CsvSource({
        "0.3, 0.30, 0",
        "0.1, 0.10000000000000001, -1",
        "1e2, 100, 0",
        "-0, 0, 0",
        "-0.0, 0, 0",
        "123456789012345678901234567890, 123456789012345678901234567891, -1",
        "1e400, 1e401, -1",
        "1e-400, 0, 1",
        "-1, 1, -1",
    })
    void numbersAreComparedExactly(String actual, String wanted, int order) {
        ObjectNode document = Json.object();
        document.set("value", Json.parse(actual));
        for (Map.Entry<String, Boolean> held : Map.of(
                        "eq",
                        order == 0,
                        "neq",
                        order != 0,
                        "gt",
                        order > 0,
                        "gte",
                        order >= 0,
                        "lt",
                        order < 0,
                        "lte",
                        order <= 0,
                        "in",
                        order == 0)
                .entrySet()) {
            String value = held.getKey().equals("in") ? "[" + wanted + "]" : wanted;
            Row row = new Row(held.getKey(), value, List.of());
            assertThat(holds(document, "value", row, value)).as(held.getKey()).isEqualTo(held.getValue());
        }
    }

    private static List<Boolean> columns(Row row, String value) {
        return COLUMNS.stream().map(name -> holds(VALUES, name, row, value)).toList();
    }

    private static boolean holds(JsonNode document, String name, Row row, String value) {
        ObjectNode rule = Json.object().put("path", "$." + name).put("op", row.operator());
        ObjectNode input = Json.object();
        if (!value.isEmpty()) {
            rule.set("value", Json.parse(value));
            input.set("wanted", Json.parse(row.value()));
        }
        Scope scope = new TreeScope(Map.of("input", input), new SystemGenerator(InstantSource.system()));
        Parsed<Condition> parsed = Condition.parse(rule, Pointer.ROOT, Roots.of("input"));
        assertThat(parsed).isInstanceOf(Parsed.Ok.class);
        Evaluation evaluation = ((Parsed.Ok<Condition>) parsed).value().evaluate(document, scope);
        assertThat(evaluation).isInstanceOf(Evaluation.Decided.class);
        return ((Evaluation.Decided) evaluation).held();
    }
}
