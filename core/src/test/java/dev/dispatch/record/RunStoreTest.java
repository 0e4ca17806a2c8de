package dev.dispatch.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import dev.dispatch.run.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunStoreTest {

    private static final String FIRST = "20260306-162116-job-run-0427a1b";
    private static final String LATER_BY_MS = "20260306-162116-action-run-9991111";
    private static final String FILL = "20260307-000000-job-fill-0011111";

    @TempDir
    Path root;

    @Test
    void runsAreListedNewestFirstByMilliseconds() throws IOException {
        run(FIRST, "SUCCESS");
        run(LATER_BY_MS, "FAILED");
        run(FILL, "SUCCESS");
        assertThat(store().list(10)).extracting(RunEntry::runId).containsExactly(FILL, LATER_BY_MS, FIRST);
        assertThat(store().list(2)).extracting(RunEntry::runId).containsExactly(FILL, LATER_BY_MS);
        assertThat(store().list(2).getLast().status()).isEqualTo(RunStatus.FAILED);
    }

    @Test
    void theLatestRunIsNeverOneThatFilledMemory() throws IOException {
        run(FIRST, "SUCCESS");
        run(FILL, "SUCCESS");
        assertThat(store().latest()).map(RunEntry::runId).contains(FIRST);
        assertThat(store().open("latest").runId()).isEqualTo(FIRST);
    }

    @Test
    void batchesForeignFoldersAndEmptyOnesAreNoRuns() throws IOException {
        Files.createDirectories(root.resolve("20260306-162116-job-batch-a1b2"));
        Files.createDirectories(root.resolve("notes"));
        Files.createDirectories(root.resolve("20260306-162117-job-run-0427a1b"));
        Files.createDirectories(root.resolve("20261399-162117-job-run-0427a1b"));
        Files.writeString(root.resolve("20261399-162117-job-run-0427a1b/meta.json"), "{}");
        Files.writeString(root.resolve("20260306-162118-job-run-0427a1b"), "a file");
        assertThat(store().list(10)).isEmpty();
        assertThat(store().latest()).isEmpty();
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> store().open("latest"));
    }

    @Test
    void aPartOfAnIdOpensTheOnlyRunThatHasIt() throws IOException {
        run(FIRST, "SUCCESS");
        run(LATER_BY_MS, "FAILED");
        assertThat(store().open("0427").runId()).isEqualTo(FIRST);
        assertThat(store().open("action").runId()).isEqualTo(LATER_BY_MS);
    }

    @Test
    void anAmbiguousPartListsTheCandidates() throws IOException {
        run(FIRST, "SUCCESS");
        run(LATER_BY_MS, "FAILED");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> store().open("20260306"))
                .satisfies(e -> {
                    assertThat(e.problem().code()).isEqualTo(ProblemCode.NOT_FOUND);
                    assertThat(e.problem().details().path("candidates").toString())
                            .contains(FIRST, LATER_BY_MS);
                    assertThat(e.problem().next()).isNotEmpty();
                });
    }

    @Test
    void aMistypedIdSuggestsTheNearOne() throws IOException {
        run(FIRST, "SUCCESS");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> store().open("20260306-162116-job-run-0427a1c"))
                .satisfies(
                        e -> assertThat(e.problem().details().path("candidates").toString())
                                .contains(FIRST));
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> store().open(""));
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> store().open("../" + FIRST));
    }

    @Test
    void aStoreThatIsNotThereIsEmpty() {
        assertThat(new RunStore(root.resolve("missing")).list(5)).isEmpty();
    }

    private RunStore store() {
        return new RunStore(root);
    }

    private void run(String id, String status) throws IOException {
        Path folder = Files.createDirectories(root.resolve(id));
        Files.writeString(
                folder.resolve("summary.json"), "{\"jobType\":\"order\",\"status\":\"%s\"}".formatted(status));
    }
}
