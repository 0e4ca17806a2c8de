package dev.dispatch.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryProcessesTest {

    private static final int COUNT = 15;

    @TempDir
    Path folder;

    @Test
    void threadsOfSeveralProcessesLoseNothing() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (String name : List.of("p", "q", "r")) {
            processes.add(start(name));
        }
        MemoryStore store = new MemoryStore(folder);
        MemoryWriter.write(store, "own", COUNT);
        for (Process process : processes) {
            boolean ended = process.waitFor(60, TimeUnit.SECONDS);
            process.destroyForcibly();
            assertThat(ended).isTrue();
            assertThat(process.exitValue()).isZero();
        }
        List<String> expected = new ArrayList<>();
        for (String writer : List.of("p-a", "p-b", "q-a", "q-b", "r-a", "r-b", "own")) {
            for (int i = 0; i < COUNT; i++) {
                expected.add(writer + ".n" + i);
            }
        }
        assertThat(store.keys("shared", null)).containsExactlyInAnyOrderElementsOf(expected);
    }

    private Process start(String name) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MemoryWriter.class.getName(),
                        folder.toString(),
                        name,
                        String.valueOf(COUNT))
                .inheritIO()
                .start();
    }
}
