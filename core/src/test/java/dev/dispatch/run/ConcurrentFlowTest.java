package dev.dispatch.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import dev.dispatch.sdk.ActionException;
import dev.dispatch.sdk.ActionResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockWebServer;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What becomes of steps that run at once when one of them fails, and of what they captured. The step {@code h} asks a
 * server that never answers; {@code trip} fails once it has asked.
 */
@NullMarked
class ConcurrentFlowTest {

    private static final String HANG = "{'id':'h','action':'http.request','payload':{'path':'/'}}";
    private static final String TRIP = "{'id':'t','action':'test.trip'}";
    private static final String NEVER = "{'id':'n','action':'test.echo'}";
    private static final String AFTER = "{'id':'z','action':'test.echo'}";

    @TempDir
    Path folder;

    private final MockWebServer server = new MockWebServer();
    private final CountDownLatch released = new CountDownLatch(1);
    private RunFixture runs;

    @BeforeEach
    void actions() throws IOException {
        server.start();
        runs = new RunFixture(folder)
                .action("echo", (_, input) -> ActionResult.response(input))
                .action("waiting", (_, input) -> {
                    // The first one ends last.
                    if (input.get("v").intValue() == 0) {
                        released.await();
                    } else if (input.get("v").intValue() == 2) {
                        released.countDown();
                    }
                    return ActionResult.response(input);
                })
                .action("trip", (_, _) -> {
                    server.takeRequest();
                    throw new ActionException(ActionException.Kind.FAILED, "BROKEN", "it broke", null);
                });
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private RunResult run(String steps, String finals) {
        return runs.runJob(("{'schemaVersion':1,'jobType':'t','http':{'baseUrl':'" + server.url("/")
                        + "'},'scenario':{'steps':[" + steps + "]"
                        + (finals.isEmpty() ? "" : ",'finally':[" + finals + "]") + "}}")
                .replace('\'', '"'));
    }

    private static StepStatus status(RunResult result, String id) {
        return RunFixture.step(result, id).outcome().status();
    }

    private static String parallel(Object most, String members, String... steps) {
        return "{'id':'p','parallel':" + most + members + ",'steps':[" + String.join(",", steps) + "]}";
    }

    @Test
    void theFirstFailureCancelsWhatRunsAndWhatHasNotBegunDoesNotRun() {
        RunResult result = run(parallel(2, "", HANG, TRIP, NEVER), AFTER);

        assertThat(status(result, "p")).isEqualTo(StepStatus.FAILED);
        assertThat(status(result, "h")).isEqualTo(StepStatus.CANCELLED);
        assertThat(status(result, "n")).isEqualTo(StepStatus.NOT_RUN);
        assertThat(status(result, "z")).isEqualTo(StepStatus.SUCCEEDED);
        assertThat(result.status()).isEqualTo(RunStatus.FAILED);
        assertThat(result.failedStep().orElseThrow().path()).isEqualTo("p#1/t#1");
    }

    @Test
    void aFailureInABlockThatIsToleratedStopsNothingOutsideOfIt() {
        RunResult result = run(parallel(2, ",'continueOnError':true", HANG, TRIP) + "," + NEVER, "");

        assertThat(status(result, "p")).isEqualTo(StepStatus.FAILED);
        assertThat(status(result, "h")).isEqualTo(StepStatus.CANCELLED);
        assertThat(status(result, "n")).isEqualTo(StepStatus.SUCCEEDED);
        assertThat(result.status()).isEqualTo(RunStatus.SUCCESS);
    }

    @Test
    void aFailureInAnInnerBlockCancelsTheOuterOneUnlessItIsTolerated() {
        String inner = "{'id':'q','steps':[" + TRIP + "]}";
        RunResult result = run(parallel(true, "", HANG, inner), "");
        assertThat(status(result, "h")).isEqualTo(StepStatus.CANCELLED);
        assertThat(result.failedStep().orElseThrow().path()).isEqualTo("p#1/q#1/t#1");

        RunResult tolerated = run(
                parallel(
                        true,
                        "",
                        "{'id':'q','continueOnError':true,'parallel':true,'steps':[" + HANG + "," + TRIP + "]}",
                        NEVER),
                "");
        assertThat(status(tolerated, "h")).isEqualTo(StepStatus.CANCELLED);
        assertThat(status(tolerated, "n")).isEqualTo(StepStatus.SUCCEEDED);
        assertThat(status(tolerated, "p")).isEqualTo(StepStatus.SUCCEEDED);
        assertThat(tolerated.status()).isEqualTo(RunStatus.SUCCESS);
    }

    @Test
    void theFirstPassThatFailsCancelsThoseThatRunAndEndsTheLoop() {
        String pass = "{'id':'l','forEach':{'items':[0,1,2,3],'maxConcurrency':2},'steps':["
                + "{'id':'h','action':'http.request','payload':{'path':'/'},'when':{'path':'$.item','op':'eq','value':0}},"
                + "{'id':'t','action':'test.trip','when':{'path':'$.item','op':'eq','value':1}}]}";
        RunResult result = run(pass + "," + NEVER, AFTER);

        assertThat(RunFixture.step(result, "l").passes()).isEqualTo(new Passes(0, 1, 0, 1, 2));
        assertThat(status(result, "n")).isEqualTo(StepStatus.NOT_RUN);
        assertThat(status(result, "z")).isEqualTo(StepStatus.SUCCEEDED);
        assertThat(result.failedStep().orElseThrow().path()).isEqualTo("l[1]#1/t#1");
    }

    @Test
    void resultsHaveTheOrderOfTheItemsWhateverEndsFirst() {
        RunResult result = runs.run(
                "\"outputs\":{\"all\":\"${step.l.response}\"},",
                "{\"id\":\"l\",\"action\":\"test.waiting\",\"payload\":{\"v\":\"${item}\"},"
                        + "\"forEach\":{\"items\":[0,1,2],\"maxConcurrency\":2},\"result\":\"${response.v}\"}");

        assertThat(result.outputs().get("all")).isEqualTo(Json.parse("[0,1,2]"));
    }

    @Test
    void noMoreThanTheGivenNumberRunAtOnce() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        runs.action("count", (_, input) -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            Thread.onSpinWait();
            now.decrementAndGet();
            return ActionResult.response(input);
        });
        String items = "[" + "0,".repeat(199) + "0]";
        run("{'id':'l','action':'test.count','forEach':{'items':" + items + ",'maxConcurrency':3}}", "");

        assertThat(most.get()).isBetween(1, 3);
    }

    @Test
    void capturesAreMergedInTheOrderOfTheFileAndOneNameTwiceIsAConflict() {
        String a = "{'id':'a','action':'test.waiting','payload':{'v':0},'capture':{'x':'response.v'}}";
        String b = "{'id':'b','action':'test.waiting','payload':{'v':2},'capture':{'%s':'response.v'}}";
        RunResult merged = run(
                parallel(true, "", a, b.formatted("y")) + "," + "{'id':'n','action':'test.echo',"
                        + "'payload':{'all':'${run.x} ${run.y}'}}",
                "");
        assertThat(RunFixture.response(merged, "n").get("all").stringValue()).isEqualTo("0 2");

        RunResult conflict =
                run(parallel(true, "", a, b.formatted("x")), AFTER.replace("}", ",'payload':{'x':'${run.x}'}}"));
        assertThat(RunFixture.failure(conflict).reason()).isEqualTo("CAPTURE_CONFLICT");
        assertThat(conflict.failedStep().orElseThrow().stepId()).isEqualTo("b");
        assertThat(RunFixture.response(conflict, "z").get("x").intValue()).isZero();
    }

    @Test
    void aStepBesideSeesRunAsItWasWhenTheBlockBegan() {
        RunResult result = run(
                parallel(
                        1,
                        "",
                        "{'id':'a','action':'test.echo','payload':{'v':1},'capture':{'x':'response.v'}}",
                        "{'id':'b','action':'test.echo','payload':{'seen':'${run.x:-nothing}'}}"),
                "");

        assertThat(RunFixture.response(result, "b").get("seen").stringValue()).isEqualTo("nothing");
    }

    @Test
    void aWishToStopCancelsAllThatRunAtOnceAndCleanUpRunsStill() {
        runs.action("stop", (_, input) -> {
            server.takeRequest();
            runs.cancellation.cancel();
            return ActionResult.response(input);
        });
        RunResult result = run(parallel(true, "", HANG, "{'id':'s','action':'test.stop'}") + "," + NEVER, AFTER);

        assertThat(status(result, "h")).isEqualTo(StepStatus.CANCELLED);
        assertThat(status(result, "n")).isEqualTo(StepStatus.NOT_RUN);
        assertThat(status(result, "z")).isEqualTo(StepStatus.SUCCEEDED);
        assertThat(result.status()).isEqualTo(RunStatus.INTERRUPTED);
    }
}
