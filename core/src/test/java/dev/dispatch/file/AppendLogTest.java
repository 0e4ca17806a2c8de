package dev.dispatch.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

class AppendLogTest {

    @TempDir
    Path folder;

    @Test
    void eachLineIsThereBeforeTheLogIsClosed() throws IOException {
        Path file = folder.resolve("new/journal.jsonl");
        try (AppendLog log = AppendLog.open(file)) {
            log.append("{\"a\":\"ü\"}");
            log.append("");
            log.sync();
            assertThat(AppendLog.lines(file)).containsExactly("{\"a\":\"ü\"}", "");
        }
    }

    @Test
    void aTornLastLineIsIgnoredByReadersAndCutOffByTheNextWriter() throws IOException {
        Path file = Files.writeString(folder.resolve("log"), "one\ntwo\nthr");
        assertThat(AppendLog.lines(file)).containsExactly("one", "two");
        try (AppendLog log = AppendLog.open(file)) {
            log.append("three");
        }
        assertThat(file).hasContent("one\ntwo\nthree\n");
    }

    @Test
    void aTornLineLongerThanABlockIsCutOff() throws IOException {
        Path file = Files.writeString(folder.resolve("log"), "one\n" + "x".repeat(30_000));
        AppendLog.open(file).close();
        assertThat(file).hasContent("one\n");
        Path torn = Files.writeString(folder.resolve("torn"), "x".repeat(30_000));
        AppendLog.open(torn).close();
        assertThat(torn).isEmptyFile();
    }

    @Test
    void anInterruptedWriterWritesOn() throws IOException {
        Path file = folder.resolve("log");
        try (AppendLog log = AppendLog.open(file)) {
            Thread.currentThread().interrupt();
            log.append("one");
            log.sync();
            assertThat(Thread.interrupted()).isTrue();
            log.append("two");
        }
        assertThat(AppendLog.lines(file)).containsExactly("one", "two");
    }

    @Test
    void linesOfSeveralThreadsStayWhole() throws Exception {
        Path file = folder.resolve("log");
        List<String> expected = new ArrayList<>();
        try (AppendLog log = AppendLog.open(file)) {
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                String line = String.valueOf((char) ('a' + t)).repeat(500);
                for (int i = 0; i < 50; i++) {
                    expected.add(line);
                }
                threads.add(Thread.ofPlatform().start(() -> appendFifty(log, line)));
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
        assertThat(AppendLog.lines(file)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void aLineFeedInsideALineIsRefused() throws IOException {
        try (AppendLog log = AppendLog.open(folder.resolve("log"))) {
            assertThatThrownBy(() -> log.append("a\nb")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aClosedLogTakesNothing() throws IOException {
        Path file = folder.resolve("log");
        AppendLog log = AppendLog.open(file);
        log.close();
        log.close();
        assertThatThrownBy(() -> log.append("x"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void aMissingLogIsNamed() {
        Path file = folder.resolve("none");
        assertThatThrownBy(() -> AppendLog.lines(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot read " + file);
    }

    @Test
    @EnabledIf("hasFullDevice")
    void afterAFullDiskNothingIsGluedToHalfALine() throws IOException {
        try (AppendLog log = AppendLog.open(Path.of("/dev/full"))) {
            assertThatThrownBy(() -> log.append("x"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot append to /dev/full");
            assertThatThrownBy(() -> log.append("y")).isInstanceOf(IOException.class);
        }
    }

    static boolean hasFullDevice() {
        return Files.isWritable(Path.of("/dev/full"));
    }

    private static void appendFifty(AppendLog log, String line) {
        try {
            for (int i = 0; i < 50; i++) {
                log.append(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
