package dev.dispatch.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.TestRuns;
import dev.dispatch.json.Json;
import dev.dispatch.plan.Plan;
import dev.dispatch.redact.Redactor;
import dev.dispatch.redact.Secrets;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of a batch with one plan, each of which learns secrets of its own while it goes. */
class SharedDocumentsTest {

    private static final String JOB = """
            {"schemaVersion": 1, "jobType": "a", "scenario": {"steps": [
              {"id": "say", "action": "flow.log", "payload": {"message": "${env.NOTE}"}}]}}
            """;

    @TempDir
    Path folder;

    private TestRuns runs;
    private RunHeader header;
    private SharedDocuments shared;

    @BeforeEach
    void start() {
        runs = new TestRuns(folder, Map.of("NOTE", "learnt-by-the-second"));
        Plan plan = runs.plan(JOB, Json.object());
        header = new RunHeader(
                "0.1.0", "20260306-162116-job-run-0427a1b", Instant.EPOCH, null, null, null, plan, runs.registry());
        shared = SharedDocuments.of(header, new Redactor(new Secrets()));
    }

    @AfterEach
    void stop() {
        runs.close();
    }

    private String meta(String... learnt) {
        Secrets secrets = new Secrets();
        for (String secret : learnt) {
            secrets.add(secret);
        }
        byte[] meta = new StartDocuments(header, new Redactor(secrets), shared)
                .files()
                .getOrDefault(RecordFiles.META, new byte[0]);
        return new String(meta, StandardCharsets.UTF_8);
    }

    @Test
    void runsThatKnowTheSameWriteTheSame() {
        assertThat(meta()).contains("learnt-by-the-second").isEqualTo(meta());
    }

    @Test
    void aSecretThatOneRunLearntIsHiddenWhateverAnotherOneWroteBefore() {
        assertThat(meta("learnt-by-the-first")).contains("learnt-by-the-second");

        assertThat(meta("learnt-by-the-second")).contains(Redactor.MARK).doesNotContain("learnt-by-the-second");
    }
}
