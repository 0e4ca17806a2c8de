package dev.dispatch.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.expression.SystemGenerator;
import dev.dispatch.json.Json;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** Plans of one job for many rows: what is checked anew, and what is taken from the plan of another row. */
@NullMarked
class RowPlansTest {

    @TempDir
    Path folder;

    private final List<ObjectNode> checked = new ArrayList<>();

    private RowPlans plans(String message, String... members) {
        return new RowPlans(
                given -> {
                    checked.add(given.values());
                    return Checking.steps(
                                    folder,
                                    "{'id':'s','action':'flow.log','payload':{'message':'" + message + "'}}",
                                    members)
                            .values(given.values().toString())
                            .result();
                },
                new SystemGenerator(InstantSource.system()));
    }

    private static GivenInputs given(String values) {
        return new GivenInputs(List.of(), (ObjectNode) Json.parse(Checking.json(values)));
    }

    private static Plan ready(RowPlans plans, String values) {
        assertThat(plans.plan(given(values))).isInstanceOf(RowPlans.Planned.Ready.class);
        return ((RowPlans.Planned.Ready) plans.plan(given(values))).plan();
    }

    private static List<Issue> unfit(RowPlans plans, String values) {
        assertThat(plans.plan(given(values))).isInstanceOf(RowPlans.Planned.Unfit.class);
        return ((RowPlans.Planned.Unfit) plans.plan(given(values))).issues();
    }

    @Test
    void inputsThatOnlyStepsUseAreCheckedWithoutTheWholeJob() {
        RowPlans plans = plans("${input.id}", "'inputs':{'id':{'type':'integer','required':true}}");

        assertThat(ready(plans, "{'id':1}").inputs()).isEqualTo(Json.object().put("id", 1));
        assertThat(ready(plans, "{'id':2}").inputs()).isEqualTo(Json.object().put("id", 2));
        assertThat(ready(plans, "{'id':1}").inputs()).isEqualTo(Json.object().put("id", 1));
        assertThat(checked).hasSize(1);
    }

    @Test
    void inputsThatDecideTheBaseUrlMakePlansOfTheirOwn() {
        RowPlans plans = plans(
                "${input.id}",
                "'inputs':{'id':{'type':'integer','default':0},'region':{'type':'string','required':true}}",
                "'http':{'baseUrl':'https://${input.region}.example.com'}");

        Plan east = ready(plans, "{'region':'east','id':1}");
        Plan west = ready(plans, "{'region':'west','id':1}");
        Plan eastAgain = ready(plans, "{'region':'east','id':2}");

        assertThat(checked).hasSize(2);
        assertThat(east.http().baseUrl()).hasValue("https://east.example.com");
        assertThat(west.http().baseUrl()).hasValue("https://west.example.com");
        assertThat(eastAgain.http()).isSameAs(east.http());
        assertThat(eastAgain.inputs().path("id").intValue()).isEqualTo(2);
    }

    @Test
    void theSecretsOfARowAreAmongThoseOfItsPlan() {
        RowPlans plans = plans("x", "'inputs':{'key':{'type':'string','secret':true,'required':true}}");

        assertThat(ready(plans, "{'key':'first-s3cr3t'}").secrets()).contains("first-s3cr3t");
        assertThat(ready(plans, "{'key':'second-s3cr3t'}").secrets()).contains("first-s3cr3t", "second-s3cr3t");
        assertThat(checked).hasSize(1);
    }

    @Test
    void anOptionalInputThatARowLeavesOutIsReportedWhereItIsUsed() {
        RowPlans plans = plans("${input.note}", "'inputs':{'note':{'type':'string'}}");

        ready(plans, "{'note':'a'}");
        assertThat(unfit(plans, "{}"))
                .singleElement()
                .satisfies(issue -> assertThat(issue.message()).contains("note"));
        assertThat(unfit(plans, "{}").getFirst().path()).isEqualTo("scenario.steps[0].payload.message");
        assertThat(checked).hasSize(1);
    }

    @Test
    void anOptionalInputWithAFallbackMayBeLeftOut() {
        RowPlans plans = plans("${input.note:-none}", "'inputs':{'note':{'type':'string'}}");

        ready(plans, "{'note':'a'}");
        assertThat(ready(plans, "{}").inputs()).isEqualTo(Json.object());
    }

    @Test
    void aRowThatDoesNotFitTheDeclaredInputsIsReportedBelowInputs() {
        RowPlans plans = plans("${input.id}", "'inputs':{'id':{'type':'integer','required':true}}");

        ready(plans, "{'id':1}");
        assertThat(unfit(plans, "{'id':'x'}"))
                .singleElement()
                .satisfies(issue -> assertThat(issue.pointer().names()).containsExactly("inputs", "id"));
        assertThat(unfit(plans, "{}")).extracting(Issue::code).containsExactly(IssueCode.MISSING_INPUT);
        assertThat(unfit(plans, "{'id':1,'other':2}")).extracting(Issue::code).containsExactly(IssueCode.UNKNOWN_INPUT);
    }

    @Test
    void aJobThatCannotRunIsRejectedForEachRow() {
        RowPlans plans = plans("${env.NOT_SET}");

        assertThat(plans.plan(given("{}"))).isInstanceOf(RowPlans.Planned.Rejected.class);
        assertThat(plans.plan(given("{'a':1}"))).isInstanceOf(RowPlans.Planned.Rejected.class);
    }
}
