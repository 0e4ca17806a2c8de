package dev.dispatch.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.problem.Issue;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with blocks, loops, retries and time-outs as they are written. */
class BlockStructureTest {

    private static final String LOG = "{'action': 'flow.log', 'payload': {'message': 'm'}}";

    @TempDir
    Path folder;

    private Checking step(String members) {
        return Checking.steps(folder, "{" + members + "}");
    }

    private Checking log(String members) {
        return step("'action': 'flow.log', 'payload': {'message': 'm'}, " + members);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'forEach': 5 | SCHEMA_ERROR scenario.steps[0].forEach | ",
                "'forEach': {'itmes': [], 'items': []} | UNKNOWN_FIELD scenario.steps[0].forEach.itmes | ",
                "'forEach': {'items': [], 'maxConcurency': 2} | UNKNOWN_FIELD scenario.steps[0].forEach.maxConcurency | maxConcurrency",
                "'forEach': {'as': 'x'} | SCHEMA_ERROR scenario.steps[0].forEach | ",
                "'forEach': {'items': 5} | SCHEMA_ERROR scenario.steps[0].forEach.items | ",
                "'forEach': {'items': 'a ${run.x}'} | SCHEMA_ERROR scenario.steps[0].forEach.items | ",
                "'forEach': {'items': '${run.x?}'} | SCHEMA_ERROR scenario.steps[0].forEach.items | ",
                "'forEach': {'items': '${run.x'} | MALFORMED_INTERPOLATION scenario.steps[0].forEach.items | ",
                "'forEach': {'items': '${item.x}'} | INVALID_INTERPOLATION scenario.steps[0].forEach.items | ",
                "'forEach': {'items': [], 'as': 'previous'} | SCHEMA_ERROR scenario.steps[0].forEach.as | ",
                "'forEach': {'items': [], 'as': 'steps'} | SCHEMA_ERROR scenario.steps[0].forEach.as | ",
                "'forEach': {'items': [], 'as': 'a customer'} | SCHEMA_ERROR scenario.steps[0].forEach.as | a_customer",
                "'forEach': {'items': [], 'maxConcurrency': 501} | SCHEMA_ERROR scenario.steps[0].forEach.maxConcurrency | ",
                "'forEach': {'items': [], 'maxItems': '5'} | SCHEMA_ERROR scenario.steps[0].forEach.maxItems | 5",
                "'repeat': {'while': 5, 'maxTimes': 1} | INVALID_CONDITION scenario.steps[0].repeat.while | ",
                "'repeat': {'while': {'path': '$.index', 'op': 'exists'}} | SCHEMA_ERROR scenario.steps[0].repeat | ",
                "'repeat': {'maxTimes': 3} | SCHEMA_ERROR scenario.steps[0].repeat | ",
                "'repeat': {'while': {'path': '$.index', 'op': 'exists'}, 'maxTimes': 1, 'onLimit': 'stp'} | SCHEMA_ERROR scenario.steps[0].repeat.onLimit | stop",
                "'repeat': {'while': {'path': '$.index', 'op': 'exists'}, 'maxTimes': 1, 'delay': '1 s'} | INVALID_DURATION scenario.steps[0].repeat.delay | 1s",
                "'retry': true | SCHEMA_ERROR scenario.steps[0].retry | ",
                "'retry': {'maxAttemps': 3} | UNKNOWN_FIELD scenario.steps[0].retry.maxAttemps | maxAttempts",
                "'retry': {'maxAttempts': 1001} | SCHEMA_ERROR scenario.steps[0].retry.maxAttempts | ",
                "'retry': {'multiplier': '2'} | SCHEMA_ERROR scenario.steps[0].retry.multiplier | 2",
                "'retry': {'multiplier': 0} | SCHEMA_ERROR scenario.steps[0].retry.multiplier | ",
                "'retry': {'maxDelay': 'soon'} | INVALID_DURATION scenario.steps[0].retry.maxDelay | ",
                "'retry': {'on': ['transent']} | SCHEMA_ERROR scenario.steps[0].retry.on[0] | transient",
                "'retry': {'on': ['6xx']} | SCHEMA_ERROR scenario.steps[0].retry.on[0] | ",
                "'retry': {'on': []} | SCHEMA_ERROR scenario.steps[0].retry.on | ",
                "'timeout': '30 s' | INVALID_DURATION scenario.steps[0].timeout | 30s",
                "'timeout': '0s' | INVALID_DURATION scenario.steps[0].timeout | ",
                "'continueOnError': 'true' | SCHEMA_ERROR scenario.steps[0].continueOnError | true",
                "'parallel': true | SCHEMA_ERROR scenario.steps[0].parallel | ",
            })
    void aFaultInAMemberOfAStepIsOneIssueAtItsPlace(String members, String expected, String way) {
        List<Issue> issues = log(members).issues();
        assertThat(Checking.lines(issues)).containsExactly(expected);
        assertThat(issues.getFirst().suggestions()).isEqualTo(way == null ? List.of() : List.of(way));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'steps': 5 | SCHEMA_ERROR scenario.steps[0].steps",
                "'steps': [] | SCHEMA_ERROR scenario.steps[0].steps",
                "'steps': [5] | SCHEMA_ERROR scenario.steps[0].steps[0]",
                "'steps': [%s], 'action': 'flow.log' | SCHEMA_ERROR scenario.steps[0].action",
                "'steps': [%s], 'payload': {} | SCHEMA_ERROR scenario.steps[0].payload",
                "'steps': [%s], 'credential': 'p' | SCHEMA_ERROR scenario.steps[0].credential",
                "'steps': [%s], 'parallel': 0 | SCHEMA_ERROR scenario.steps[0].parallel",
                "'steps': [%s], 'parallel': 501 | SCHEMA_ERROR scenario.steps[0].parallel",
                "'steps': [%s], 'parallel': [] | SCHEMA_ERROR scenario.steps[0].parallel",
                "'steps': [{'steps': []}] | SCHEMA_ERROR scenario.steps[0].steps[0].steps",
                "'steps': [{'action': 'flow.log', 'payload': {'message': 'm'}, 'retyr': {}}] | UNKNOWN_FIELD scenario.steps[0].steps[0].retyr",
                "'steps': [%s], 'forEach': {'items': []}, 'repeat': {'while': {'path': '$.index', 'op': 'exists'}, 'maxTimes': 1} | SCHEMA_ERROR scenario.steps[0].repeat",
            })
    void aFaultInABlockIsOneIssueAtItsPlace(String members, String expected) {
        assertThat(step(members.replace("%s", LOG)).lines()).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'finally': [] | SCHEMA_ERROR scenario.finally",
                "'finally': {} | SCHEMA_ERROR scenario.finally",
                "'finally': [{'action': 'flow.lgo'}] | UNKNOWN_ACTION scenario.finally[0].action",
                "'timeout': '0s' | INVALID_DURATION scenario.timeout",
                "'timeout': '5' | INVALID_DURATION scenario.timeout",
                "'finaly': [] | UNKNOWN_FIELD scenario.finaly",
            })
    void aFaultInAMemberOfTheScenarioIsOneIssueAtItsPlace(String members, String expected) {
        assertThat(Checking.job(
                                folder,
                                "{'schemaVersion': 1, 'jobType': 't', 'scenario': {'steps': [" + LOG + "], " + members
                                        + "}}")
                        .lines())
                .containsExactly(expected);
    }

    @Test
    void anIdIsUniqueInBlocksAndInFinallyToo() {
        String named = "{'id': 'a', 'action': 'flow.log', 'payload': {'message': 'm'}}";
        Checking checking = Checking.job(
                folder,
                "{'schemaVersion': 1, 'jobType': 't', 'scenario': {'steps': [" + named + ", {'steps': [" + named
                        + "]}], 'finally': [" + named + "]}}");
        assertThat(checking.lines())
                .containsExactly(
                        "DUPLICATE_STEP_ID scenario.steps[1].steps[0].id", "DUPLICATE_STEP_ID scenario.finally[0].id");
    }

    @Test
    void parallelIsToldWhatItTakes() {
        Issue issue = step("'steps': [" + LOG + "], 'parallel': 'yes'").issues().getFirst();
        assertThat(issue.expected()).isEqualTo("true, or the most of the steps at the same time, from 1 to 500");
    }

    @Test
    void aStepWithNeitherActionNorStepsIsToldOfBoth() {
        Issue issue = step("'id': 'a'").issues().getFirst();
        assertThat(issue.expected()).isEqualTo("'action': module.action; or 'steps' with a block of steps");
    }

    @Test
    void aStepInALoopCapturesAndStoresNothing() {
        assertThat(log("'forEach': {'items': [1]}, 'capture': {'c': 'response.message'}")
                        .lines())
                .containsExactly("INVALID_CAPTURE scenario.steps[0].capture");
        assertThat(step("'forEach': {'items': [1]}, 'steps': [{'action': 'flow.log', 'payload': {'message': 'm'},"
                                + " 'capture': {'c': 'response.message'}}]")
                        .lines())
                .containsExactly("INVALID_CAPTURE scenario.steps[0].steps[0].capture");
        assertThat(step("'forEach': {'items': [1]}, 'action': 'flow.poll', 'payload': {'action': 'http.request',"
                                + " 'payload': {'url': 'http://a.test/'}, 'store': {'s': '$.status'},"
                                + " 'conditions': {'path': '$.status', 'op': 'eq', 'value': 200}}")
                        .lines())
                .containsExactly("INVALID_CAPTURE scenario.steps[0].payload.store");
    }

    @Test
    void theNameOfAnInnerItemIsNotThatOfAnOuterOne() {
        String inner = "{'forEach': {'items': [1], 'as': 'x'}, 'action': 'flow.log', 'payload': {'message': '${x}'}}";
        assertThat(step("'forEach': {'items': [1], 'as': 'x'}, 'steps': [" + inner + "]")
                        .lines())
                .containsExactly("SCHEMA_ERROR scenario.steps[0].steps[0].forEach.as");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'retry': {'maxAttempts': 1} | UNUSED_DECLARATION scenario.steps[0].retry.maxAttempts",
                "'retry': {'initialDelay': '1m'} | UNUSED_DECLARATION scenario.steps[0].retry.initialDelay",
                "'retry': {'initialDelay': '10s', 'maxElapsed': '4s'} | UNUSED_DECLARATION scenario.steps[0].retry.maxElapsed",
                "'retry': {'initialDelay': '10s', 'jitter': false, 'maxElapsed': '9s'} | UNUSED_DECLARATION scenario.steps[0].retry.maxElapsed",
            })
    void aMemberOfRetryThatHasNoEffectIsAWarning(String members, String expected) {
        Checking checking = log(members);
        assertThat(checking.lines()).isEmpty();
        assertThat(Checking.lines(checking.warnings())).containsExactly(expected);
    }

    @Test
    void aRetryWhoseMembersFitIsNoWarning() {
        assertThat(log("'retry': {'initialDelay': '10s', 'maxDelay': '10s', 'maxElapsed': '5s'}")
                        .warnings())
                .isEmpty();
    }
}
