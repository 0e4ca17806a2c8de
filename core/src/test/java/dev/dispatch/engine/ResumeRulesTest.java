package dev.dispatch.engine;

import static dev.dispatch.engine.CutRuns.get;
import static dev.dispatch.engine.CutRuns.job;
import static dev.dispatch.engine.CutRuns.line;
import static dev.dispatch.engine.CutRuns.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import dev.dispatch.plan.GivenInputs;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.Problem;
import dev.dispatch.run.RunStatus;
import dev.dispatch.time.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a resume does again, what it leaves alone, and what it refuses. */
class ResumeRulesTest {

    @TempDir
    Path folder;

    private CutRuns runs;

    @BeforeEach
    void start() throws IOException {
        runs = new CutRuns(folder);
    }

    @AfterEach
    void stop() {
        runs.close();
    }

    @Test
    void aCallThatIsNotSafeToRepeatAndWasNotAnsweredNeedsForce() throws IOException {
        String id = runs.cutAfter(job(post("pay", "/pay", ""), ""), line("call-started", "pay#1@1"));

        Problem problem = runs.refused(id);

        assertThat(problem.issues()).singleElement().satisfies(issue -> {
            assertThat(issue.code()).isEqualTo(IssueCode.UNSAFE_RETRY);
            assertThat(issue.stepId()).isEqualTo("pay");
            assertThat(issue.message()).contains("POST", "pay#1@1", "is not known");
        });
        assertThat(runs.api().counts()).isEmpty();
        assertThat(runs.engine().mayResume(id)).isFalse();

        assertThat(runs.resume(id, true)).isInstanceOf(ResumeReply.Finished.class);
        assertThat(runs.api().counts()).containsEntry("/pay", 1);
        assertThat(Files.readString(runs.open(id).runDir().resolve("journal.jsonl")))
                .contains("\"type\":\"resumed\"", "\"forced\":true");
    }

    @Test
    void aKeyMakesACallSafeToRepeatAndStaysTheSame() throws IOException {
        String id = runs.cutAfter(
                job(post("pay", "/pay", ",\"headers\":{\"Idempotency-Key\":\"${uuid()}\"}"), ""),
                line("call-started", "pay#1@1"));
        String journal = Files.readString(runs.open(id).runDir().resolve("journal.jsonl"));

        assertThat(runs.resumed(id).result().status()).isEqualTo(RunStatus.SUCCESS);

        assertThat(runs.api().keys("/pay"))
                .singleElement()
                .satisfies(key -> assertThat(journal).contains("\"idempotencyKey\":\"" + key + "\""));
    }

    @Test
    void whatIsSecretInTheRecordIsAskedForAgainWhereThatIsSafe() throws IOException {
        String steps = get("login", "/login", "") + "," + get("look", "/look", "") + ","
                + get("use", "/use", ",\"headers\":{\"X-Token\":\"${step.login.response.body.token}\"}");
        String id = runs.cutAfter(job(steps, ""), line("exit", "look#1"));

        assertThat(runs.resumed(id).result().status()).isEqualTo(RunStatus.SUCCESS);

        assertThat(runs.api().counts()).isEqualTo(Map.of("/login", 2, "/look", 1, "/use", 1));
    }

    @Test
    void whatIsSecretInTheRecordAndNotSafeToAskForAgainRefusesTheResume() throws IOException {
        String login =
                post("login", "/login", "").replace("}}", "},\"capture\":{\"session\":\"response.body.token\"}}");
        String steps = login + "," + get("look", "/look", "") + ","
                + get("use", "/use", ",\"headers\":{\"X-Token\":\"${run.session}\"}");
        String id = runs.cutAfter(job(steps, ""), line("exit", "look#1"));

        assertThat(runs.refused(id).issues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.message()).contains("'login'", "does not hold", "POST"));
        assertThat(runs.api().counts()).isEqualTo(Map.of("/login", 1, "/look", 1));
    }

    @Test
    void whatIsSecretAndNobodyNeedsAnyMoreIsLeftAlone() throws IOException {
        String steps = post("login", "/login", "") + "," + get("look", "${step.login.response.body.path}", "") + ","
                + get("last", "/last", "");
        String id = runs.cutAfter(job(steps, ""), line("exit", "login#1"));

        assertThat(runs.resumed(id).result().status()).isEqualTo(RunStatus.SUCCESS);

        assertThat(runs.api().counts()).isEqualTo(Map.of("/login", 2, "/last", 1));
    }

    @Test
    void aStepThatFailedRunsAgainAndTheOnesBeforeItDoNot() throws IOException {
        RunReply.Finished failed = runs.run(job(post("make", "/make", "") + "," + get("look", "/flaky/look", ""), ""));
        assertThat(failed.result().status()).isEqualTo(RunStatus.FAILED);
        assertThat(runs.engine().mayResume(failed.result().runId())).isTrue();

        RunReply.Finished end = runs.resumed(failed.result().runId());

        assertThat(end.result().status()).isEqualTo(RunStatus.SUCCESS);
        assertThat(end.runDir()).isEqualTo(failed.runDir());
        assertThat(runs.api().counts()).isEqualTo(Map.of("/make", 1, "/flaky/look", 2));
        assertThat(end.result().steps().getLast().path()).isEqualTo("look#2");
    }

    @Test
    void aStepThatFailedAfterItsRequestSucceededIsNotSentAgain() throws IOException {
        String step = post("make", "/make", "")
                .replace("}}", "},\"expect\":{\"path\":\"$.body.state\",\"op\":\"eq\",\"value\":\"no\"}}");
        RunReply.Finished failed = runs.run(job(step, ""));
        assertThat(failed.result().status()).isEqualTo(RunStatus.FAILED);

        assertThat(runs.refused(failed.result().runId()).issues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.message()).contains("succeeded before the step failed"));
        assertThat(runs.api().counts()).isEqualTo(Map.of("/make", 1));
    }

    @Test
    void aRunThatCleanedUpBeforeItsTimeNeedsForce() throws IOException {
        String job = job(post("make", "/make", "") + "," + get("look", "/flaky/look", ""), "")
                .replace("]}}", "],\"finally\":[" + get("clean", "/make", ",\"method\":\"DELETE\"") + "]}}");
        RunReply.Finished failed = runs.run(job);

        assertThat(runs.refused(failed.result().runId()).issues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.stepId()).isEqualTo("clean"));

        assertThat(runs.resume(failed.result().runId(), true)).isInstanceOf(ResumeReply.Finished.class);
        assertThat(runs.api().counts()).isEqualTo(Map.of("/make", 3, "/flaky/look", 2));
    }

    @Test
    void aRunThatSucceededHasNothingLeftToRun() throws IOException {
        RunReply.Finished done = runs.run(job(get("look", "/look", ""), ""));

        assertThat(runs.refused(done.result().runId()).message()).contains("has succeeded");
        assertThat(runs.open(done.result().runId()).status()).isEqualTo(RunStatus.SUCCESS);
    }

    @Test
    void aJobThatHasChangedIsTakenFromTheRecord() throws IOException {
        RunReply.Finished failed = runs.run(job(get("look", "/flaky/look", ""), ""));
        Files.writeString(runs.jobs().resolve("a.job.seed.json"), "{}");

        assertThat(runs.resumed(failed.result().runId()).result().status()).isEqualTo(RunStatus.SUCCESS);
    }

    @Test
    void aSecretInputIsGivenAnew() throws IOException {
        String inputs = "\"inputs\":{\"pin\":{\"type\":\"string\",\"required\":true,\"secret\":true}},";
        String job = job(get("look", "/flaky/look", ",\"query\":{\"pin\":\"${input.pin}\"}"), inputs)
                .replace("URL", runs.api().url());
        Files.writeString(runs.jobs().resolve("a.job.seed.json"), job);
        GivenInputs pin = new GivenInputs(List.of(new GivenInputs.Text("pin", "4711-0815")), Json.object());
        RunReply.Finished failed =
                (RunReply.Finished) runs.engine().run(new JobRequest("a", pin), _ -> {}, new Cancellation());
        String id = failed.result().runId();

        assertThat(runs.refused(id).issues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.code()).isEqualTo(IssueCode.MISSING_INPUT));
        ResumeReply reply = runs.engine().resume(new ResumeRequest(id, pin, false), _ -> {}, new Cancellation());

        assertThat(((ResumeReply.Finished) reply).run().result().status()).isEqualTo(RunStatus.SUCCESS);
        try (Stream<Path> files = Files.walk(failed.runDir())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).doesNotContain("4711-0815");
            }
        }
    }
}
