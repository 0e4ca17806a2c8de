package dev.dispatch.run;

import static dev.dispatch.run.RunFixture.failure;
import static dev.dispatch.run.RunFixture.response;
import static dev.dispatch.run.RunFixture.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.sdk.ActionException;
import dev.dispatch.sdk.ActionResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class PollTest {

    private static final String READY = "\"conditions\":{\"path\":\"$.ready\",\"op\":\"eq\",\"value\":true}";

    @TempDir
    private Path folder;

    private RunFixture fixture;
    private final Deque<Object> answers = new ArrayDeque<>();

    @BeforeEach
    void fixture() {
        fixture = new RunFixture(folder).action("next", (_, _) -> {
            Object answer = answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
            if (answer instanceof RuntimeException e) {
                throw e;
            }
            return ActionResult.response((JsonNode) answer);
        });
    }

    private void answers(Object... all) {
        for (Object one : all) {
            answers.add(one instanceof String json ? Json.parse(json) : one);
        }
    }

    private RunResult poll(String settings) {
        return fixture.steps("{\"id\":\"p\",\"action\":\"flow.poll\",\"payload\":{\"action\":\"test.next\"," + READY
                + settings + "}}");
    }

    @Test
    void aPollEndsWhenItsConditionsHold() {
        answers("{\"ready\":false}", "{\"ready\":false}", "{\"ready\":true,\"id\":5}");

        RunResult result = poll(",\"intervalMs\":300,\"store\":{\"found\":\"$.id\"}");

        assertThat(Json.compact(response(result, "p")))
                .isEqualTo("{\"matched\":true,\"attempts\":3,\"elapsedMs\":600,\"lastAction\":\"test.next\","
                        + "\"lastStatus\":\"SUCCEEDED\",\"lastResponse\":{\"ready\":true,\"id\":5}}");
        StepReport step = step(result, "p");
        assertThat(step.attempts()).isEqualTo(3);
        assertThat(step.waiting()).isEqualTo(Duration.ofMillis(600));
        assertThat(step.outcome().output().captured()).containsEntry("found", Json.parse("5"));
        assertThat(step.outcome().output().detail()).isEqualTo("matched after 3 tries");
        assertThat(fixture.events(RunEvent.AttemptStarted.class).stream().map(RunEvent.AttemptStarted::path))
                .containsExactly("p#1/~p1", "p#1/~p2", "p#1/~p3");
        assertThat(fixture.events(RunEvent.StepEntered.class)).hasSize(1);
    }

    @Test
    void theTriesRunOutAndTheLastResponseIsKept() {
        answers("{\"ready\":false}");

        RunResult result = poll(",\"maxAttempts\":2");

        assertThat(failure(result).reason()).isEqualTo("POLL_EXHAUSTED");
        assertThat(failure(result).message())
                .isEqualTo("The conditions did not hold within 2 tries; $.ready eq true => false, actual false");
        assertThat(failure(result).issues()).singleElement().satisfies(issue -> {
            assertThat(issue.code()).isEqualTo(IssueCode.POLL_EXHAUSTED);
            assertThat(issue.stepId()).isEqualTo("p");
            assertThat(issue.path()).isEqualTo("scenario.steps[0].payload");
            assertThat(issue.position()).isNotNull();
            assertThat(issue.message()).isEqualTo(failure(result).message());
        });
        assertThat(response(result, "p").get("lastResponse")).isEqualTo(Json.parse("{\"ready\":false}"));
        assertThat(response(result, "p").get("matched").booleanValue()).isFalse();
        assertThat(fixture.timer.pauses).hasSize(1);
    }

    @Test
    void noTryStartsAfterTheTimeIsOver() {
        answers("{\"ready\":false}");

        RunResult result = poll(",\"maxDurationMs\":1000,\"intervalMs\":400");

        assertThat(failure(result).reason()).isEqualTo("POLL_EXHAUSTED");
        assertThat(step(result, "p").attempts()).isEqualTo(3);
        assertThat(response(result, "p").get("elapsedMs").intValue()).isEqualTo(800);
    }

    @Test
    void severalMatchesMustFollowOneAnother() {
        answers(
                "{\"ready\":true}",
                "{\"ready\":false}",
                "{\"ready\":true}",
                ActionException.failed("broken"),
                "{\"ready\":true}",
                "{\"ready\":true}");

        RunResult result = poll(",\"minSuccessAttempts\":2");

        assertThat(step(result, "p").attempts()).isEqualTo(6);
        assertThat(result.status()).isEqualTo(RunStatus.SUCCESS);
    }

    @Test
    void failWhenIsAskedBeforeTheConditions() {
        answers("{\"ready\":true,\"state\":\"dead\"}");

        RunResult result = poll(",\"failWhen\":{\"path\":\"$.state\",\"op\":\"eq\",\"value\":\"dead\"}");

        assertThat(failure(result).reason()).isEqualTo("POLL_FAILED");
        assertThat(failure(result).message()).contains("$.state eq \"dead\" => true");
        assertThat(response(result, "p").get("lastResponse").has("state")).isTrue();
    }

    @Test
    void aFailedCallIsTriedAgainUnlessThePollSaysNot() {
        answers(ActionException.failed("broken").withResponse(Json.text("partly")), "{\"ready\":true}");
        assertThat(poll("").status()).isEqualTo(RunStatus.SUCCESS);

        answers.clear();
        answers(ActionException.failed("broken").withResponse(Json.text("partly")), "{\"ready\":true}");
        RunResult result = poll(",\"continueOnActionError\":false");

        assertThat(failure(result).message()).isEqualTo("broken");
        assertThat(response(result, "p").get("lastResponse")).isEqualTo(Json.text("partly"));
        assertThat(response(result, "p").get("lastStatus").stringValue()).isEqualTo("FAILED");
        assertThat(step(result, "p").attempts()).isEqualTo(1);
    }

    @Test
    void faultsOfThePayloadAndBrokenHandlersAreNeverRepeated() {
        for (RuntimeException fault : List.of(
                new ActionException(ActionException.Kind.BAD_INPUT, "INVALID_PAYLOAD", "no good", null),
                new IllegalStateException("broke"))) {
            answers.clear();
            answers(fault);

            RunResult result = poll("");

            assertThat(result.status()).isEqualTo(RunStatus.FAILED);
            assertThat(step(result, "p").attempts()).isEqualTo(1);
            assertThat(fixture.timer.pauses).isEmpty();
        }
    }

    @Test
    void thePayloadOfTheTargetIsCheckedBeforeTheFirstTry() {
        fixture.action(
                "typed",
                "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"}}}",
                null,
                (_, input) -> ActionResult.response(input));
        RunResult result = fixture.run(
                "\"inputs\":{\"n\":{\"type\":\"string\",\"default\":\"x\"}},",
                "{\"id\":\"p\",\"action\":\"flow.poll\",\"payload\":{\"action\":\"test.typed\",\"payload\":"
                        + "{\"n\":\"${input.n}\"}," + READY + "}}");

        assertThat(failure(result).issues().getFirst().pointer().text())
                .isEqualTo("/scenario/steps/0/payload/payload/n");
        assertThat(step(result, "p").attempts()).isZero();
        assertThat(fixture.events(RunEvent.AttemptStarted.class)).isEmpty();
    }

    @Test
    void aStoreThatFindsNothingStoresNothing() {
        answers("{\"ready\":true,\"id\":5}");

        RunResult result = fixture.run(
                "\"outputs\":{\"id\":\"${run.a:-none}\"},",
                "{\"id\":\"p\",\"action\":\"flow.poll\",\"payload\":{\"action\":\"test.next\"," + READY
                        + ",\"store\":{\"a\":\"$.id\",\"b\":\"$.nope\"}}}");

        assertThat(failure(result).reason()).isEqualTo("INVALID_CAPTURE");
        assertThat(failure(result).message()).contains("$.nope for run.b");
        assertThat(result.outputs().get("id").stringValue()).isEqualTo("none");
    }

    @Test
    void aStoreReplacesWhatWasStoredBeforeInABlockToo() {
        answers("{\"ready\":true,\"id\":1}", "{\"ready\":true,\"id\":2}");
        String poll = "\"action\":\"flow.poll\",\"payload\":{\"action\":\"test.next\"," + READY
                + ",\"store\":{\"found\":\"$.id\"}}}";

        RunResult result = fixture.run(
                "\"outputs\":{\"id\":\"${run.found}\"},",
                "{\"id\":\"p\"," + poll,
                "{\"id\":\"b\",\"steps\":[{\"id\":\"q\"," + poll + "]}");

        assertThat(result.outputs().get("id")).isEqualTo(Json.parse("2"));
    }

    @Test
    void whatIsStoredIsThereForExpect() {
        answers("{\"ready\":true,\"id\":5}");

        RunResult result =
                fixture.steps("{\"id\":\"p\",\"action\":\"flow.poll\",\"payload\":{\"action\":\"test.next\"," + READY
                        + ",\"store\":{\"a\":\"$.id\"}},"
                        + "\"expect\":{\"path\":\"$.lastResponse.id\",\"op\":\"eq\",\"value\":\"${run.a}\"}}");

        assertThat(result.status()).isEqualTo(RunStatus.SUCCESS);
    }

    @Test
    void anAbsentValueInAConditionEndsThePollAndSaysWhere() {
        answers("{\"ready\":true}");

        RunResult result = fixture.steps("{\"id\":\"p\",\"action\":\"flow.poll\",\"payload\":{\"action\":\"test.next\","
                + "\"conditions\":{\"path\":\"$.ready\",\"op\":\"eq\",\"value\":\"${run.nope}\"}}}");

        assertThat(failure(result).code()).isEqualTo(ProblemCode.RUNTIME_ERROR);
        assertThat(failure(result).issues().getFirst().stepId()).isEqualTo("p");
        assertThat(failure(result).issues().getFirst().position()).isNotNull();
        assertThat(step(result, "p").attempts()).isEqualTo(1);
    }

    @Test
    void aWishToStopEndsThePauseAndCountsOnlyTriesThatEnded() {
        answers("{\"ready\":false}");
        fixture.listening(event -> {
            if (event instanceof RunEvent.Progress) {
                fixture.cancellation.cancel();
            }
        });

        RunResult result = poll("");

        assertThat(result.status()).isEqualTo(RunStatus.INTERRUPTED);
        assertThat(step(result, "p").outcome().status()).isEqualTo(StepStatus.CANCELLED);
        assertThat(step(result, "p").attempts()).isEqualTo(1);
        assertThat(response(result, "p").get("lastResponse")).isEqualTo(Json.parse("{\"ready\":false}"));
        assertThat(step(result, "p").waiting()).isZero();
    }

    @Test
    void aTryThatWasCutOffIsNotCounted() {
        fixture.action("cut", (_, _) -> {
            fixture.cancellation.cancel();
            throw new ActionException(ActionException.Kind.TRANSIENT, "RESET", "gone", null);
        });

        RunResult result = fixture.steps(
                "{\"id\":\"p\",\"action\":\"flow.poll\",\"payload\":{\"action\":\"test.cut\"," + READY + "}}");

        assertThat(step(result, "p").outcome().status()).isEqualTo(StepStatus.CANCELLED);
        assertThat(step(result, "p").attempts()).isZero();
    }

    @Test
    void numbersOfThePollMayComeFromExpressions() {
        answers("{\"ready\":false}");

        RunResult result = fixture.run(
                "\"inputs\":{\"n\":{\"type\":\"number\",\"default\":2.0}},",
                "{\"id\":\"p\",\"action\":\"flow.poll\",\"payload\":{\"action\":\"test.next\"," + READY
                        + ",\"maxAttempts\":\"${input.n}\"}}");

        assertThat(step(result, "p").attempts()).isEqualTo(2);
    }
}
