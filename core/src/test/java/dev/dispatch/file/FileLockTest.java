package dev.dispatch.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
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

    @Test
    void whetherSomebodyHoldsAFileCanBeSeenWithoutTouchingIt() throws IOException {
        Path file = folder.resolve("new/.lock");
        assertThat(FileLock.isHeld(file)).isFalse();
        assertThat(folder.resolve("new")).doesNotExist();
        try (FileLock _ = FileLock.hold(file, SHORT)) {
            assertThat(FileLock.isHeld(file)).isTrue();
            assertThat(FileLock.isHeld(file)).isTrue();
            assertThatThrownBy(() -> FileLock.hold(folder.resolve("other/../new/.lock"), SHORT))
                    .isInstanceOf(FileBusyException.class);
        }
        assertThat(FileLock.isHeld(file)).isFalse();
        assertThat(file).isEmptyFile();
        assertThat(folder.resolve("new/.lock.lock")).doesNotExist();
    }

    @Test
    void whatAnotherProcessHoldsIsFreeOnceThatIsKilled() throws Exception {
        Path file = folder.resolve(".lock");
        Process holder = holder(file);
        try {
            assertThat(holder.inputReader().readLine()).isEqualTo("held");
            assertThat(FileLock.isHeld(file)).isTrue();
            assertThat(FileLock.isHeld(file)).isTrue();
            assertThatThrownBy(() -> FileLock.hold(file, SHORT)).isInstanceOf(FileBusyException.class);
            assertThat(FileLock.isHeld(file)).isTrue();
        } finally {
            holder.destroyForcibly().waitFor();
        }
        assertThat(FileLock.isHeld(file)).isFalse();
        FileLock.hold(file, SHORT).close();
    }

    @Test
    void whoLooksDoesNotGiveUpTheLockOfThisProcess() throws Exception {
        Path file = folder.resolve(".lock");
        try (FileLock _ = FileLock.hold(file, SHORT)) {
            assertThat(FileLock.isHeld(file)).isTrue();
            Process other = holder(file);
            try {
                assertThat(other.inputReader().readLine()).isEqualTo("busy");
            } finally {
                other.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void whatIsNoFileIsNotHeldAndCannotBe() throws IOException {
        Path aFolder = Files.createDirectory(folder.resolve("folder"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("elsewhere"));
        for (Path wrong : List.of(aFolder, link)) {
            assertThat(FileLock.isHeld(wrong)).isFalse();
            assertThatThrownBy(() -> FileLock.hold(wrong, SHORT)).hasMessageContaining("cannot lock " + wrong);
        }
        assertThat(folder.resolve("elsewhere")).doesNotExist();
    }

    private static Process holder(Path file) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path")
                                + File.pathSeparator
                                + System.getProperty("surefire.test.class.path", ""),
                        LockingProcess.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
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
