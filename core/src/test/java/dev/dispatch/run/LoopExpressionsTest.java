package dev.dispatch.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import dev.dispatch.sdk.ActionResult;
import java.nio.file.Path;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expressions inside of loops, and over what loops give. */
@NullMarked
class LoopExpressionsTest {

    @TempDir
    Path folder;

    private RunFixture runs;

    @BeforeEach
    void echo() {
        runs = new RunFixture(folder).action("echo", (_, input) -> ActionResult.response(input));
    }

    private RunResult outputs(String value, String... steps) {
        String[] texts = new String[steps.length];
        for (int i = 0; i < steps.length; i++) {
            texts[i] = steps[i].replace('\'', '"');
        }
        return runs.run(
                "\"inputs\":{\"start\":{\"type\":\"string\",\"default\":\"/start\"}},\"outputs\":{\"o\":"
                        + value.replace('\'', '"') + "},",
                texts);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "${sum(step.l.response)} | 6.3",
                "${min(step.l.response)} | 1",
                "${max(step.l.response)} | 3.3",
                "${count(step.l.response)} | 3",
                "${flatten(jsonpath(step:l, $[?@ > 1]))} | [3.3, 2]",
                "${jsonpath(step:l, $[*])} | [3.3, 1, 2]",
                "${jsonpath(step.l.response, $[0])} | 3.3",
                "${step.l.response.1} | 1",
                "${step.l.response[2]} | 2",
                "${step.l.response[3]:-9} | 9",
                "${first(step.l.response[3], step.l.response[0])} | 3.3",
                "all: ${step.l.response} | 'all: [3.3,1,2]'",
            })
    void functionsTakeTheArrayOfALoop(String expression, String value) {
        RunResult result = outputs(
                "'" + expression + "'",
                "{'id':'l','action':'test.echo','payload':{'v':'${item}'},'forEach':{'items':[3.3,1,2]},"
                        + "'result':'${response.v}'}");

        assertThat(Json.equal(result.outputs().get("o"), Json.parse(value.replace('\'', '"'))))
                .as(result.outputs().toString())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "${item.a} | [1, 4]",
                "${entry.b.0} | [2, 5]",
                "${index} | [0, 1]",
                "item ${index} has ${sum(item.b)} | ['item 0 has 5', 'item 1 has 11']",
                "${sum(item.b)} | [5, 11]",
                "${jsonpath(entry, $.b[1:])} | [[3], [6]]",
                "${item.c:-none} | ['none', 'none']",
                "${first(item.c, item.a)} | [1, 4]",
                "${randomInt(7, 7)} | [7, 7]",
                "$${item} | ['${item}', '${item}']",
            })
    void theNamesOfAForEachAreThereForEachItem(String expression, String values) {
        RunResult result = outputs(
                "'${step.l.response}'",
                "{'id':'l','action':'test.echo','payload':{'v':'" + expression + "'},"
                        + "'forEach':{'items':[{'a':1,'b':[2,3]},{'a':4,'b':[5,6]}],'as':'entry'},"
                        + "'result':'${response.v}'}");

        assertThat(Json.equal(result.outputs().get("o"), Json.parse(values.replace('\'', '"'))))
                .as(result.outputs().toString())
                .isTrue();
    }

    @Test
    void whatIsAbsentForAnItemIsLeftOut() {
        RunResult result = outputs(
                "'${step.l.response}'",
                "{'id':'l','action':'test.echo','payload':{'a':'${item.a?}','b':['${item.b?}']},"
                        + "'forEach':{'items':[{'a':1},{'b':2}]}}");

        assertThat(result.outputs().get("o")).isEqualTo(Json.parse("[{\"a\":1,\"b\":[]},{\"b\":[2]}]"));
    }

    @Test
    void aPassReadsThePassBeforeAndTheFirstOneItsDefault() {
        RunResult result = outputs(
                "'${jsonpath(step:l, $[*].url)}'",
                "{'id':'l','action':'test.echo','payload':{'url':'${first(previous.next, input.start)}',"
                        + "'next':'/page/${index}','more':'${previous.next:-no}'},"
                        + "'repeat':{'while':{'path':'$.response.next','op':'neq','value':'/page/2'},'maxTimes':9}}");

        assertThat(result.status()).isEqualTo(RunStatus.SUCCESS);
        assertThat(result.outputs().get("o")).isEqualTo(Json.parse("[\"/start\",\"/page/0\",\"/page/1\"]"));
    }

    @Test
    void loopsInLoopsSeeTheItemsOfBoth() {
        RunResult result = outputs(
                "'${step.outer.response}'",
                "{'id':'outer','forEach':{'items':[[1,2],[3]],'as':'row'},'steps':[{'id':'inner','action':'test.echo',"
                        + "'payload':{'v':'${cell} of ${row}, ${item}, ${index}'},'forEach':{'items':'${row}','as':'cell'},"
                        + "'result':'${response.v}'}],'result':'${response.inner}'}");

        assertThat(result.outputs().get("o"))
                .isEqualTo(Json.parse("[[\"1 of [1,2], 1, 0\",\"2 of [1,2], 2, 1\"],[\"3 of [3], 3, 0\"]]"));
    }

    @Test
    void aPassIsSkippedByItsOwnItem() {
        runs.runtime("n", "2");
        RunResult result = outputs(
                "'${step.l.response}'",
                "{'id':'l','action':'test.echo','payload':{'v':'${item}'},'forEach':{'items':[1,2,3]},'when':"
                        + "{'path':'$.run.n','op':'eq','value':'${item}'},'result':'${response.v}'}");

        assertThat(result.outputs().get("o")).isEqualTo(Json.parse("[null,2,null]"));
    }
}
