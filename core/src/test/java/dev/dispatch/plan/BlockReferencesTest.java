package dev.dispatch.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.problem.Issue;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** References into and out of blocks and loops, between parallel steps and from {@code finally}. */
class BlockReferencesTest {

    /** One step of each kind; the reference stands at the place that is marked. */
    private static final String JOB = """
            {'schemaVersion': 1, 'jobType': 't', 'scenario': {'steps': [
              {'id': 'first', 'action': 'shop.create'},
              {'id': 'block', 'steps': [
                {'id': 'a', 'action': 'shop.create'},
                {'id': 'b', 'action': 'flow.log', 'payload': {'message': '%block%'}},
                {'id': 'c', 'action': 'shop.create', 'result': {'x': 1}}], 'result': '%ofBlock%'},
              {'id': 'at-once', 'parallel': true, 'steps': [
                {'id': 'left', 'steps': [
                  {'id': 'left-1', 'action': 'shop.create'},
                  {'id': 'left-2', 'action': 'flow.log', 'payload': {'message': '%left%'}},
                  {'id': 'left-3', 'action': 'shop.create'}]},
                {'id': 'right', 'action': 'flow.log', 'payload': {'message': '%right%'},
                  'capture': {'said': 'response.message'}}]},
              {'id': 'each', 'forEach': {'items': [{'n': 1, 'm': 1}, {'n': 2}], 'as': 'part'}, 'steps': [
                {'id': 'in-1', 'action': 'shop.create'},
                {'id': 'in-2', 'action': 'flow.log', 'payload': {'message': '%each%'}}]},
              {'id': 'list', 'forEach': {'items': [1, 2]}, 'action': 'shop.create'},
              {'id': 'ids', 'forEach': {'items': [1, 2]}, 'action': 'shop.create', 'result': '${response.id}'},
              {'id': 'pages', 'repeat': {'while': {'path': '$.index', 'op': 'lt', 'value': 2}, 'maxTimes': 3},
                'action': 'flow.log', 'payload': {'message': '%pages%'}},
              {'id': 'after', 'action': 'flow.log', 'payload': {'message': '%after%'}},
              {'id': 'last', 'action': 'flow.log', 'payload': {'message': '${run.said}'}}],
             'finally': [{'id': 'end', 'action': 'flow.log', 'payload': {'message': '%finally%'}}]}}""";

    @TempDir
    Path folder;

    private Checking at(String place, String reference) {
        String job = JOB.replace("%" + place + "%", reference).replaceAll("%[a-zA-Z]+%", "m");
        return Checking.job(folder, job).module("shop", ReferencesTest.SHOP);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "block | ${step.a.response.id} ${step.first.response.id}",
                "ofBlock | ${step.a.response.id} ${response.a.id} ${response.c.x} ${response.b.message}",
                "left | ${step.left-1.response.id} ${step.block.response.a.id} ${step.a.response.id}",
                "right | ${step.block.response.c.whatever} ${step.block.response.b.message}",
                "each | ${step.in-1.response.id} ${item.n} ${part.n} ${index} ${part.m:-0}",
                "pages | ${index} ${previous.message:-none} ${first(previous.message, 1)}",
                "after | ${step.left-1.response.id} ${run.said} ${step.at-once.response.left.left-1.id}",
                "after | ${step.each.response.0.in-1.id} ${step.each.response[1].in-2.message} ${step.each.status}",
                "after | ${step.list.response.0.id} ${step.ids.response.0.x} ${sum(step.ids.response)}",
                "after | ${jsonpath(step:list, $[*].id)} ${count(step.list.response)} ${step.pages.response.0.message}",
                "finally | ${step.first.status} ${step.a.response.id:-x} ${first(step.first.response.id, 5)}",
            })
    void whatCanBeSeenIsNoIssue(String place, String reference) {
        Checking checking = at(place, reference);
        assertThat(checking.lines()).isEmpty();
        assertThat(checking.warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "block | ${step.c.response.id} | FORWARD_STEP_REFERENCE | Step 'c' has not run when this is evaluated",
                "block | ${step.b.status} | FORWARD_STEP_REFERENCE | Step 'b' refers to its own outcome, which is not there before it ends",
                "block | ${step.block.status} | FORWARD_STEP_REFERENCE | Step 'b' is inside of 'block', which has no outcome before it ends",
                "block | ${step.in-1.status} | FORWARD_STEP_REFERENCE | Step 'in-1' has not run when this is evaluated",
                "ofBlock | ${step.block.status} | FORWARD_STEP_REFERENCE | Step 'block' refers to its own outcome, which is not there before it ends",
                "left | ${step.right.status} | HIDDEN_STEP_REFERENCE | Step 'right' runs at the same time in the parallel block 'at-once'",
                "left | ${step.left-3.status} | FORWARD_STEP_REFERENCE | Step 'left-3' has not run when this is evaluated",
                "left | ${step.left-2.status} | FORWARD_STEP_REFERENCE | Step 'left-2' refers to its own outcome, which is not there before it ends",
                "right | ${step.left-1.status} | HIDDEN_STEP_REFERENCE | Step 'left-1' runs at the same time in the parallel block 'at-once'",
                "right | ${step.right.status} | FORWARD_STEP_REFERENCE | Step 'right' refers to its own outcome, which is not there before it ends",
                "after | ${step.in-1.status} | HIDDEN_STEP_REFERENCE | Step 'in-1' is inside the loop 'each'; from outside only the loop's array can be seen",
                "after | ${jsonpath(step:in-1, $.id)} | HIDDEN_STEP_REFERENCE | Step 'in-1' is inside the loop 'each'; from outside only the loop's array can be seen",
                "finally | ${step.in-2.status} | HIDDEN_STEP_REFERENCE | Step 'in-2' is inside the loop 'each'; from outside only the loop's array can be seen",
                "each | ${step.each.status} | FORWARD_STEP_REFERENCE | Step 'in-2' is inside of 'each', which has no outcome before it ends",
                "after | ${step.block.exports.orderId} | UNKNOWN_MEMBER_REFERENCE | Step 'block' is a block and exports nothing",
                "ofBlock | ${exports.orderId} | UNKNOWN_MEMBER_REFERENCE | Step 'block' is a block and exports nothing",
                "after | ${step.list.exports.orderId} | UNKNOWN_MEMBER_REFERENCE | Step 'list' is a loop and has no exports of its own",
                "after | ${step.list.response.id} | UNKNOWN_MEMBER_REFERENCE | Step 'list' is a loop and has an array as its response",
                "after | ${step.ids.result} | UNKNOWN_MEMBER_REFERENCE | Step 'ids' is a loop: the results of its passes are its response",
                "after | ${step.block.result.x.y} ${step.each.result} | UNKNOWN_MEMBER_REFERENCE | Step 'each' is a loop: the results of its passes are its response",
                "after | ${item.n} | INVALID_INTERPOLATION | ",
                "pages | ${item.n} | INVALID_INTERPOLATION | ",
                "each | ${previous.n} | INVALID_INTERPOLATION | ",
            })
    void whatCannotBeSeenIsOneIssue(String place, String reference, String code, String message) {
        List<Issue> issues = at(place, reference).issues();
        assertThat(issues).hasSize(1);
        assertThat(issues.getFirst().code()).hasToString(code);
        if (message != null) {
            assertThat(issues.getFirst().message()).isEqualTo(message);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "after | ${step.block.response.d.id} | a,b,c",
                "after | ${step.block.response.a.di} | ${step.block.response.a.id}",
                "ofBlock | ${response.a.di} | ${response.a.id}",
                "after | ${step.at-once.response.lefft.left-1.id} | left",
                "after | ${step.at-once.response.left.left-4.id} | left-1,left-2,left-3",
                "after | ${step.each.response.0.in-3.id} | in-1,in-2",
                "after | ${step.each.response.0.in-1.di} | ${step.each.response.0.in-1.id}",
                "after | ${step.list.response.0.di} | ${step.list.response.0.id}",
                "each | ${part.nn} | n",
            })
    void aMemberThatIsNotThereHasTheNearestOnesAsSuggestions(String place, String reference, String ways) {
        List<Issue> issues = at(place, reference).issues();
        assertThat(issues).hasSize(1);
        assertThat(issues.getFirst().code()).hasToString("UNKNOWN_MEMBER_REFERENCE");
        assertThat(List.of(ways.split(",", -1))).containsAll(issues.getFirst().suggestions());
        assertThat(issues.getFirst().expected() + issues.getFirst().suggestions())
                .contains(ways.split(",", -1)[0]);
    }

    @Test
    void aWrongNameOfAnInnerStepIsMendedByAPatch() {
        Issue issue =
                at("after", "${step.at-once.response.lefft.left-1.id}").issues().getFirst();
        assertThat(issue.attributes().path("patch").path(0).path("value").asString())
                .isEqualTo("${step.at-once.response.left.left-1.id}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"${step.first.response.id}", "${step.a.exports.orderId}", "${step.block.response}"})
    void whatACleanUpNeedsMayNotBeThere(String reference) {
        Checking checking = at("finally", reference);
        assertThat(checking.lines()).isEmpty();
        assertThat(Checking.lines(checking.warnings()))
                .containsExactly("UNGUARDED_REFERENCE scenario.finally[0].payload.message");
        assertThat(checking.warnings().getFirst().message()).contains("may have failed or not have run");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$.steps.first.response.id",
                "$.steps['first'].response",
                "$.steps[\\\"first\\\"].status",
                "$.steps.first",
            })
    void aCleanUpThatAsksForTheStepNeedsNoDefault(String path) {
        Checking checking = Checking.job(
                        folder,
                        "{'schemaVersion': 1, 'jobType': 't', 'scenario': {'steps': [{'id': 'first', 'action':"
                                + " 'shop.create'}], 'finally': [{'action': 'flow.log', 'payload': {'message':"
                                + " '${step.first.response.id}'}, 'when': {'path': \"" + path.replace("'", "\\u0027")
                                + "\", 'op': 'exists'}}]}}")
                .module("shop", ReferencesTest.SHOP);
        assertThat(checking.lines()).isEmpty();
        assertThat(checking.warnings()).isEmpty();
    }

    @Test
    void stepsOfFinallySeeEachOther() {
        Checking checking = Checking.job(
                        folder,
                        "{'schemaVersion': 1, 'jobType': 't', 'scenario': {'steps': [{'action': 'shop.free'}],"
                                + " 'finally': [{'id': 'one', 'action': 'shop.create'}, {'action': 'flow.log',"
                                + " 'payload': {'message': '${step.one.response.id}'}}]},"
                                + " 'outputs': {'id': '${step.one.response.id}'}}")
                .module("shop", ReferencesTest.SHOP);
        assertThat(checking.lines()).isEmpty();
        assertThat(checking.warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'when': {'path': '$.run.x', 'op': 'exists'}", "'continueOnError': true"})
    void aStepOfABlockThatMayNotRunMayHaveNothing(String member) {
        Checking checking = Checking.steps(
                        folder,
                        "{'steps': [{'id': 'a', 'action': 'shop.create'}, {'action': 'flow.log', 'payload':"
                                + " {'message': '${step.a.response.id}'}}], " + member + "},"
                                + " {'action': 'flow.log', 'payload': {'message': '${step.a.response.id}'}}")
                .module("shop", ReferencesTest.SHOP);
        assertThat(checking.lines()).isEmpty();
        assertThat(Checking.lines(checking.warnings()))
                .containsExactly("UNGUARDED_REFERENCE scenario.steps[1].payload.message");
    }

    @Test
    void whatABlockAsksBeforeItRunsDoesNotSeeItsSteps() {
        assertThat(Checking.steps(
                                folder,
                                "{'id': 'block', 'steps': [{'id': 'a', 'action': 'shop.create'}],"
                                        + " 'when': {'path': '$.run.x', 'op': 'eq', 'value': '${step.a.status}'}},"
                                        + " {'id': 'each', 'forEach': {'items': '${step.b.response.lines}'},"
                                        + " 'steps': [{'id': 'b', 'action': 'shop.create'}]}")
                        .module("shop", ReferencesTest.SHOP)
                        .lines())
                .containsExactly(
                        "FORWARD_STEP_REFERENCE scenario.steps[0].when.value",
                        "FORWARD_STEP_REFERENCE scenario.steps[1].forEach.items");
    }

    @Test
    void loopsInLoopsSeeTheNamesOfBoth() {
        Checking checking = Checking.steps(
                folder,
                "{'forEach': {'items': [{'rows': [{'x': 1}]}], 'as': 'page'}, 'steps': [{'forEach': {'items':"
                        + " '${page.rows}', 'as': 'row'}, 'steps': [{'repeat': {'while': {'path': '$.index', 'op':"
                        + " 'lt', 'value': '${row.x}'}, 'maxTimes': 2}, 'action': 'flow.log', 'payload': {'message':"
                        + " '${page.rows} ${row.x} ${item.x} ${index} ${previous.message:-x}'}}]}]}");
        assertThat(checking.lines()).isEmpty();
        assertThat(checking.warnings()).isEmpty();
    }

    @Test
    void aMemberThatOnlySomeItemsHaveNeedsADefault() {
        Checking checking = at("each", "${part.m}");
        assertThat(checking.lines()).isEmpty();
        assertThat(checking.warnings())
                .singleElement()
                .extracting(Issue::message)
                .isEqualTo("Only 1 of the 2 items have a member 'm'; for the others ${part.m} is absent");
    }

    @Test
    void itemsThatAreTextsHaveNothingBelow() {
        assertThat(Checking.steps(
                                folder,
                                "{'forEach': {'items': ['a', 'b']}, 'action': 'flow.log', 'payload': {'message': '${item.id}'}}")
                        .lines())
                .containsExactly("UNKNOWN_MEMBER_REFERENCE scenario.steps[0].payload.message");
    }

    @Test
    void itemsThatExpressionsGiveMayHaveAnything() {
        assertThat(Checking.steps(
                                folder,
                                "{'forEach': {'items': [{'a': 1}, '${run.runId}']}, 'action': 'flow.log',"
                                        + " 'payload': {'message': '${item.b}'}}")
                        .lines())
                .isEmpty();
    }

    @Test
    void aCaptureInAParallelBlockIsSeenAfterIt() {
        Checking checking = at("left", "${run.said}");
        assertThat(Checking.lines(checking.warnings()))
                .contains("UNRESOLVED_REFERENCE scenario.steps[2].steps[0].steps[1].payload.message");
        assertThat(at("after", "${run.said}").warnings()).isEmpty();
    }
}
