package dev.dispatch.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.json.Position;
import dev.dispatch.plan.GivenInputs;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowsTest {

    private static Rows data(String text) {
        return DataRows.of("users.csv", text.getBytes(StandardCharsets.UTF_8), null, GivenInputs.NONE);
    }

    private static List<String> shown(Rows rows) {
        List<String> shown = new ArrayList<>();
        for (Row row : rows) {
            StringBuilder texts = new StringBuilder();
            row.inputs().texts().forEach(text -> texts.append(text.name() + "=" + text.value() + " "));
            shown.add(texts.toString().strip());
        }
        return shown;
    }

    private static Rows each(String... options) {
        return EachRows.of(List.of(options), GivenInputs.NONE);
    }

    private static void refused(String text, String... words) {
        assertThatThrownBy(() -> data(text).forEach(_ -> {}))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo(ProblemCode.USAGE_ERROR))
                .hasMessageContainingAll(words);
    }

    @Test
    void allRunsOfACountShareTheirInputs() {
        List<Row> rows = new ArrayList<>();
        new SameRows(OptionalInt.of(3), GivenInputs.NONE).forEach(rows::add);

        assertThat(rows).hasSize(3).allSatisfy(row -> assertThat(row.inputs()).isSameAs(GivenInputs.NONE));
    }

    @Test
    void theLastListVariesFastest() {
        assertThat(shown(each("a=3..1", "b=x,y")))
                .containsExactly("a=3 b=x", "a=3 b=y", "a=2 b=x", "a=2 b=y", "a=1 b=x", "a=1 b=y");
        assertThat(shown(each("a=0..10..5,-1,../x"))).containsExactly("a=0", "a=5", "a=10", "a=-1", "a=../x");
        assertThat(each("a=1..2").iterator().next().place()).isEqualTo("a=1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "=1",
                "a=",
                "a=1,,2",
                "a=1..",
                "a=1..x",
                "a=01..10",
                "a=1..5..0",
                "a=1..2..3..4",
                "a=1..99999999999999999999",
                "a=-9223372036854775808..9223372036854775807",
                "a=1..10000001"
            })
    void aListThatCannotBeReadIsRefused(String option) {
        assertThatThrownBy(() -> each(option)).hasMessageContaining("--each");
    }

    @Test
    void aProductThatIsTooLargeIsRefusedBeforeItIsMade() {
        assertThat(each("a=1..1000", "b=1..10000").count()).hasValue(Rows.MOST);
        assertThatThrownBy(() -> each("a=1..5000000", "b=1..5000000", "c=1..5000000"))
                .hasMessageContaining("more than 10000000");
        assertThatThrownBy(() -> each("a=1", "a=2")).hasMessageContaining("more than once");
    }

    @Test
    void anEmptyFieldIsNotGivenAndAnEmptyQuotedOneIsAnEmptyText() {
        assertThat(shown(data("\uFEFFid, name\n1,\"\"\n\n2,\n3,\"a \"\"b\"\"\r\nc,d\"\n4,x\n")))
                .containsExactly("id=1 name=", "id=2", "id=3 name=a \"b\"\r\nc,d", "id=4 name=x");
    }

    @Test
    void aRowKnowsItsLine() {
        List<String> places = new ArrayList<>();
        data("a,b\n\"x\ny\",1\n\n2,3\n").forEach(row -> places.add(row.place()));

        assertThat(places).containsExactly("row 1 (line 2)", "row 2 (line 5)");
    }

    @Test
    void semicolonsAndTabsAreRecognisedByTheFirstLine() {
        assertThat(shown(data("a;b\n1,5;2\n"))).containsExactly("a=1,5 b=2");
        assertThat(shown(data("a\tb\n1\t2"))).containsExactly("a=1 b=2");
    }

    @Test
    void aRowWinsOverWhatIsGivenForAll() {
        GivenInputs all = new GivenInputs(
                List.of(new GivenInputs.Text("a", "0"), new GivenInputs.Text("k", "v")),
                Json.object().put("b", 0));
        byte[] csv = "a,b\n1,2\n,\n".getBytes(StandardCharsets.UTF_8);
        List<GivenInputs> rows = new ArrayList<>();
        DataRows.of("x", csv, null, all).forEach(row -> rows.add(row.inputs()));

        assertThat(rows.getFirst().values()).isEqualTo(Json.object());
        assertThat(rows.getFirst().texts())
                .extracting(GivenInputs.Text::name, GivenInputs.Text::value)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("k", "v"),
                        org.assertj.core.groups.Tuple.tuple("a", "1"),
                        org.assertj.core.groups.Tuple.tuple("b", "2"));
        assertThat(rows.getLast()).isEqualTo(all);
    }

    @Test
    void faultsOfCsvNameTheirPlace() {
        refused("a,b\n1,2\n3\n", "row 2 (line 3", "'b'", "expected 2 fields", "found 1");
        refused("a,b\n1,2,3\n", "row 1 (line 2", "behind 'b'");
        refused("a,a\n1,2\n", "repeats a name");
        refused("a,\n1,2\n", "column 2 has no name");
        refused("a\n\"x\ny\n", "row 1 (line 2", "not closed");
        refused("a\n5\" wide\n", "row 1 (line 2", "quote inside");
        refused("a\n1\n\"x\"y\n", "row 2", "closing quote");
        refused("a\n" + "x".repeat(3_000_000) + "\n", "row 1", "1 MiB");
        refused("a\nx\u0000y\n", "NUL", "line 2, column 2");
        refused("", "is empty");
        refused("a,b\n", "no rows");
        assertThatThrownBy(() -> DataRows.of("u", new byte[] {'a', '\n', (byte) 0xC3, '('}, null, GivenInputs.NONE))
                .hasMessageContainingAll("not UTF-8", "line 2, column 1");
    }

    @Test
    void linesOfJsonAreTypedAndTheirFaultsNameTheirPlace() {
        Rows rows = data("{\"a\": 1}\n\n  {\"a\": [true]}\r\n");
        List<String> seen = new ArrayList<>();
        rows.forEach(
                row -> seen.add(row.place() + " " + Json.compact(row.inputs().values())));

        assertThat(rows.count()).hasValue(2);
        assertThat(seen).containsExactly("row 1 (line 1) {\"a\":1}", "row 2 (line 3) {\"a\":[true]}");
        refused("{\"a\":1}\n{\"a\":}\n", "row 2 (line 2, column 6)");
        refused("{\"a\":1,\"a\":2}\n", "'a' more than once", "column 8");
        refused("{\n\"a\":1}\n", "row 1", "one line");
        refused("[{}]\n", "begins with a list");
        refused("{}\n7\n", "row 2", "is integer");
    }

    @Test
    void aFindingHasTheColumnOfItsInput() {
        Issue wrong =
                Issue.at(IssueCode.INVALID_INPUT, Pointer.ROOT.child("inputs").child("b"), "no");
        Rows csv = data("a,b\n\"x,\ny\",z\n");
        Issue placed = csv.placed(csv.iterator().next(), wrong);
        assertThat(placed.position()).isEqualTo(new Position(3, 4));
        assertThat(placed.message()).isEqualTo("row 1 (line 2): no");
        assertThat(placed.attributes())
                .isEqualTo(Json.object().put("file", "users.csv").put("row", 1));

        Rows json = data("{\"a\": 1, \"b\": 2}\n");
        assertThat(json.placed(json.iterator().next(), wrong).position()).isEqualTo(new Position(1, 10));
    }

    @Test
    void aMillionRowsAreMadeOneByOne() {
        Rows rows = data("a\n" + "1\n".repeat(1_000_000));
        int seen = 0;
        for (Row row : rows) {
            seen = row.index();
        }
        assertThat(rows.count()).hasValue(1_000_000);
        assertThat(seen).isEqualTo(1_000_000);
    }

    @Test
    void whateverFieldsAreWrittenAreReadAgain() {
        Random random = new Random(7);
        String[] pieces = {"a", ",", "\"", "\n", "\r\n", ";", "ä", "😀", " ", "\t", "'"};
        for (int round = 0; round < 300; round++) {
            StringBuilder csv = new StringBuilder("x,y\n");
            List<String> expected = new ArrayList<>();
            for (int row = 0; row <= random.nextInt(5); row++) {
                String[] fields = new String[2];
                for (int i = 0; i < 2; i++) {
                    StringBuilder field = new StringBuilder();
                    random.ints(random.nextInt(6), 0, pieces.length).forEach(at -> field.append(pieces[at]));
                    fields[i] = field.toString();
                }
                csv.append('"').append(fields[0].replace("\"", "\"\"")).append("\",\"");
                csv.append(fields[1].replace("\"", "\"\"")).append("\"\n");
                expected.add(("x=" + fields[0] + " y=" + fields[1]).strip());
            }
            assertThat(shown(data(csv.toString()))).isEqualTo(expected);
        }
    }
}
