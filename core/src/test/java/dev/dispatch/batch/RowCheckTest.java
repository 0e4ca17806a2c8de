package dev.dispatch.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.dispatch.json.Json;
import dev.dispatch.json.Position;
import dev.dispatch.plan.GivenInputs;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowCheckTest {

    private static final String INPUTS =
            "'id': {'type': 'integer', 'required': true}, 'name': {'type': 'string'}, 'on': {'type': 'boolean'}";

    @TempDir
    Path folder;

    private static Rows data(String text) {
        return DataRows.of("users.csv", text.getBytes(StandardCharsets.UTF_8), null, GivenInputs.NONE);
    }

    private RowCheck.Checked check(Rows rows) {
        return new RowCheck(rows, RowJobs.plans(folder, "${input.id}", INPUTS)).check();
    }

    private RowCheck.Checked.Unfit unfit(Rows rows) {
        RowCheck.Checked checked = check(rows);
        assertThat(checked).isInstanceOf(RowCheck.Checked.Unfit.class);
        return (RowCheck.Checked.Unfit) checked;
    }

    @Test
    void rowsWhoseTextsFitTheirTypesCanAllRun() {
        assertThat(check(data("id,name,on\n1,a,true\n2,\"\",false\n3,,\n"))).isEqualTo(new RowCheck.Checked.Fit(3));
        assertThat(check(data("{\"id\": 1}\n{\"id\": 2, \"on\": true}\n"))).isEqualTo(new RowCheck.Checked.Fit(2));
    }

    @Test
    void aBadFieldIsFoundWithItsFileRowLineAndColumn() {
        RowCheck.Checked.Unfit checked = unfit(data("id,name,on\n1,a,true\n2,b,maybe\n3,c,false\nx,d,true\n"));

        assertThat(checked.count()).isEqualTo(4);
        assertThat(checked.unfit()).isEqualTo(2);
        assertThat(checked.issues())
                .extracting(Issue::code, Issue::position, Issue::attributes)
                .containsExactly(
                        tuple(IssueCode.INVALID_INPUT, new Position(3, 5), place(2)),
                        tuple(IssueCode.INVALID_INPUT, new Position(5, 1), place(4)));
        assertThat(checked.issues().getFirst().message()).startsWith("row 2 (line 3): ");
    }

    private static Object place(int row) {
        return Json.object().put("file", "users.csv").put("row", row);
    }

    @Test
    void aValueOfJsonIsNotReadAsText() {
        assertThat(unfit(data("{\"id\": 1}\n{\"id\": \"2\"}\n")).issues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.position()).isEqualTo(new Position(2, 2)));
    }

    @Test
    void aColumnThatTheJobDoesNotKnowIsOneFinding() {
        RowCheck.Checked.Unfit checked = unfit(data("id,nmae\n1,a\n2,b\n3,c\n"));

        assertThat(checked.unfit()).isEqualTo(3);
        assertThat(checked.issues()).singleElement().satisfies(issue -> {
            assertThat(issue.code()).isEqualTo(IssueCode.UNKNOWN_INPUT);
            assertThat(issue.position()).isEqualTo(new Position(1, 4));
        });
    }

    @Test
    void ofManyBadRowsSomeAreShownAndAllAreCounted() {
        RowCheck.Checked.Unfit checked = unfit(data("id\n1\n" + "x\n".repeat(5_000)));

        assertThat(checked.count()).isEqualTo(5_001);
        assertThat(checked.unfit()).isEqualTo(5_000);
        assertThat(checked.issues()).hasSize(IssueList.MOST + 1);
    }

    @Test
    void aJobThatCannotRunAtAllIsRejectedWithItsFirstRow() {
        RowCheck check = new RowCheck(data("id\n1\n2\n"), RowJobs.plans(folder, "${env.NOT_SET}", INPUTS));

        assertThat(check.check()).isInstanceOfSatisfying(RowCheck.Checked.Rejected.class, rejected -> {
            assertThat(rejected.row().index()).isEqualTo(1);
            assertThat(rejected.rejected().issues()).extracting(Issue::code).containsExactly(IssueCode.MISSING_ENV);
        });
    }

    @Test
    void ofEndlessRowsTheFirstIsLookedAt() {
        GivenInputs good = new GivenInputs(List.of(new GivenInputs.Text("id", "1")), Json.object());

        assertThat(check(new SameRows(OptionalInt.empty(), good))).isEqualTo(new RowCheck.Checked.Fit(1));
        assertThat(unfit(new SameRows(OptionalInt.empty(), GivenInputs.NONE)).issues())
                .extracting(Issue::code)
                .containsExactly(IssueCode.MISSING_INPUT);
    }

    @Test
    void aWrongValueOfAListIsOneFindingHoweverManyRunsItIsPartOf() {
        RowCheck.Checked.Unfit checked = unfit(EachRows.of(List.of("id=1,x", "name=1..50"), GivenInputs.NONE));

        assertThat(checked.unfit()).isEqualTo(50);
        assertThat(checked.issues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.message()).startsWith("--each id: "));
    }
}
