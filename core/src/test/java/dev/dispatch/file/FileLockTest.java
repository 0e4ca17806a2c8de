package dev.dispatch.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLockTest {

    private static final Duration SHORT = Duration.ofMillis(1);
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private int counter;

    @Test
    void aHeldFileIsBusyUntilItIsReleased() throws IOException {
        Path file = folder.resolve("new/data.json");
        try (FileLock _ = FileLock.acquire(file, SHORT)) {
            assertThatThrownBy(() -> FileLock.acquire(file, SHORT))
                    .isInstanceOf(FileBusyException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining("data.json.lock");
            FileLock.acquire(folder.resolve("other"), SHORT).close();
        }
        FileLock.acquire(file, SHORT).close();
        assertThat(file).doesNotExist();
    }

    @Test
    void aFileReachedThroughALinkIsTheSameFile() throws IOException {
        Path real = Files.createDirectory(folder.resolve("real"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);
        try (FileLock _ = FileLock.acquire(real.resolve("f"), SHORT)) {
            assertThatThrownBy(() -> FileLock.acquire(link.resolve("../link/f"), SHORT))
                    .isInstanceOf(FileBusyException.class);
        }
    }

    @Test
    void onlyOneThreadIsInsideAtATime() throws Exception {
        Path file = folder.resolve("f");
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            threads.add(Thread.ofPlatform().start(() -> countTo(50, file)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(counter).isEqualTo(400);
    }

    @Test
    void anInterruptEndsTheWaitAndStaysSet() throws IOException {
        Path file = folder.resolve("f");
        try (FileLock _ = FileLock.acquire(file, SHORT)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> FileLock.acquire(file, LONG)).isInstanceOf(InterruptedIOException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void aLockFileThatCannotBeMadeIsReportedWithTheFile() throws IOException {
        Path parent = Files.writeString(folder.resolve("plain"), "");
        assertThatThrownBy(() -> FileLock.acquire(parent.resolve("f"), SHORT))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot lock " + parent.resolve("f"));
    }

    private void countTo(int times, Path file) {
        try {
            for (int i = 0; i < times; i++) {
                try (FileLock _ = FileLock.acquire(file, LONG)) {
                    int seen = counter;
                    Thread.onSpinWait();
                    counter = seen + 1;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
