package dev.dispatch.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dispatch.json.Json;
import dev.dispatch.run.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class BatchLedgerTest {

    @TempDir
    Path folder;

    @Test
    void afterAWriteThatFailedEveryLaterOneIsRefusedAndEveryRunIsCounted() throws IOException {
        BatchStats stats = new BatchStats();
        BatchLedger ledger = BatchLedger.create(folder, BatchRuns.head(3), stats);
        ledger.close();

        assertThatThrownBy(() -> ledger.add(BatchRuns.run(1, new Random(1)), stats.tally()))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> ledger.add(BatchRuns.run(2, new Random(1)), stats.tally()))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("since an earlier result could not be written");
        assertThat(stats.total()).isEqualTo(2);
    }

    @Test
    void aHeadIsReadBackWhateverItsTextsAre() throws DamagedException {
        for (String path : List.of("a", "é/\"\n", "x".repeat(5_000), "y".repeat(5_001), "😀".repeat(9_000))) {
            BatchHead head = BatchRuns.head(7, 2.5, path);
            BatchHead read = BatchHead.of(Json.parse(Json.compact(head.toJson())));

            assertThat(read.toJson()).isEqualTo(head.toJson());
            assertThat(read.casePath()).hasSizeLessThanOrEqualTo(5_000).startsWith(path.substring(0, 1));
            if (path.length() <= 5_000) {
                assertThat(read).isEqualTo(head);
            }
        }
    }

    @Test
    void aHeadWithoutAnEndIsReadBack() throws DamagedException {
        BatchHead head = BatchRuns.head(null);

        assertThat(BatchHead.of(head.toJson())).isEqualTo(head);
    }

    @Test
    void aRunWithMoreInItThanCanBeReadIsReadBackWithoutThat() throws IOException {
        BatchRun run = BatchRuns.run(1, new Random(1));
        BatchRun huge = BatchRuns.like(
                run, RunStatus.SUCCESS, Duration.ZERO, false, Json.object().put("all", "x".repeat(17 * 1024 * 1024)));
        BatchStats stats = new BatchStats();
        try (BatchLedger ledger = BatchLedger.create(folder, BatchRuns.head(1), stats)) {
            ledger.add(huge, stats.tally());
        }
        List<BatchRun> read = new ArrayList<>();

        assertThat(BatchResults.read(folder.resolve(BatchResults.FILE), 0, read::add))
                .isZero();
        assertThat(read.getFirst().status()).isEqualTo(RunStatus.SUCCESS);
        assertThat(read.getFirst().outputs()).isEmpty();
    }

    @Test
    void aCheckpointHoldsWhatTheResultsUpToItSay() throws IOException, DamagedException {
        BatchStats stats = new BatchStats();
        try (BatchLedger ledger = BatchLedger.create(folder, BatchRuns.head(3), stats)) {
            ledger.add(BatchRuns.run(1, new Random(1)), stats.tally());
            ledger.checkpoint();
            ledger.add(BatchRuns.run(2, new Random(1)), stats.tally());
        }
        JsonNode checkpoint = Json.parse(Files.readString(folder.resolve(BatchLedger.CHECKPOINT)));
        List<BatchRun> later = new ArrayList<>();
        BatchResults.read(
                folder.resolve(BatchResults.FILE),
                checkpoint.path(BatchLedger.RESULTS_BYTES).asLong(),
                later::add);

        assertThat(BatchStats.of(checkpoint.path(BatchLedger.STATISTICS)).total())
                .isEqualTo(1);
        assertThat(later).extracting(BatchRun::index).containsExactly(2);
    }
}
