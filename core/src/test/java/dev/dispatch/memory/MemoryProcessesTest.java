package dev.dispatch.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class MemoryProcessesTest {

    private static final int COUNT = 15;
    private static final int MANY_PROCESSES = 8;
    /** Thousands of synced files take their time, which only the nightly build has. */
    private static final boolean NIGHTLY = Boolean.getBoolean("dispatch.nightly");

    private static final int MANY_KEYS = NIGHTLY ? 500 : 40;
    private static final int KILLS = NIGHTLY ? 200 : 12;

    @TempDir
    Path folder;

    @Test
    void threadsOfSeveralProcessesLoseNothing() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (String name : List.of("p", "q", "r")) {
            processes.add(start("threads", name, COUNT));
        }
        MemoryStore store = new MemoryStore(folder);
        MemoryWriter.write(store, "own", COUNT);
        for (Process process : processes) {
            assertThat(exitCode(process)).isZero();
        }
        List<String> expected = new ArrayList<>();
        for (String writer : List.of("p-a", "p-b", "q-a", "q-b", "r-a", "r-b", "own")) {
            for (int i = 0; i < COUNT; i++) {
                expected.add(writer + ".n" + i);
            }
        }
        assertThat(store.keys("shared", null)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void theKeysOfEightProcessesAreAllThere() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < MANY_PROCESSES; i++) {
            processes.add(start("keys", "p" + i, MANY_KEYS));
        }
        for (Process process : processes) {
            assertThat(exitCode(process)).isZero();
        }
        MemoryStore store = new MemoryStore(folder);
        List<String> expected = new ArrayList<>();
        for (int process = 0; process < MANY_PROCESSES; process++) {
            for (int i = 0; i < MANY_KEYS; i++) {
                expected.add("p" + process + ".n" + i);
            }
        }
        assertThat(store.keys("shared", null)).containsExactlyInAnyOrderElementsOf(expected);
    }

    /** Each process says which keys are stored; those are there whenever it is killed, and the file is whole. */
    @Test
    void aProcessThatIsKilledWhileItStoresLeavesAWholeFileWithEveryKeyItHasStored() throws Exception {
        Random random = new Random(11);
        MemoryStore store = new MemoryStore(folder);
        int stored = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Process process = start("endless", "k" + kill, stored);
            int atLeast = 1 + random.nextInt(4);
            for (int i = 0; i < atLeast; i++) {
                stored = Integer.parseInt(process.inputReader().readLine()) + 1;
            }
            // Unlike that of the process this leaves open what it said.
            process.toHandle().destroyForcibly();
            for (String line : process.inputReader().readAllAsString().lines().toList()) {
                stored = Integer.parseInt(line) + 1;
            }
            process.waitFor();
            ObjectNode whole = (ObjectNode) Json.parse(Files.readString(store.file("shared")));
            assertThat(store.keys("shared", null)).contains(keys(stored));
            assertThat(whole.size()).isGreaterThanOrEqualTo(1);
        }
        store.store("shared", "after", Json.text("all"));
        assertThat(store.recall("shared", "after")).isPresent();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(file -> file.toString().endsWith(".json")).toList())
                    .hasSize(1);
        }
    }

    private static String[] keys(int count) {
        String[] keys = new String[count];
        for (int i = 0; i < count; i++) {
            keys[i] = "k.n" + i;
        }
        return keys;
    }

    private static int exitCode(Process process) throws InterruptedException {
        boolean ended = process.waitFor(10, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertThat(ended).isTrue();
        return process.exitValue();
    }

    private Process start(String what, String name, int count) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path")
                                + File.pathSeparator
                                + System.getProperty("surefire.test.class.path", ""),
                        MemoryWriter.class.getName(),
                        folder.toString(),
                        what,
                        name,
                        String.valueOf(count))
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        return builder.start();
    }
}
