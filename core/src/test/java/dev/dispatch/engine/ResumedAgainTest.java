package dev.dispatch.engine;

import static dev.dispatch.engine.CutRuns.get;
import static dev.dispatch.engine.CutRuns.job;
import static dev.dispatch.engine.CutRuns.line;
import static dev.dispatch.engine.CutRuns.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dispatch.TestRuns;
import dev.dispatch.json.Json;
import dev.dispatch.plan.GivenInputs;
import dev.dispatch.plan.Plan;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.ProblemException;
import dev.dispatch.record.Inspection;
import dev.dispatch.record.ResumeCheck;
import dev.dispatch.record.RunHeader;
import dev.dispatch.record.RunRecord;
import dev.dispatch.record.RunRecorder;
import dev.dispatch.redact.Redactor;
import dev.dispatch.redact.Secrets;
import dev.dispatch.run.RunEvent;
import dev.dispatch.run.RunStatus;
import dev.dispatch.time.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Resumes of records that a crash left between two files, that others use, or that were resumed before. */
class ResumedAgainTest {

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

    private String cutAtMember(String enter) throws IOException {
        return runs.cutAfter(
                job(enter + "," + get("look", "/look", "") + "," + get("me", "/member", ""), ""),
                line("exit", "look#1"));
    }

    @Test
    void whoeverGaveACookieIsAskedForItAgain() throws IOException {
        String id = cutAtMember(get("enter", "/enter", ""));

        assertThat(runs.resumed(id).result().status()).isEqualTo(RunStatus.SUCCESS);

        assertThat(runs.api().counts()).isEqualTo(Map.of("/enter", 2, "/look", 1, "/member", 1));
    }

    @Test
    void aCookieThatIsNotSafeToAskForAgainRefusesTheResumeAndNamesTheStep() throws IOException {
        String id = cutAtMember(post("enter", "/enter", ""));

        assertThat(runs.refused(id).issues()).singleElement().satisfies(issue -> {
            assertThat(issue.code()).isEqualTo(IssueCode.UNSAFE_RETRY);
            assertThat(issue.stepId()).isEqualTo("enter");
            assertThat(issue.message()).contains("a cookie of step 'enter'", "does not hold", "POST");
        });
        assertThat(runs.api().counts()).isEqualTo(Map.of("/enter", 1, "/look", 1));
    }

    private String cutInCode(String effect) throws IOException {
        Path module =
                Files.createDirectories(runs.jobs().resolveSibling("modules").resolve("shop"));
        Files.writeString(
                module.resolve("module.json"),
                "{\"name\":\"shop\",\"version\":\"1.0.0\",\"description\":\"Shop.\",\"entry\":\"Shop.java\"}");
        Files.writeString(module.resolve("Shop.java"), """
                import dev.dispatch.sdk.*;

                @DispatchModule(name = "shop", version = "1.0.0")
                public final class Shop {
                    record Word(String word) {}

                    @Action(name = "work", description = "Work."%s)
                    ActionResult<Word> work(ActionContext<Void> context, Word input) {
                        return ActionResult.of(input);
                    }
                }
                """.formatted(effect));
        return runs.cutAfter(
                job("{\"id\":\"work\",\"action\":\"shop.work\",\"payload\":{\"word\":\"a\"}}", ""),
                line("attempt", "work#1"));
    }

    @Test
    void codeThatWasCutOffIsNotRunAgainUnaskedFor() throws IOException {
        String id = cutInCode("");

        assertThat(runs.refused(id).issues()).singleElement().satisfies(issue -> {
            assertThat(issue.stepId()).isEqualTo("work");
            assertThat(issue.message()).contains("the code of shop.work was cut off");
        });
        assertThat(((ResumeReply.Finished) runs.resume(id, true)).run().result().status())
                .isEqualTo(RunStatus.SUCCESS);
    }

    @Test
    void codeThatOnlyReadsRunsAgain() throws IOException {
        String id = cutInCode(", effect = Effect.READ");

        RunReply.Finished end = runs.resumed(id);

        assertThat(end.result().status()).isEqualTo(RunStatus.SUCCESS);
        assertThat(end.result().steps().getLast().path()).isEqualTo("work#2");
    }

    @Test
    void anAnswerThatTheJournalDoesNotTellOfYetCounts() throws IOException {
        String id = runs.cutAfter(job(post("pay", "/pay", ""), ""), line("call-started", "pay#1@1"));
        Files.write(
                runs.open(id).runDir().resolve("http_calls.jsonl"),
                Files.readAllBytes(runs.whole().resolve("http_calls.jsonl")));
        runs.api().become(Map.of("/pay", 1));

        assertThat(runs.resumed(id).result().status()).isEqualTo(RunStatus.SUCCESS);

        assertThat(runs.api().counts()).isEqualTo(Map.of("/pay", 1));
        assertThat(runs.open(id).calls()).hasSize(1);
    }

    @Test
    void anAnswerThatTheCallLogLostIsNotKnown() throws IOException {
        for (String torn : List.of("", "{\"idx\":1,\"path\":\"pay#1@1\",\"sta")) {
            String id = runs.cutAfter(job(post("pay", "/pay", ""), ""), line("call-finished", "pay#1@1"));
            Files.writeString(runs.open(id).runDir().resolve("http_calls.jsonl"), torn);

            assertThat(runs.refused(id).issues())
                    .singleElement()
                    .satisfies(issue -> assertThat(issue.message()).contains("pay#1@1", "is not known"));
            assertThat(runs.resume(id, true)).isInstanceOf(ResumeReply.Finished.class);
            assertThat(runs.open(id).calls())
                    .singleElement()
                    .satisfies(call -> assertThat(call.idx()).isEqualTo(2));
        }
    }

    private static final String THREE = post("a", "/a", "") + "," + get("b", "/b", "") + "," + post("c", "/c", "");

    @Test
    void aResumeThatWasStoppedIsResumedAgain() throws IOException {
        String id = runs.cutAfter(job(THREE, ""), line("exit", "a#1"));
        Cancellation stop = new Cancellation();

        ResumeReply stopped = runs.engine()
                .resume(
                        new ResumeRequest(id, GivenInputs.NONE, false),
                        event -> {
                            if (event instanceof RunEvent.CallFinished) {
                                stop.cancel();
                            }
                        },
                        stop);

        assertThat(((ResumeReply.Finished) stopped).run().result().status()).isEqualTo(RunStatus.INTERRUPTED);
        assertThat(runs.open(id).status()).isEqualTo(RunStatus.INTERRUPTED);
        assertThat(runs.api().counts()).isEqualTo(Map.of("/a", 1, "/b", 1));
        assertThat(runs.resumed(id).result().status()).isEqualTo(RunStatus.SUCCESS);
        assertThat(runs.api().counts()).isEqualTo(Map.of("/a", 1, "/b", 1, "/c", 1));
        assertThat(runs.refused(id).message()).contains("has succeeded");
    }

    @Test
    void aRunThatIsGoingOnIsNotResumed() throws IOException {
        Files.writeString(
                runs.jobs().resolve("a.job.seed.json"),
                job(THREE, "").replace("URL", runs.api().url()));
        List<ResumeReply> replies = new ArrayList<>();

        runs.engine()
                .run(
                        new JobRequest("a", GivenInputs.NONE),
                        event -> {
                            if (event instanceof RunEvent.StepEntered entered
                                    && entered.stepId().equals("b")) {
                                replies.add(runs.resume("latest", true));
                            }
                        },
                        new Cancellation());

        assertRefused(replies, "is still going on");
        assertThat(runs.api().counts()).isEqualTo(Map.of("/a", 1, "/b", 1, "/c", 1));
    }

    @Test
    void ofTwoResumesTheSecondIsRefused() throws IOException {
        String id = runs.cutAfter(job(THREE, ""), line("exit", "a#1"));
        List<ResumeReply> replies = new ArrayList<>();

        ResumeReply first = runs.engine()
                .resume(
                        new ResumeRequest(id, GivenInputs.NONE, false),
                        event -> {
                            if (event instanceof RunEvent.CallStarted) {
                                replies.add(runs.resume(id, true));
                            }
                        },
                        new Cancellation());

        assertThat(((ResumeReply.Finished) first).run().result().status()).isEqualTo(RunStatus.SUCCESS);
        assertThat(replies).hasSize(2);
        assertRefused(replies, "is still going on");
        assertThat(runs.api().counts()).isEqualTo(Map.of("/a", 1, "/b", 1, "/c", 1));
    }

    private static void assertRefused(List<ResumeReply> replies, String why) {
        assertThat(replies).isNotEmpty().allSatisfy(reply -> {
            assertThat(reply).isInstanceOf(ResumeReply.Refused.class);
            assertThat(((ResumeReply.Refused) reply).problem().message()).contains(why);
        });
    }

    private Plan plan() throws IOException {
        try (TestRuns others = new TestRuns(folder, Map.of())) {
            return others.plan(job(THREE, "").replace("URL", runs.api().url()), Json.object());
        }
    }

    @Test
    void whatWasLookedThroughBeforeSomebodyElseWroteIsNotGoneOnWith() throws IOException {
        String id = runs.cutAfter(job(THREE, ""), line("exit", "a#1"));
        RunRecord run = runs.open(id);
        Plan plan = plan();
        ResumeCheck.Checked looked = ResumeCheck.check(run, plan, false, Instant.EPOCH);
        runs.resumed(id);
        byte[] summary = Files.readAllBytes(run.runDir().resolve("summary.json"));

        RunHeader header = new RunHeader(
                "0.1.0",
                id,
                run.startedAt(),
                null,
                null,
                null,
                plan,
                runs.engine().modules());
        assertThatThrownBy(() -> RunRecorder.resume(header, new Redactor(new Secrets()), looked.resumption()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("has gone on meanwhile");

        assertThat(run.runDir().resolve("summary.json")).hasBinaryContent(summary);
        assertThat(run.inProgress()).isFalse();
    }

    @Test
    void anAttemptThatWasCutOffIsShownAsSuch() throws IOException {
        String id = runs.cutAfter(job(get("look", "/look", ""), ""), line("call-started", "look#1@1"));
        runs.resumed(id);

        assertThat(Inspection.document(runs.open(id), Optional.of("look"), false)
                        .findValue("attemptLog"))
                .satisfiesExactly(
                        first -> assertThat(first.path("cutOff").asBoolean(false))
                                .isTrue(),
                        second -> assertThat(second.has("cutOff")).isFalse());
    }
}
