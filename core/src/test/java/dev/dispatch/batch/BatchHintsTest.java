package dev.dispatch.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Extent;
import dev.dispatch.json.Json;
import dev.dispatch.run.RunStatus;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class BatchHintsTest {

    private static BatchStats runs(int count, boolean retried, Duration late) {
        BatchStats stats = new BatchStats();
        for (int i = 1; i <= count; i++) {
            BatchRun run = BatchRuns.run(i, new Random(i));
            stats.add(BatchRuns.like(run, RunStatus.SUCCESS, late, retried, Json.object()));
        }
        return stats;
    }

    private static String hints(BatchHead head, BatchStats stats, long durationMs) {
        JsonNode view = new BatchView(head, stats, durationMs).toJson(5, Extent.BRIEF);
        return Json.compact(view.path("hints"));
    }

    @Test
    void whereNothingStandsOutNothingIsSaid() {
        assertThat(hints(BatchRuns.head(100), runs(100, false, Duration.ZERO), 1_800))
                .isEqualTo("[]");
    }

    @Test
    void failuresOfOneCauseAreSaidWithTheirStep() {
        BatchStats stats = new BatchStats();
        for (int i = 1; i <= 100; i++) {
            stats.add(BatchRuns.run(i, new Random(i)));
        }

        assertThat(hints(BatchRuns.head(100), stats, 1_800))
                .contains("All 10 failures share one cause: HTTP_STATUS in step 'get'.");
    }

    @Test
    void retriesThatHideFailuresAreSaid() {
        assertThat(hints(BatchRuns.head(100), runs(100, true, Duration.ZERO), 1_800))
                .contains("All 100 runs that passed needed another attempt");
    }

    @Test
    void aRateThatWasNotHeldIsSaidWithTheRateThatWas() {
        assertThat(hints(BatchRuns.head(100, 100.0, "a"), runs(100, false, Duration.ofSeconds(1)), 2_000))
                .contains("The rate of 100 a second was not held")
                .contains("50 a second started");
        assertThat(hints(BatchRuns.head(100, 100.0, "a"), runs(100, false, Duration.ofMillis(20)), 1_000))
                .doesNotContain("rate of");
    }

    @Test
    void idleWorkersAreSaidUnlessTheyAreMeantToWait() {
        BatchStats stats = runs(100, false, Duration.ZERO);

        assertThat(hints(BatchRuns.head(100), stats, 20_000)).contains("The 5 workers had no run in 9");
        assertThat(hints(BatchRuns.head(100, 5.0, "a"), stats, 20_000)).isEqualTo("[]");
    }

    @Test
    void anActionThatTakesMostOfTheTimeIsSaid() {
        BatchStats stats = runs(100, false, Duration.ZERO);
        stats.take(
                List.of(),
                List.of(
                        new RunTally.Step("shop.pay", 900_000, 1, false),
                        new RunTally.Step("shop.get", 100_000, 1, false)));

        assertThat(hints(BatchRuns.head(100), stats, 1_800)).contains("90% of the time of steps went to shop.pay");
    }

    @Test
    void causesKeepTheStatusAndTheHost() {
        assertThat(MessagePattern.of("GET http://10.0.0.7:8080/todos/17 answered 404, expected 200"))
                .isEqualTo("GET http://10.0.0.7:8080/todos/<n> answered 404, expected 200");
        assertThat(MessagePattern.of("404 of http://")).isEqualTo("<n> of http://");
    }
}
