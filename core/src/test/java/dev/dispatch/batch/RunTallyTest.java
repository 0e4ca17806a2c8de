package dev.dispatch.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.http.HttpConnection;
import dev.dispatch.http.HttpTimings;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.run.CallBody;
import dev.dispatch.run.CallRecord;
import dev.dispatch.run.Passes;
import dev.dispatch.run.RunEvent;
import dev.dispatch.run.StepFailure;
import dev.dispatch.run.StepOutcome;
import dev.dispatch.run.StepOutput;
import dev.dispatch.run.StepReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunTallyTest {

    private static final Instant NOW = BatchRuns.START;
    private static final StepFailure BUSY =
            new StepFailure(ProblemCode.TRANSIENT_ERROR, "HTTP_STATUS", "busy", List.of());
    private static final StepOutcome GOOD = new StepOutcome.Succeeded(StepOutput.NONE);

    private final BatchStats stats = new BatchStats();

    private static RunEvent started() {
        return new RunEvent.RunStarted(NOW, "r", List.of());
    }

    private static RunEvent callStarted() {
        return new RunEvent.CallStarted(NOW, "a", "a#1@1", "GET", "http://localhost/", null, "f");
    }

    private static RunEvent call(long millis, @Nullable Integer status, boolean expected) {
        Optional<Duration> none = Optional.empty();
        return new RunEvent.CallFinished(
                NOW.plusMillis(millis),
                new CallRecord(
                        "a#1@1",
                        "a",
                        "shop.get",
                        NOW,
                        NOW.plusMillis(millis),
                        "GET",
                        "http://localhost/",
                        List.of(),
                        new CallBody.None(),
                        status,
                        List.of(),
                        new CallBody.None(),
                        expected,
                        new HttpTimings(none, none, none, none, none, none),
                        new HttpConnection("http/1.1", null, false),
                        null,
                        null));
    }

    private static RunEvent step(String action, StepOutcome outcome, int attempts, @Nullable Passes passes) {
        return new RunEvent.StepFinished(
                NOW,
                new StepReport(
                        1,
                        "a",
                        "a#1",
                        action,
                        outcome,
                        attempts,
                        NOW,
                        Duration.ofMillis(30),
                        Duration.ofMillis(10),
                        passes));
    }

    @Test
    void callsAndStepsOfARunAreCountedAndAdded() {
        RunTally tally = stats.tally();
        tally.on(started());
        tally.on(callStarted());
        tally.on(call(20, 200, true));
        tally.on(callStarted());
        tally.on(call(5, null, false));
        tally.on(step("shop.get", GOOD, 2, null));

        assertThat(tally.calls()).isEqualTo(2);
        assertThat(tally.attempts()).isEqualTo(2);
        assertThat(tally.calling()).isEqualTo(Duration.ofMillis(25));
        assertThat(tally.waiting()).isEqualTo(Duration.ofMillis(10));

        stats.add(BatchRuns.run(1, new Random(1)), tally);
        BatchStats.Parts parts = stats.parts();
        assertThat(parts.statuses()).containsEntry(200, 1L).containsEntry(0, 1L);
        assertThat(parts.calls().longestFirst().getFirst().getKey()).isEqualTo("GET shop.get");
        assertThat(parts.calls().longestFirst().getFirst().getValue().failed()).isEqualTo(1);
    }

    @Test
    void triesOfAPollAreAttemptsAndNoRetry() {
        RunTally tally = stats.tally();
        tally.on(step("flow.poll", GOOD, 7, null));

        assertThat(tally.attempts()).isEqualTo(7);
        assertThat(tally.retried()).isFalse();
    }

    @Test
    void anAttemptThatFailedAndIsFollowedByAnotherIsARetry() {
        RunTally tally = stats.tally();
        tally.on(new RunEvent.AttemptFailed(NOW, "a", "a#1", 1, BUSY, Duration.ofMillis(200)));
        tally.on(step("shop.get", GOOD, 2, null));

        assertThat(tally.retried()).isTrue();
    }

    @Test
    void aLoopAsAWholeABlockAndWhatDidNotRunAreNotCounted() {
        RunTally tally = stats.tally();
        tally.on(step("shop.get", GOOD, 50, new Passes(50, 0, 0, 0, 0)));
        tally.on(step("block", GOOD, 1, null));
        tally.on(step("parallel", GOOD, 1, null));
        tally.on(step("shop.get", new StepOutcome.Skipped("false"), 1, null));
        tally.on(step("shop.get", new StepOutcome.NotRun(), 1, null));

        assertThat(tally.attempts()).isZero();
        assertThat(tally.waiting()).isZero();
    }

    @Test
    void theGreatestOverlapIsKeptAndARunThatEndsLeavesNothingOpen() {
        RunTally one = stats.tally();
        RunTally other = stats.tally();
        one.on(started());
        other.on(started());
        one.on(callStarted());
        one.on(callStarted());
        other.on(callStarted());
        stats.add(BatchRuns.run(1, new Random(1)), one);
        stats.add(BatchRuns.run(2, new Random(1)), other);
        RunTally third = stats.tally();
        third.on(started());
        third.on(callStarted());

        assertThat(stats.parts().mostRuns()).isEqualTo(2);
        assertThat(stats.parts().mostCalls()).isEqualTo(3);
    }

    @Test
    void aRunWithManyCallsLosesNone() {
        RunTally tally = stats.tally();
        for (int i = 0; i < 5_000; i++) {
            tally.on(call(1, 200, true));
        }
        stats.add(BatchRuns.run(1, new Random(1)), tally);

        assertThat(stats.parts().statuses()).containsEntry(200, 5_000L);
    }
}
