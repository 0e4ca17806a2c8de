package dev.dispatch.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.file.FileLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunPruningTest {

    private static final String OLD = "20260301-000000-job-run-0000001";
    private static final String MIDDLE = "20260302-000000-job-run-0000002";
    private static final String NEW = "20260303-000000-job-run-0000003";
    private static final String FILL = "20260304-000000-job-fill-0000004";

    @TempDir
    Path folder;

    @Test
    void theNewestStay() throws IOException {
        three();
        RunPruning.Pruned pruned = keep(1);
        assertThat(pruned.removed())
                .extracting(removed -> removed.run().runId())
                .containsExactly(MIDDLE, OLD);
        assertThat(pruned.kept()).isEqualTo(1);
        assertThat(pruned.bytes()).isEqualTo(2L * "{}".length());
        assertThat(names()).containsExactly(NEW);
        assertThat(keep(0).removed()).hasSize(1);
        assertThat(names()).isEmpty();
    }

    @Test
    void whatLatestMeansStays() throws IOException {
        three();
        run(FILL);
        assertThat(keep(1).kept()).isEqualTo(2);
        assertThat(names()).containsExactly(NEW, FILL);
        assertThat(store().open("latest").runId()).isEqualTo(NEW);
    }

    @Test
    void olderOnesGoByTheTimeInTheirNames() throws IOException {
        three();
        Instant limit = Instant.parse("2026-03-02T00:00:00Z").plusMillis(1);
        assertThat(before(limit).removed())
                .extracting(removed -> removed.run().runId())
                .containsExactly(MIDDLE, OLD);
        assertThat(names()).containsExactly(NEW);
    }

    @Test
    void aDryRunSaysTheSameAndRemovesNothing() throws IOException {
        three();
        RunPruning.Pruned dry = RunPruning.prune(store(), new RunPruning.Rule.Keep(1), true);
        assertThat(names()).hasSize(3);
        RunPruning.Pruned done = keep(1);
        assertThat(done).isEqualTo(dry);
    }

    @Test
    void aRunInProgressStays() throws IOException {
        three();
        try (FileLock _ = FileLock.hold(root().resolve(OLD).resolve(".lock"), Duration.ofSeconds(1))) {
            RunPruning.Pruned pruned = keep(1);
            assertThat(pruned.inProgress()).isEqualTo(1);
            assertThat(pruned.kept()).isEqualTo(2);
            assertThat(names()).containsExactly(OLD, NEW);
        }
        assertThat(keep(1).removed()).hasSize(1);
    }

    @Test
    void onlyRunsGo() throws IOException {
        three();
        Path outside = Files.createDirectories(folder.resolve("outside/20260101-000000-job-run-0000009"));
        Files.writeString(outside.resolve("meta.json"), "{}");
        Files.createSymbolicLink(root().resolve("20260101-000000-job-run-0000009"), outside);
        Files.createSymbolicLink(root().resolve(OLD).resolve("calls"), outside);
        Files.createDirectories(root().resolve("20250101-000000-job-run-0000001"));
        Files.createDirectories(root().resolve("notes"));
        Files.createDirectories(root().resolve("20260101-000000-job-batch-a1b2"));
        Files.writeString(root().resolve("20260101-000000-job-batch-a1b2.summary.json"), "{}");
        keep(0);
        assertThat(names())
                .containsExactly(
                        "20250101-000000-job-run-0000001",
                        "20260101-000000-job-batch-a1b2",
                        "20260101-000000-job-batch-a1b2.summary.json",
                        "20260101-000000-job-run-0000009",
                        "notes");
        assertThat(outside.resolve("meta.json")).exists();
    }

    @Test
    void whatAStoppedRemovalLeftIsNoRunAndGoesNextTime() throws IOException {
        three();
        Files.move(root().resolve(OLD), root().resolve(".gone-0123456789abcdef"));
        Files.createDirectories(root().resolve(".new-0123456789abcdef/" + OLD));
        Files.createDirectories(root().resolve(".new-mine"));
        assertThat(store().list(10)).extracting(RunEntry::runId).containsExactly(NEW, MIDDLE);
        RunPruning.Pruned pruned = keep(2);
        assertThat(pruned.leftovers()).isEqualTo(2);
        assertThat(pruned.bytes()).isEqualTo("{}".length());
        assertThat(root().resolve(".gone-0123456789abcdef")).doesNotExist();
        assertThat(root().resolve(".new-0123456789abcdef")).doesNotExist();
        assertThat(root().resolve(".new-mine")).exists();
    }

    @Test
    void whereThereIsNoFolderNothingIsMade() {
        assertThat(keep(1).removed()).isEmpty();
        assertThat(root()).doesNotExist();
    }

    private void three() throws IOException {
        for (String id : List.of(OLD, MIDDLE, NEW)) {
            run(id);
        }
    }

    private void run(String id) throws IOException {
        Files.writeString(Files.createDirectories(root().resolve(id)).resolve("meta.json"), "{}");
    }

    private RunPruning.Pruned keep(int newest) {
        return RunPruning.prune(store(), new RunPruning.Rule.Keep(newest), false);
    }

    private RunPruning.Pruned before(Instant time) {
        return RunPruning.prune(store(), new RunPruning.Rule.StartedBefore(time), false);
    }

    private RunStore store() {
        return new RunStore(root());
    }

    private Path root() {
        return folder.resolve("run-output");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> entries = Files.list(root())) {
            return entries.map(entry -> String.valueOf(entry.getFileName()))
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        }
    }
}
