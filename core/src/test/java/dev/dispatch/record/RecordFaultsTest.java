package dev.dispatch.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dispatch.TestRuns;
import dev.dispatch.demo.DemoApi;
import dev.dispatch.file.FileTree;
import dev.dispatch.json.Json;
import dev.dispatch.problem.ProblemException;
import dev.dispatch.run.RunEvent;
import dev.dispatch.run.RunStatus;
import dev.dispatch.time.Cancellation;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a run and of its record where the disk does not do what it should. */
class RecordFaultsTest {

    @TempDir
    Path folder;

    private DemoApi api;

    @BeforeEach
    void start() throws IOException {
        api = DemoApi.start(0);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void aFolderThatVanishesInMidRunIsAFaultAndIsNotMadeAgain() {
        TestRuns.Recorded run = recordAnd(record -> FileTree.delete(record));
        assertThat(run.result().status()).isEqualTo(RunStatus.SUCCESS);
        assertThat(run.fault())
                .hasValueSatisfying(fault -> assertThat(fault).contains("meta.json was removed while the run went on"));
        assertThat(run.folder()).doesNotExist();
        assertThat(store().list(10)).isEmpty();
    }

    @Test
    void aLogThatVanishesInMidRunIsAFault() {
        TestRuns.Recorded run = recordAnd(record -> Files.delete(record.resolve("journal.jsonl")));
        assertThat(run.fault())
                .hasValueSatisfying(
                        fault -> assertThat(fault).contains("journal.jsonl was removed while the run went on"));
        assertThat(store().open("latest").summary().path("replayable").asBoolean(true))
                .isFalse();
        assertReadable(store());
    }

    @Test
    void aSummaryThatCannotBeWrittenIsAFaultAndTheJournalTellsTheEnd() {
        TestRuns.Recorded run = recordAnd(record -> Files.createDirectories(record.resolve("summary.json/x")));
        assertThat(run.fault()).hasValueSatisfying(fault -> assertThat(fault).contains("summary.json"));
        RunRecord read = store().open("latest");
        assertThat(read.status()).isEqualTo(RunStatus.SUCCESS);
        assertThat(read.warnings()).hasSize(1);
        assertReadable(store());
    }

    @Test
    void aLogOnAFullDiskIsAFaultAndTheSummarySaysSo() throws IOException {
        Assumptions.assumeTrue(Files.exists(Path.of("/dev/full")), "there is no /dev/full here");
        TestRuns.Recorded run = recordAnd(
                record -> {
                    // Its first line is written by the call that goes on now.
                    Files.createSymbolicLink(record.resolve("http_calls.jsonl"), Path.of("/dev/full"));
                },
                1);
        assertThat(run.fault())
                .hasValueSatisfying(
                        fault -> assertThat(fault).contains("http_calls.jsonl").contains("No space left"));
        assertThat(Json.parse(Files.readString(run.folder().resolve("summary.json")))
                        .path("incomplete")
                        .asString())
                .contains("No space left");
    }

    @Test
    void aDiskThatFillsUpInMidRunLeavesARecordThatCanBeRead() throws IOException {
        try (TinyDisk disk = TinyDisk.mount(folder.resolve("disk"), "size=256k")) {
            Path filler = disk.root().resolve("filler");
            TestRuns.Recorded run = record(disk.root(), record -> disk.fill(filler), 2);
            assertThat(run.result().status()).isEqualTo(RunStatus.SUCCESS);
            assertThat(run.fault())
                    .hasValueSatisfying(fault -> assertThat(fault).contains("No space left"));
            RunStore store = new RunStore(disk.root().resolve("run-output"));
            assertReadable(store);
            Files.delete(filler);
            assertThat(store.list(1).getFirst().status()).isIn(RunStatus.INTERRUPTED, RunStatus.SUCCESS);
            assertThat(store.list(1).getFirst().inProgress()).isFalse();
            assertReadable(store);
        }
    }

    @Test
    void aDiskThatIsReadOnlyIsAFaultAndLeavesNothing() throws IOException {
        try (TinyDisk disk = TinyDisk.mount(folder.resolve("disk"), "size=1m,ro")) {
            Path output = disk.root().resolve("run-output");
            Path record = output.resolve("20260306-162116-job-run-0427a1b");
            RecordFiles files = FolderFiles.open(record);
            assertThat(files.write(Map.of("meta.json", new byte[0]))).isFalse();
            assertThat(files.append("journal.jsonl", "{}")).isFalse();
            files.close();
            assertThat(files.fault())
                    .hasValueSatisfying(fault -> assertThat(fault).contains("meta.json", "Read-only file system"));
            assertThat(new RunStore(output).list(1)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void whicheverFileIsDamagedARecordIsReadOrSaysWhatIsWrong(Damage damage) throws IOException {
        TestRuns.Recorded run = recordAnd(record -> {});
        assertThat(run.fault()).isEmpty();
        try (Stream<Path> walk = Files.walk(run.folder())) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                byte[] content = Files.readAllBytes(file);
                damage.of(file, content);
                assertReadable(store());
                FileTree.delete(file);
                Files.write(file, content);
            }
        }
    }

    @Test
    void everyFileEmptyAsAfterALossOfPowerIsARunThatSaysWhatIsMissing() throws IOException {
        TestRuns.Recorded run = recordAnd(record -> {});
        try (Stream<Path> walk = Files.walk(run.folder())) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                Files.write(file, new byte[0]);
            }
        }
        assertThat(store().list(1).getFirst().status()).isEqualTo(RunStatus.INTERRUPTED);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> Inspection.document(store().open("latest"), Optional.empty(), false))
                .withMessageContaining("meta.json: the file is missing or empty");
    }

    @Test
    void aFileInThePlaceOfAllRunsIsSaid() throws IOException {
        Files.writeString(folder.resolve("run-output"), "");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> store().list(1))
                .withMessageContaining("it is not a folder");
    }

    /** What may become of a file. */
    enum Damage {
        EMPTY,
        MISSING,
        TORN,
        ZEROS,
        A_FOLDER,
        OTHER_JSON,
        NO_TEXT;

        void of(Path file, byte[] content) throws IOException {
            switch (this) {
                case EMPTY -> Files.write(file, new byte[0]);
                case MISSING -> Files.delete(file);
                case TORN -> Files.write(file, Arrays.copyOf(content, content.length / 2));
                case ZEROS -> Files.write(file, new byte[content.length]);
                case A_FOLDER -> {
                    Files.delete(file);
                    Files.createDirectory(file);
                }
                case OTHER_JSON -> Files.writeString(file, "[[1]]\n");
                case NO_TEXT -> Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 10});
            }
        }
    }

    @FunctionalInterface
    private interface Mishap {
        void to(Path record) throws IOException;
    }

    /** Each reader answers, or says with a problem what is wrong. */
    private static void assertReadable(RunStore store) {
        List<Runnable> readers = List.of(
                () -> store.open("latest").status(),
                () -> Inspection.document(store.open("latest"), Optional.empty(), true),
                () -> Inspection.document(store.open("latest"), Optional.of("1"), true),
                () -> Dump.document(store.open("latest")),
                () -> Assertions.check(store.open("latest"), AssertionRequest.DEFAULT),
                () -> store.open("latest").files(),
                () -> store.open("latest").job());
        assertThatCode(() -> store.list(10)).doesNotThrowAnyException();
        for (Runnable reader : readers) {
            try {
                reader.run();
            } catch (ProblemException e) {
                assertThat(e.problem().message()).isNotBlank();
            }
        }
    }

    private TestRuns.Recorded recordAnd(Mishap mishap) {
        return recordAnd(mishap, 2);
    }

    private TestRuns.Recorded recordAnd(Mishap mishap, int call) {
        return record(folder, mishap, call);
    }

    /** @param call the number of the call at whose start it happens */
    private TestRuns.Recorded record(Path place, Mishap mishap, int call) {
        String base = api.baseUri().toString();
        int[] calls = new int[1];
        try (TestRuns runs = new TestRuns(place, Map.of())) {
            return runs.run(
                    runs.plan(
                            Jobs.of(base, Jobs.get("first", "/posts/1"), Jobs.get("second", "/posts/2")),
                            Json.object()),
                    new Cancellation(),
                    event -> {
                        if (event instanceof RunEvent.CallStarted && ++calls[0] == call) {
                            happen(mishap, runs.output());
                        }
                    },
                    BodyBudget.USUAL);
        }
    }

    private static void happen(Mishap mishap, Path output) {
        try (Stream<Path> runs = Files.list(output)) {
            mishap.to(runs.findFirst().orElseThrow());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private RunStore store() {
        return new RunStore(folder.resolve("run-output"));
    }

    /** A file system of a few bytes, where the user may mount one. */
    private record TinyDisk(Path root) implements AutoCloseable {

        static TinyDisk mount(Path root, String options) throws IOException {
            Files.createDirectories(root);
            Assumptions.assumeTrue(
                    command("mount", "-t", "tmpfs", "-o", options, "tmpfs", root.toString()),
                    "this user may not mount file systems");
            return new TinyDisk(root);
        }

        /** Until nothing fits any more. */
        void fill(Path file) throws IOException {
            try (OutputStream out = Files.newOutputStream(file)) {
                byte[] some = "x".repeat(512).getBytes(StandardCharsets.US_ASCII);
                for (int i = 0; i < 10_000; i++) {
                    out.write(some);
                }
                throw new AssertionError("the disk is not small");
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("No space left");
            }
        }

        @Override
        public void close() throws IOException {
            assertThat(command("umount", root.toString())).isTrue();
        }

        private static boolean command(String... words) throws IOException {
            try {
                Process process = new ProcessBuilder(words)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                return process.waitFor() == 0;
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }
}
