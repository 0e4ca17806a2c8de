package dev.dispatch.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import dev.dispatch.memory.MemoryStore;
import dev.dispatch.record.Dump;
import dev.dispatch.record.Inspection;
import dev.dispatch.record.RunEntry;
import dev.dispatch.record.RunRecord;
import dev.dispatch.record.RunStore;
import dev.dispatch.run.RunStatus;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are killed at random moments of a run leave a record that reads, and that goes on to its end. */
class KilledRunTest {

    private static final long SEED = 20_260_306;
    /** In the nightly profile, and else. */
    private static final int MANY = 200;

    private static final int FEW = 12;

    /** Resumes of one run that may be killed too. */
    private static final int MOST_KILLS = 3;

    @TempDir
    Path folder;

    private CountingApi api;
    private Path workspace;
    private final Random random = new Random(SEED);

    @BeforeEach
    void start() throws IOException {
        api = CountingApi.start();
        workspace = Files.createDirectories(folder.resolve("project"));
        Files.createDirectories(workspace.resolve("modules"));
        Path jobs = Files.createDirectories(workspace.resolve("jobs"));
        Files.writeString(jobs.resolve("other.job.seed.json"), ResumeTest.OTHER);
        Files.writeString(jobs.resolve("a.job.seed.json"), ResumeTest.EVERYTHING.replace("URL", api.url()));
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private Process process(String... arguments) throws IOException {
        List<String> words = new ArrayList<>(
                List.of(workspace.toString(), folder.resolve("home").toString()));
        words.addAll(List.of(arguments));
        return ChildProcess.start(KilledRuns.class, folder.resolve("out.txt"), words.toArray(String[]::new));
    }

    /** Whether it was killed before its end: after so many calls have come, and a moment more. */
    private boolean killed(Process process, int calls) throws InterruptedException {
        int before = total();
        long pause = random.nextLong(20);
        while (process.isAlive() && total() - before < calls) {
            process.waitFor(1, TimeUnit.MILLISECONDS);
        }
        if (process.waitFor(pause, TimeUnit.MILLISECONDS)) {
            return false;
        }
        process.destroyForcibly();
        return process.waitFor() != 0;
    }

    private int total() {
        return api.counts().values().stream().mapToInt(Integer::intValue).sum();
    }

    private static void assertReadable(RunRecord run) {
        assertThat(Inspection.document(run, Optional.empty(), true)).isNotNull();
        assertThat(Dump.document(run)).isNotNull();
        assertThat(run.stepResults()).isNotEmpty();
        run.journal(line -> assertThat(line.path("seq").asLong(0)).isPositive());
    }

    @Test
    void everyRunThatWasKilledReadsAndGoesOnToItsEnd() throws Exception {
        int rounds = Boolean.getBoolean("dispatch.nightly") ? MANY : FEW;
        for (int round = 0; round < rounds; round++) {
            api.become(Map.of());
            Process first = process();
            boolean killed = killed(first, 1 + random.nextInt(22));
            RunStore runs = new RunStore(workspace.resolve("run-output"));
            Optional<RunEntry> latest = runs.latest();
            RunRecord run = runs.open(latest.orElseThrow().runId());
            assertReadable(run);

            for (int kills = 0; killed && isLeft(run) && kills < MOST_KILLS && random.nextInt(3) == 0; kills++) {
                killed = killed(process(run.runId()), 1 + random.nextInt(6));
                run = runs.open(run.runId());
                assertReadable(run);
            }
            if (killed && isLeft(run)) {
                Process last = process(run.runId());
                assertThat(last.waitFor(120, TimeUnit.SECONDS)).isTrue();
                assertThat(last.exitValue())
                        .as("round %d: %s", round, Files.readString(folder.resolve("out.txt")))
                        .isZero();
            }
            assertNothingFinishedWasRepeated(runs.open(run.runId()), round);
        }
    }

    /** A process may be killed between the last line of its run and its own end. */
    private static boolean isLeft(RunRecord run) {
        return run.status() == RunStatus.INTERRUPTED;
    }

    /** What the server saw more often than the record has an answer of was under way when a process was killed. */
    private void assertNothingFinishedWasRepeated(RunRecord run, int round) {
        assertThat(run.status()).as("round %d", round).isEqualTo(RunStatus.SUCCESS);
        assertReadable(run);
        Map<String, Integer> started = new TreeMap<>();
        run.journal(line -> {
            if (line.path("type").asString("").equals("call-started")) {
                started.merge(URI.create(line.path("url").asString("")).getPath(), 1, Integer::sum);
            }
        });
        api.counts()
                .forEach((path, count) ->
                        assertThat(count).as("round %d: %s", round, path).isLessThanOrEqualTo(started.get(path)));
        Map<String, Integer> answered = new TreeMap<>();
        run.calls()
                .forEach(call -> answered.merge(
                        call.method() + " " + URI.create(call.url()).getPath(), 1, Integer::sum));
        answered.keySet().removeIf(call -> call.contains(" /slow") || call.contains(" /flaky"));
        assertThat(answered.values()).as("round %d: %s", round, answered).containsOnly(1);
        assertThat(new MemoryStore(folder.resolve("home/memory")).recall("kept", "inner"))
                .contains(Json.text("/orders/first/inner"));
        for (String path : api.counts().keySet()) {
            assertThat(api.keys(path).stream().distinct().count())
                    .as("round %d: keys of %s", round, path)
                    .isLessThanOrEqualTo(1);
        }
    }
}
