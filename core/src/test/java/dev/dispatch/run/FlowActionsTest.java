package dev.dispatch.run;

import static dev.dispatch.run.RunFixture.failure;
import static dev.dispatch.run.RunFixture.response;
import static dev.dispatch.run.RunFixture.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.ProblemCode;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlowActionsTest {

    private static final String SLEEP = "{\"id\":\"s\",\"action\":\"flow.sleep\",\"payload\":{\"duration\":\"%s\"}}";

    @TempDir
    private Path folder;

    private RunFixture fixture;

    @BeforeEach
    void fixture() {
        fixture = new RunFixture(folder);
    }

    @Test
    void aSleepIsAPause() {
        RunResult result = fixture.steps(SLEEP.formatted("90s"));

        assertThat(Json.compact(response(result, "s"))).isEqualTo("{\"slept\":\"90s\"}");
        assertThat(fixture.timer.pauses).containsExactly(Duration.ofSeconds(90));
        assertThat(step(result, "s").duration()).isEqualTo(Duration.ofSeconds(90));
        assertThat(step(result, "s").waiting()).isEqualTo(Duration.ofSeconds(90));
        assertThat(step(result, "s").attempts()).isEqualTo(1);
        assertThat(result.duration()).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void aSleepEndsWithTheWishToStop() {
        fixture.listening(event -> {
            if (event instanceof RunEvent.AttemptStarted) {
                fixture.cancellation.cancel();
            }
        });

        RunResult result = fixture.steps(SLEEP.formatted("9999h"));

        assertThat(result.status()).isEqualTo(RunStatus.INTERRUPTED);
        assertThat(step(result, "s").outcome().status()).isEqualTo(StepStatus.CANCELLED);
    }

    @Test
    void aWishToStopBeforeTheCallPreventsIt() {
        fixture.listening(event -> {
            if (event instanceof RunEvent.StepEntered) {
                fixture.cancellation.cancel();
            }
        });

        RunResult result = fixture.steps(
                "{\"id\":\"m\",\"action\":\"memory.store\",\"payload\":{\"namespace\":\"n\",\"key\":\"k\",\"value\":1}}");

        assertThat(result.status()).isEqualTo(RunStatus.INTERRUPTED);
        assertThat(fixture.memory.namespaces()).isEmpty();
        assertThat(step(result, "m").attempts()).isZero();
        assertThat(fixture.events(RunEvent.AttemptStarted.class)).isEmpty();
    }

    @Test
    void aRunThatWasCancelledBeforeItBeganRunsNothing() {
        fixture.cancellation.cancel();

        RunResult result = fixture.steps(SLEEP.formatted("1s"));

        assertThat(result.status()).isEqualTo(RunStatus.INTERRUPTED);
        assertThat(step(result, "s").outcome().status()).isEqualTo(StepStatus.NOT_RUN);
        assertThat(step(result, "s").startedAt()).isNull();
    }

    @Test
    void failFailsTheRunInItsOwnWords() {
        RunResult result = fixture.steps(
                "{\"id\":\"f\",\"action\":\"flow.fail\",\"payload\":{\"message\":\"stop at ${run.runId}\"}}");

        assertThat(result.status()).isEqualTo(RunStatus.FAILED);
        assertThat(failure(result).code()).isEqualTo(ProblemCode.RUNTIME_ERROR);
        assertThat(failure(result).reason()).isEqualTo("FLOW_FAIL");
        assertThat(failure(result).message()).isEqualTo("stop at run-1");
        assertThat(failure(result).issues()).singleElement().satisfies(issue -> {
            assertThat(issue.code()).isEqualTo(IssueCode.FLOW_FAIL);
            assertThat(issue.stepId()).isEqualTo("f");
            assertThat(issue.path()).isEqualTo("scenario.steps[0].action");
            assertThat(issue.position()).isNotNull();
            assertThat(issue.message()).isEqualTo(failure(result).message());
        });
    }

    @Test
    void logWritesALineOfActivity() {
        RunResult result =
                fixture.steps("{\"id\":\"l\",\"action\":\"flow.log\",\"payload\":{\"message\":\"n is ${run.runId}\"}}");

        assertThat(fixture.events(RunEvent.Activity.class).stream().map(RunEvent.Activity::line))
                .containsExactly("n is run-1");
        assertThat(response(result, "l").get("message").stringValue()).isEqualTo("n is run-1");
    }
}
