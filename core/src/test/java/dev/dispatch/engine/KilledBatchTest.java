package dev.dispatch.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.batch.BatchRecord;
import dev.dispatch.batch.BatchStore;
import dev.dispatch.batch.Rows;
import dev.dispatch.batch.RowsFile;
import dev.dispatch.json.Extent;
import dev.dispatch.json.Json;
import dev.dispatch.plan.GivenInputs;
import dev.dispatch.record.Inspection;
import dev.dispatch.record.RunStore;
import dev.dispatch.run.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A batch whose process is killed keeps every run that had ended, and what is run again is the rest and only the rest. */
class KilledBatchTest {

    private static final String JOB = """
            {"schemaVersion": 1, "jobType": "a", "http": {"baseUrl": "URL"},
             "inputs": {"n": {"type": "integer", "required": true}},
             "scenario": {"steps": [
               {"id": "one", "action": "http.request", "payload": {"url": "/one/${input.n}"}},
               {"id": "two", "action": "http.request", "payload": {"url": "/two/${input.n}"}}]},
             "outputs": {"n": "${input.n}"}}
            """;

    @TempDir
    Path folder;

    private CountingApi api;
    private Path workspace;

    @BeforeEach
    void start() throws IOException {
        api = CountingApi.start();
        workspace = Files.createDirectories(folder.resolve("project"));
        Files.createDirectories(workspace.resolve("modules"));
        Path jobs = Files.createDirectories(workspace.resolve("jobs"));
        Files.writeString(jobs.resolve("a.job.case.json"), JOB.replace("URL", api.url()));
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void aBatchOfWhichEachRunHasAFolder() throws Exception {
        killedAndRunAgain(150, 60);
    }

    @Test
    void aBatchOfWhichTheRunsShareFiles() throws Exception {
        boolean nightly = Boolean.getBoolean("dispatch.nightly");
        killedAndRunAgain(nightly ? 20_000 : 2_000, nightly ? 9_000 : 700);
    }

    /** Kills a batch a moment after so many of its runs have made their last call. */
    private void killedAndRunAgain(int count, int kill) throws Exception {
        Process process = process(count);
        while (process.isAlive() && api.counts().size() < 2 * kill) {
            process.waitFor(2, TimeUnit.MILLISECONDS);
        }
        process.waitFor(new Random(count).nextLong(30), TimeUnit.MILLISECONDS);
        process.destroyForcibly();
        assertThat(process.waitFor()).as(this::said).isNotZero();

        Path root = workspace.resolve("run-output");
        BatchRecord batch = new BatchStore(root, workspace).open("latest");
        assertThat(batch.state()).isEqualTo(BatchRecord.State.INTERRUPTED);
        Set<Integer> passed = readablePassed(batch, new RunStore(root));
        assertThat(passed).hasSizeGreaterThan(kill / 2).hasSizeLessThan(count);
        JsonNode inspected = batch.document(BatchRecord.USUAL_TOP, Extent.WHOLE);
        assertThat(inspected.path("passed").asInt()).isEqualTo(passed.size());

        Map<String, Integer> before = api.counts();
        Rows rest = RowsFile.read(batch.folder(), count, batch.notPassed(), GivenInputs.NONE);
        try (Engine engine = ChildProcess.engine(workspace, folder.resolve("home"))) {
            BatchReply reply = KilledBatches.run(engine, rest, batch.head().batchId());
            assertThat(reply)
                    .isInstanceOfSatisfying(
                            BatchReply.Finished.class,
                            finished -> assertThat(
                                            finished.summary().path("passed").asInt())
                                    .isEqualTo(count - passed.size()));
        }
        Map<String, Integer> after = api.counts();
        for (int n = 1; n <= count; n++) {
            int again = after.getOrDefault("/two/" + n, 0) - before.getOrDefault("/two/" + n, 0);
            assertThat(again).as("run %d", n).isEqualTo(passed.contains(n) ? 0 : 1);
        }
    }

    /** The numbers of the runs that have a result; each one can be opened and read. */
    private static Set<Integer> readablePassed(BatchRecord batch, RunStore runs) throws IOException {
        Set<Integer> passed = new HashSet<>();
        String batchId = batch.head().batchId();
        String results = Files.readString(batch.folder().resolve("results.jsonl"));
        List<String> lines =
                results.substring(0, results.lastIndexOf('\n') + 1).lines().toList();
        for (String line : lines) {
            JsonNode result = Json.parse(line);
            assertThat(result.path("status").asString()).isEqualTo("PASS");
            int n = result.path("inputs").path("n").asInt();
            assertThat(result.path("outputs").path("n").asInt()).isEqualTo(n);
            passed.add(n);
            var run = runs.open(result.path("runId").asString());
            assertThat(run.status()).isEqualTo(RunStatus.SUCCESS);
            assertThat(run.calls()).hasSize(2);
            if (n % 10 == 0) {
                String inShort = batchId.substring(batchId.length() - 4) + String.format("-%03d", n);
                assertThat(runs.open(inShort).runId()).isEqualTo(run.runId());
                assertThat(Inspection.document(run, Optional.empty(), true)).isNotNull();
            }
        }
        return passed;
    }

    private Process process(int count) throws IOException {
        return ChildProcess.start(
                KilledBatches.class,
                folder.resolve("out.txt"),
                workspace.toString(),
                folder.resolve("home").toString(),
                Integer.toString(count));
    }

    private String said() {
        try {
            return Files.readString(folder.resolve("out.txt"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
