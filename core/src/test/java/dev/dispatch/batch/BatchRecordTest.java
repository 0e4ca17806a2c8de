package dev.dispatch.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dispatch.file.FileLock;
import dev.dispatch.json.Extent;
import dev.dispatch.json.Json;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import dev.dispatch.record.Schemas;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class BatchRecordTest {

    private static final int LARGEST_DOCUMENT = 256 * 1024;

    @TempDir
    Path root;

    private BatchStore store() {
        return new BatchStore(root, root);
    }

    private Path batch(String id) throws IOException {
        return Files.createDirectories(root.resolve(id));
    }

    /** @param checkpointAfter 0 for none */
    private Path write(int count, int checkpointAfter, boolean finish) throws IOException {
        Path folder = batch(BatchRuns.BATCH);
        BatchStats stats = new BatchStats();
        try (BatchLedger ledger = BatchLedger.create(folder, BatchRuns.head(count + 10), stats)) {
            Random random = new Random(5);
            for (int i = 1; i <= count; i++) {
                ledger.add(BatchRuns.run(i, random), stats.tally());
                if (i == checkpointAfter) {
                    ledger.checkpoint();
                }
            }
            if (finish) {
                ledger.finish(BatchRuns.START.plusSeconds(60), 10);
            }
        }
        return folder;
    }

    private ObjectNode document() {
        return store().open("latest").document(5, Extent.BRIEF);
    }

    @Test
    void everyDocumentFitsItsSchema() throws IOException {
        write(0, 0, false);
        Schemas.assertFits("job-batch-inspect", document());
        write(500, 100, false);
        Schemas.assertFits("job-batch-inspect", document());
        write(500, 100, true);
        Schemas.assertFits("job-batch-inspect", document());
        Files.writeString(BatchLedger.summaryFile(store().open("latest").folder()), "");
        Schemas.assertFits("job-batch-inspect", document());
    }

    @Test
    void aBatchOfAHundredThousandRunsIsReadFromItsResultsInADocumentOfBoundedSize() throws IOException {
        write(100_000, 0, false);
        ObjectNode document = document();

        assertThat(document.path("status").asString()).isEqualTo("interrupted");
        assertThat(document.path("total").asLong()).isEqualTo(100_000);
        assertThat(document.path("failed").asLong()).isEqualTo(10_000);
        assertThat(document.path("remaining").asLong()).isEqualTo(10);
        assertThat(Json.pretty(document).length()).isLessThan(LARGEST_DOCUMENT);
    }

    @Test
    void theSummaryOfAHundredThousandRunsIsBoundedAndShowsWhatInspectionShows() throws IOException {
        Path folder = write(100_000, 0, true);
        String summary = Files.readString(BatchLedger.summaryFile(folder));
        ObjectNode document = document();

        assertThat(summary.length()).isLessThan(LARGEST_DOCUMENT);
        assertThat(document.path("status").asString()).isEqualTo("finished");
        for (String member :
                new String[] {"total", "skipped", "overall", "errors", "runDuration", "throughput", "hints"}) {
            assertThat(Json.equal(document.get(member), Json.parse(summary).get(member)))
                    .as(member)
                    .isTrue();
        }
    }

    @Test
    void aCheckpointAndTheLinesBehindItSayWhatAllLinesSay() throws IOException {
        Path folder = write(500, 321, false);
        ObjectNode both = document();
        Files.delete(folder.resolve(BatchLedger.CHECKPOINT));

        assertThat(Json.equal(both, document())).isTrue();
    }

    @Test
    void aCheckpointOfOtherResultsIsPassedOverAndSaid() throws IOException {
        Path folder = write(50, 50, false);
        Files.writeString(folder.resolve(BatchResults.FILE), "");
        ObjectNode document = document();

        assertThat(document.path("total").asLong()).isZero();
        assertThat(document.path("warnings").get(0).asString()).contains("checkpoint.json", "more results");
    }

    @Test
    void aDamagedSummaryIsSaidAndTheResultsAreReadInstead() throws IOException {
        Path folder = write(50, 0, true);
        Files.writeString(BatchLedger.summaryFile(folder), "{\"batchId\":");
        ObjectNode document = document();

        assertThat(document.path("total").asLong()).isEqualTo(50);
        assertThat(document.path("warnings").get(0).asString()).contains(".summary.json");
    }

    @Test
    void aBatchWhoseFolderIsGoneIsReadFromItsSummary() throws IOException {
        Path folder = write(20, 0, true);
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);

        assertThat(document().path("passed").asLong()).isEqualTo(18);
        assertThat(store().list()).hasSize(1);
    }

    @Test
    void aBatchThatIsHeldIsRunning() throws IOException {
        Path folder = write(20, 0, false);
        try (FileLock _ = FileLock.hold(folder.resolve(".lock"), Duration.ZERO)) {
            assertThat(store().open("latest").state()).isEqualTo(BatchRecord.State.RUNNING);
        }
        assertThat(store().open("latest").state()).isEqualTo(BatchRecord.State.INTERRUPTED);
    }

    @Test
    void onlyRunsWithoutAResultThatPassedAreToRunAgain() throws IOException {
        write(30, 0, false);
        IntPredicate notPassed = store().open("latest").notPassed();

        assertThat(notPassed.test(9)).isFalse();
        assertThat(notPassed.test(10)).isTrue();
        assertThat(notPassed.test(30)).isTrue();
        assertThat(notPassed.test(31)).isTrue();
    }

    @Test
    void aDamagedHeadIsAProblemThatNamesTheFile() throws IOException {
        Path folder = write(3, 0, false);
        Files.writeString(folder.resolve(BatchLedger.HEAD), "[]");

        assertThatThrownBy(this::document).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem().code()).isEqualTo(ProblemCode.RUNTIME_ERROR);
            assertThat(e.problem().message()).contains("batch.json");
        });
    }

    @Test
    void linesOfAnybodyBreakNothing() throws IOException {
        Path folder = write(3, 0, false);
        Path results = folder.resolve(BatchResults.FILE);
        String line = Files.readString(results).lines().findFirst().orElseThrow();
        Random random = new Random(9);
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            StringBuilder bad = new StringBuilder(line);
            for (int j = 0; j < 3; j++) {
                bad.setCharAt(random.nextInt(bad.length()), "0A9z/-+.\"{".charAt(random.nextInt(10)));
            }
            all.append(bad).append('\n');
        }
        String far = line.replace("2026-03-06", "+999999999-03-06");
        Files.writeString(results, all + far + "\n", StandardCharsets.UTF_8);
        ObjectNode document = document();

        assertThat(document.path("total").asLong()).isBetween(1L, 1_999L);
        assertThat(document.path("warnings").get(0).asString()).contains("results.jsonl");
    }

    @Test
    void aBatchIsOpenedByPartOfItsIdByPathAndByItsSummary() throws IOException {
        Path folder = write(3, 0, true);
        for (String reference : new String[] {
            BatchRuns.BATCH, "0a1b", folder.toString(), folder.getFileName() + "/", folder + ".summary.json"
        }) {
            assertThat(store().open(reference).head().batchId()).as(reference).isEqualTo(BatchRuns.BATCH);
            assertThat(store().open(reference).folder()).as(reference).isEqualTo(folder);
        }
    }

    @Test
    void whatIsNoBatchLeadsToThoseThatAre() throws IOException {
        write(3, 0, true);
        Path other = batch("20260306-162117-job-batch-0a1c");
        Files.copy(root.resolve(BatchRuns.BATCH).resolve(BatchLedger.HEAD), other.resolve(BatchLedger.HEAD));
        batch("20260306-162118-job-batch-0a1d");

        assertThat(store().list()).hasSize(2);
        for (String reference : new String[] {"", "nothing", "/", "..", "job-batch", "\0"}) {
            assertThatThrownBy(() -> store().open(reference))
                    .as(reference)
                    .isInstanceOfSatisfying(ProblemException.class, e -> {
                        assertThat(e.problem().code()).isEqualTo(ProblemCode.NOT_FOUND);
                        assertThat(e.problem()
                                        .details()
                                        .path("candidates")
                                        .get(0)
                                        .asString())
                                .isEqualTo("20260306-162117-job-batch-0a1c");
                    });
        }
    }

    @Test
    void whereNoBatchIsNothingIsLatest() {
        assertThatThrownBy(() -> store().open("latest"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().message()).contains("There is no batch in"));
    }

    @Test
    void finishCountsWhatNeverStartedAndTellsPassedFromFailed() throws IOException {
        write(50, 0, true);
        JsonNode document = document();

        assertThat(document.path("overall").asString()).isEqualTo("FAIL");
        assertThat(document.path("total").asLong()).isEqualTo(60);
        assertThat(document.path("completed").asLong()).isEqualTo(50);
        assertThat(document.path("skipped").asLong()).isEqualTo(10);
        assertThat(document.path("endedAt").asString())
                .isEqualTo(BatchRuns.START.plusSeconds(60).toString());
        assertThat(Instant.parse(document.path("startedAt").asString())).isEqualTo(BatchRuns.START);
    }
}
