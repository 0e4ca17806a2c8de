package dev.dispatch.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import dev.dispatch.sdk.ActionException;
import dev.dispatch.sdk.ActionResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What blocks, loops, retries and clean-up mean, as a table: a scenario in short, how each step ended, how the run ended.
 * {@code echo} answers its payload, {@code fail} fails, {@code flaky} fails as often as it is told.
 */
@NullMarked
class ControlFlowTest {

    private static final Map<String, String> STEPS = Map.ofEntries(
            Map.entry("ok", "'action':'test.echo','payload':{'v':1}"),
            Map.entry("bad", "'action':'test.fail'"),
            Map.entry("tolerated", "'action':'test.fail','continueOnError':true"),
            Map.entry("never", "'action':'test.echo','when':{'path':'$.run.nothing','op':'exists'}"),
            Map.entry("slow", "'action':'flow.sleep','payload':{'duration':'1h'}"),
            Map.entry("late", "'action':'flow.sleep','payload':{'duration':'1h'},'timeout':'2s'"),
            Map.entry("twice", "'action':'test.flaky','payload':{'times':1},'retry':{'maxAttempts':2}"),
            Map.entry("once", "'action':'test.flaky','payload':{'times':5},'retry':{'maxAttempts':2}"),
            Map.entry("loop", "'action':'test.echo','payload':{'v':'${item}'},'forEach':{'items':[1,2]}"),
            Map.entry("none", "'action':'test.echo','forEach':{'items':[]}"),
            Map.entry("broken", "'action':'test.fail','forEach':{'items':[1,2,3]}"),
            Map.entry("lenient", "'action':'test.fail','forEach':{'items':[1,2,3]},'continueOnError':true"));

    @TempDir
    Path folder;

    private RunFixture runs;

    @BeforeEach
    void actions() {
        Map<String, AtomicInteger> failures = new ConcurrentHashMap<>();
        runs = new RunFixture(folder)
                .action("echo", (_, input) -> ActionResult.response(input))
                .action("fail", (_, _) -> {
                    throw new ActionException(ActionException.Kind.FAILED, "BROKEN", "it broke", null);
                })
                .action("flaky", (context, input) -> {
                    int made = failures.computeIfAbsent(context.step().id(), _ -> new AtomicInteger())
                            .incrementAndGet();
                    if (made <= input.get("times").intValue()) {
                        throw new ActionException(ActionException.Kind.TRANSIENT, "LATER", "not yet", null);
                    }
                    return ActionResult.response(Json.object().put("made", made));
                });
    }

    /**
     * {@code a:ok} is a step, {@code b(...)} a block, {@code p|...|} a parallel one; what is behind {@code !} is
     * {@code finally}.
     */
    @ParameterizedTest(name = "{0} -> {2}")
    @CsvSource(
            delimiter = ';',
            value = {
                "a:ok b:ok;                        a+ b+;                  SUCCESS",
                "a:ok b:bad c:ok;                  a+ b- c.;               FAILED",
                "a:never b:ok;                     a~ b+;                  SUCCESS",
                "a:tolerated b:ok;                 a- b+;                  SUCCESS",
                "a:twice b:ok;                     a+ b+;                  SUCCESS",
                "a:once b:ok;                      a- b.;                  FAILED",
                "a:late b:ok;                      a- b.;                  FAILED",
                "a:loop b:ok;                      a+ b+;                  SUCCESS",
                "a:none b:ok;                      a+ b+;                  SUCCESS",
                "a:broken b:ok;                    a- b.;                  FAILED",
                "a:lenient b:ok;                   a+ b+;                  SUCCESS",
                "b( x:ok y:ok ) c:ok;              b+ x+ y+ c+;            SUCCESS",
                "b( x:bad y:ok ) c:ok;             b- x- y. c.;            FAILED",
                "b( x:tolerated y:ok ) c:ok;       b+ x- y+ c+;            SUCCESS",
                "b( d( x:bad ) y:ok ) c:ok;        b- d- x- y. c.;         FAILED",
                "p| x:ok y:ok | c:ok;              p+ x+ y+ c+;            SUCCESS",
                "p| x:tolerated y:ok | c:ok;       p+ x- y+ c+;            SUCCESS",
                "a:ok ! z:ok;                      a+ z+;                  SUCCESS",
                "a:bad ! z:ok;                     a- z+;                  FAILED",
                "a:bad ! z:bad y:ok;               a- z- y+;               FAILED",
                "a:ok ! z:bad y:ok;                a+ z- y+;               FAILED",
                "a:late ! z:ok;                    a- z+;                  FAILED",
                "b( x:bad ) ! z( y:ok );           b- x- z+ y+;            FAILED",
            })
    void theTable(String scenario, String outcomes, RunStatus status) {
        RunResult result = runs.runJob(job(scenario));

        assertThat(shown(result)).isEqualTo(outcomes.replaceAll(" +", " "));
        assertThat(result.status()).isEqualTo(status);
    }

    @Test
    void aParallelBlockStopsWhatStillRunsWhenOneStepFails() {
        RunResult result = runs.runJob(job("p| x:slow y:bad | c:ok ! z:ok"));

        assertThat(step(result, "y")).isEqualTo(StepStatus.FAILED);
        assertThat(step(result, "x")).isIn(StepStatus.CANCELLED, StepStatus.NOT_RUN, StepStatus.SUCCEEDED);
        assertThat(step(result, "z")).isEqualTo(StepStatus.SUCCEEDED);
        assertThat(result.failedStep().orElseThrow().stepId()).isEqualTo("y");
    }

    private static StepStatus step(RunResult result, String id) {
        return RunFixture.step(result, id).outcome().status();
    }

    private static String shown(RunResult result) {
        return result.steps().stream()
                .map(step -> step.stepId()
                        + switch (step.outcome().status()) {
                            case SUCCEEDED -> "+";
                            case FAILED -> "-";
                            case SKIPPED -> "~";
                            case CANCELLED -> "x";
                            case NOT_RUN -> ".";
                        })
                .collect(Collectors.joining(" "));
    }

    private static String job(String scenario) {
        List<String> words = List.of(scenario.trim().split(" +"));
        int last = words.indexOf("!");
        String steps = steps(last < 0 ? words : words.subList(0, last));
        String finals = last < 0 ? "" : ",'finally':[" + steps(words.subList(last + 1, words.size())) + "]";
        return ("{'schemaVersion':1,'jobType':'t','scenario':{'steps':[" + steps + "]" + finals + "}}")
                .replace('\'', '"');
    }

    private static String steps(List<String> words) {
        StringBuilder out = new StringBuilder();
        for (String word : words) {
            String comma = out.isEmpty() || out.charAt(out.length() - 1) == '[' ? "" : ",";
            if (word.endsWith("(")) {
                out.append(comma)
                        .append("{'id':'")
                        .append(word, 0, word.length() - 1)
                        .append("','steps':[");
            } else if (word.length() > 1 && word.endsWith("|")) {
                out.append(comma)
                        .append("{'id':'")
                        .append(word, 0, word.length() - 1)
                        .append("','parallel':true,'steps':[");
            } else if (word.equals(")") || word.equals("|")) {
                out.append("]}");
            } else {
                String[] parts = word.split(":", -1);
                out.append(comma)
                        .append("{'id':'")
                        .append(parts[0])
                        .append("',")
                        .append(STEPS.get(parts[1]))
                        .append('}');
            }
        }
        return out.toString();
    }

    @Test
    void aLoopsResponseIsTheArrayOfItsResultsInTheOrderOfTheItems() {
        RunResult result = runs.run(
                "\"outputs\":{\"all\":\"${step.l.response}\",\"sum\":\"${sum(step.l.response)}\"},",
                "{\"id\":\"l\",\"action\":\"test.echo\",\"payload\":{\"v\":\"${item}\",\"i\":\"${index}\"},"
                        + "\"forEach\":{\"items\":[3,1,2],\"maxConcurrency\":3},\"result\":\"${response.v}\"}");

        assertThat(result.outputs()).isEqualTo(Json.parse("{\"all\":[3,1,2],\"sum\":6}"));
    }

    @Test
    void aRepeatPassesOnWhatTheLastPassAnswered() {
        RunResult result = runs.run(
                "\"outputs\":{\"all\":\"${step.l.response}\"},",
                "{\"id\":\"l\",\"action\":\"test.echo\",\"payload\":{\"v\":\"x${previous.v:-}\",\"i\":\"${index}\"},"
                        + "\"repeat\":{\"while\":{\"path\":\"$.response.i\",\"op\":\"lt\",\"value\":2},\"maxTimes\":9},"
                        + "\"result\":\"${response.v}\"}");

        assertThat(result.outputs().get("all")).isEqualTo(Json.parse("[\"x\",\"xx\",\"xxx\"]"));
    }

    @Test
    void aLoopedBlockGivesObjectsByStepId() {
        RunResult result = runs.run(
                "\"outputs\":{\"all\":\"${step.l.response}\"},",
                "{\"id\":\"l\",\"forEach\":{\"items\":[1,2],\"as\":\"n\"},\"steps\":["
                        + "{\"id\":\"a\",\"action\":\"test.echo\",\"payload\":{\"v\":\"${n}\"}},"
                        + "{\"id\":\"b\",\"action\":\"test.echo\",\"payload\":{\"w\":\"${step.a.response.v}\"},"
                        + "\"result\":\"${response.w}\"}]}");

        JsonNode all = result.outputs().get("all");
        assertThat(all).isEqualTo(Json.parse("[{\"a\":{\"v\":1},\"b\":1},{\"a\":{\"v\":2},\"b\":2}]"));
        assertThat(RunFixture.step(result, "a").passes()).isEqualTo(new Passes(2, 0, 0, 0, 0));
    }

    @Test
    void tenThousandItemsKeepTheirOrder() {
        ObjectNode input = Json.object();
        for (int i = 0; i < 10_000; i++) {
            input.withArray("all").add(i);
        }
        RunResult result = runs.input("all", Json.compact(input.get("all")))
                .run(
                        "\"inputs\":{\"all\":{\"type\":\"array\"}},\"outputs\":{\"all\":\"${step.l.response}\"},",
                        "{\"id\":\"l\",\"action\":\"test.echo\",\"payload\":{\"v\":\"${item}\"},\"forEach\":"
                                + "{\"items\":\"${input.all}\",\"maxConcurrency\":50},\"result\":\"${response.v}\"}");

        assertThat(result.outputs().get("all")).isEqualTo(input.get("all"));
    }

    @Test
    void aConditionInALoopSeesTheItem() {
        RunResult result = runs.run(
                "\"outputs\":{\"all\":\"${step.l.response}\"},",
                "{\"id\":\"l\",\"action\":\"test.echo\",\"payload\":{\"v\":\"${n}\"},"
                        + "\"forEach\":{\"items\":[1,2,3],\"as\":\"n\"},"
                        + "\"when\":[{\"path\":\"$.item\",\"op\":\"gt\",\"value\":1},"
                        + "{\"path\":\"$.n\",\"op\":\"lt\",\"value\":3},"
                        + "{\"path\":\"$.index\",\"op\":\"eq\",\"value\":1}],\"result\":\"${response.v}\"}");

        assertThat(result.outputs().get("all")).isEqualTo(Json.parse("[null,2,null]"));
    }
}
