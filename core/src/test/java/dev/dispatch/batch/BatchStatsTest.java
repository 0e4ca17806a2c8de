package dev.dispatch.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dispatch.json.Extent;
import dev.dispatch.json.Json;
import dev.dispatch.run.RunStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class BatchStatsTest {

    @TempDir
    Path folder;

    private static BatchStats of(int from, int to, long seed) {
        BatchStats stats = new BatchStats();
        for (int i = from; i <= to; i++) {
            Random random = new Random(seed * 1_000_000 + i);
            stats.add(BatchRuns.run(i, random));
            stats.take(
                    List.of(new RunTally.Call("shop.get", "GET", random.nextInt(50_000), 200 + i % 2, false)),
                    List.of(new RunTally.Step("shop.get", random.nextInt(60_000), 1, i % 10 == 0)));
        }
        return stats;
    }

    @Test
    void theDocumentOfAHundredThousandRunsIsNotLongerThanThatOfTenThousand() {
        int few = Json.compact(of(1, 10_000, 7).document()).length();
        int many = Json.compact(of(1, 100_000, 7).document()).length();

        assertThat(many).isLessThan(few * 3 / 2).isLessThan(60_000);
    }

    @Test
    void whatIsReadSaysTheSame() throws DamagedException {
        BatchStats stats = of(1, 2_000, 3);
        BatchStats read = BatchStats.of(Json.parse(Json.compact(stats.document())));

        for (double percentile : List.of(0.0, 50.0, 99.0, 100.0)) {
            assertThat(read.parts().durations().at(percentile))
                    .isEqualTo(stats.parts().durations().at(percentile));
        }
        for (String member : List.of("passed", "failed", "statuses", "errors", "throughput", "aggregates", "notable")) {
            assertThat(Json.equal(read.document().get(member), stats.document().get(member)))
                    .as(member)
                    .isTrue();
        }
    }

    @Test
    void twoHalvesSayWhatTheWholeSays() throws DamagedException {
        BatchStats halves = BatchStats.of(Json.parse(Json.compact(of(1, 500, 1).document())));
        halves.add(of(501, 1_000, 1));
        BatchStats whole = of(1, 1_000, 1);

        assertThat(halves.total()).isEqualTo(1_000);
        assertThat(halves.aggregates()).isEqualTo(whole.aggregates());
        assertThat(halves.document().get("throughput"))
                .isEqualTo(whole.document().get("throughput"));
        assertThat(halves.document().path("errors").get(0).path("count").asLong())
                .isEqualTo(100);
    }

    @Test
    void messagesThatDifferByNumbersAreOneCause() {
        JsonNode errors = of(1, 100, 1).document().path("errors");

        assertThat(errors.size()).isEqualTo(1);
        assertThat(errors.get(0).path("message").asString()).isEqualTo("order <n> answered HTTP 503");
        assertThat(errors.get(0).path("example").path("batchIndex").asInt()).isEqualTo(10);
    }

    @Test
    void causesAndNamesBeyondTheBoundAreCountedTogether() {
        BatchStats stats = new BatchStats();
        for (int i = 0; i < 500; i++) {
            BatchRun run = BatchRuns.run(1, new Random(1));
            String word = "x".repeat(i % 250 + 1);
            stats.add(new BatchRun(
                    i,
                    run.runId(),
                    RunStatus.FAILED,
                    run.startedAt(),
                    run.duration(),
                    Duration.ZERO,
                    Duration.ZERO,
                    Duration.ZERO,
                    0,
                    0,
                    false,
                    run.inputs(),
                    run.outputs(),
                    null,
                    new BatchRun.Failure(null, "A", "B", word)));
            stats.take(List.of(), List.of(new RunTally.Step(word, 1, 1, false)));
        }

        assertThat(stats.document().path("errors").size()).isEqualTo(101);
        assertThat(stats.document().path("actions").size()).isEqualTo(201);
    }

    @Test
    void damagedStatisticsAreRefusedAndNothingElseHappens() {
        String good = Json.compact(of(1, 200, 5).document());
        Random random = new Random(11);
        int refused = 0;
        for (int i = 0; i < 3_000; i++) {
            StringBuilder bad = new StringBuilder(good);
            bad.setCharAt(random.nextInt(bad.length()), "0A9z/-.\"".charAt(random.nextInt(8)));
            JsonNode read;
            try {
                read = Json.parse(bad.toString());
            } catch (dev.dispatch.json.JsonSyntaxException e) {
                continue;
            }
            try {
                assertThat(BatchStats.of(read).document()).isNotNull();
            } catch (DamagedException e) {
                refused++;
            }
        }

        assertThat(refused).isPositive();
    }

    @Test
    void aHistogramThatClaimsToBeHugeIsRefused() {
        ObjectNode huge = Json.object().put("totalMicros", 1).put("histogram", "HISTFAAAAAR4nGNg");

        assertThatThrownBy(() -> Timings.of(huge)).isInstanceOf(DamagedException.class);
    }

    @Test
    void aLongBatchHasWiderSpansAndLosesNoRun() {
        Throughput throughput = new Throughput();
        for (int i = 0; i < 50_000; i++) {
            throughput.add(1_000_000 + i * 977L, 1, i % 2);
        }
        JsonNode spans = throughput.describe(1_000_000, Extent.WHOLE);
        long count = 0;
        for (JsonNode span : spans.path("runs")) {
            count += span.asLong();
        }
        long few = 0;
        for (JsonNode span : throughput.describe(1_000_000, Extent.BRIEF).path("runs")) {
            few += span.asLong();
        }

        assertThat(spans.path("runs").size()).isBetween(61, 300);
        assertThat(count).isEqualTo(50_000);
        assertThat(few).isEqualTo(50_000);
    }

    @Test
    void aTornLastLineIsIgnoredAndEveryOtherIsRead() throws IOException {
        BatchHead head = BatchRuns.head(50);
        BatchStats stats = new BatchStats();
        List<BatchRun> wrote = new ArrayList<>();
        try (BatchLedger ledger = BatchLedger.create(folder, head, stats)) {
            for (int i = 1; i <= 50; i++) {
                BatchRun run = BatchRuns.run(i, new Random(i));
                wrote.add(run);
                ledger.add(run, stats.tally());
            }
        }
        Path file = folder.resolve(BatchResults.FILE);
        Files.write(file, "{\"batchIndex\":51".getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
        List<BatchRun> read = new ArrayList<>();

        assertThat(BatchResults.read(file, 0, read::add)).isZero();
        assertThat(read).isEqualTo(wrote);
        assertThat(stats.total()).isEqualTo(50);
    }
}
