package dev.dispatch.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.expression.SystemGenerator;
import dev.dispatch.json.Json;
import dev.dispatch.memory.MemoryStore;
import dev.dispatch.plan.GivenInputs;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.run.RunEvent;
import dev.dispatch.run.RunListener;
import dev.dispatch.run.RunStatus;
import dev.dispatch.time.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that memory lacks, and the jobs that store them. In texts of jobs single quotes stand for double ones. */
@NullMarked
class MemoryFillingTest {

    @TempDir
    Path folder = Path.of("");

    private final AtomicLong seconds = new AtomicLong();
    private final Cancellation cancellation = new Cancellation();
    private RunListener listener = _ -> {};
    private Path workspace = Path.of("");
    private Path jobs = Path.of("");

    @BeforeEach
    void makeAWorkspace() throws IOException {
        workspace = Files.createDirectories(folder.resolve("project"));
        jobs = Files.createDirectories(workspace.resolve("modules/shop/jobs"));
        Files.writeString(
                workspace.resolve("modules/shop/module.json"),
                "{\"name\": \"shop\", \"version\": \"1.0.0\", \"actions\": {}}");
    }

    /** Each look at the clock is a second later, so that runs have an order. */
    private Engine engine(Path from) {
        InstantSource clock = () -> Instant.parse("2026-03-06T16:21:16Z").plusSeconds(seconds.incrementAndGet());
        return Engine.open(new EngineSettings(
                "0.1.0",
                folder.resolve("home"),
                from,
                Map.of("DISPATCH_RUN_OUTPUT", folder.resolve("runs").toString()),
                Optional.empty(),
                clock,
                new Random(1),
                new SystemGenerator(clock)));
    }

    private MemoryStore memory() {
        return new MemoryStore(folder.resolve("home/memory"));
    }

    private static String steps(String... steps) {
        return "'scenario': {'steps': [" + String.join(", ", steps) + "]}";
    }

    private static String store(String key) {
        return "{'id': 'store-" + key + "', 'action': 'memory.store', 'payload': {'namespace': 'n', 'key': '" + key
                + "', 'value': 1}}";
    }

    /** Each need is {@code key=job}. */
    private static String job(String steps, String... needs) {
        List<String> memory = new ArrayList<>();
        for (String need : needs) {
            String[] parts = need.split("=", 2);
            memory.add("{'namespace': 'n', 'key': '" + parts[0] + "', 'fill': {'module': 'shop', 'job': '" + parts[1]
                    + "'}}");
        }
        return "{'schemaVersion': 1, 'jobType': 't', 'dependencies': {'memory': [" + String.join(", ", memory) + "]}, "
                + steps + "}";
    }

    /** A shipped job that stores one key of its own name. */
    private void seed(String id, String... needs) throws IOException {
        shipped(id + ".job.seed.json", job(steps(store(id)), needs));
    }

    private void shipped(String name, String job) throws IOException {
        Files.writeString(jobs.resolve(name), job.replace('\'', '"'));
    }

    private Path root(String... needs) throws IOException {
        return written(job(steps("{'action': 'flow.log', 'payload': {'message': 'm'}}"), needs));
    }

    private Path written(String job) throws IOException {
        return Files.writeString(workspace.resolve("root.job.case.json"), job.replace('\'', '"'));
    }

    private RunReply resolve(Path job) {
        return run(job, true);
    }

    private RunReply run(Path job, boolean resolve) {
        try (Engine engine = engine(workspace)) {
            return engine.run(new JobRequest(job.toString(), GivenInputs.NONE, resolve, null), listener, cancellation);
        }
    }

    private static RunReply.Finished finished(RunReply reply) {
        assertThat(reply).isInstanceOf(RunReply.Finished.class);
        return (RunReply.Finished) reply;
    }

    private static RunReply.Refused refused(RunReply reply) {
        assertThat(reply).isInstanceOf(RunReply.Refused.class);
        return (RunReply.Refused) reply;
    }

    private static List<String> names(List<FilledMemory> filled) {
        return filled.stream().map(FilledMemory::job).toList();
    }

    private static List<String> codes(Problem problem) {
        return problem.issues().stream().map(issue -> issue.code().name()).toList();
    }

    private int runs() {
        try (Engine engine = engine(workspace)) {
            return engine.runs().list(100).size();
        }
    }

    @Nested
    class Filling {

        @Test
        void aMissingValueIsFilledByARunOfItsOwnThatIsNotTheLatest() throws IOException {
            seed("a");
            RunReply.Finished finished = finished(resolve(root("a=a")));
            assertThat(finished.result().status()).isEqualTo(RunStatus.SUCCESS);
            FilledMemory filled = finished.filled().getFirst();
            assertThat(filled.job()).isEqualTo("shop:a");
            assertThat(filled.keys()).containsExactly("n.a");
            assertThat(filled.runId()).contains("-job-fill-");
            try (Engine engine = engine(workspace)) {
                assertThat(engine.runs().list(10))
                        .extracting(run -> run.runId())
                        .containsExactly(finished.result().runId(), filled.runId());
                assertThat(engine.runs().open("latest").runId())
                        .isEqualTo(finished.result().runId());
                assertThat(engine.runs().open(filled.runId()).runId()).isEqualTo(filled.runId());
            }
        }

        @Test
        void theLatestRunIsNeverAFillEvenWhereNothingCameAfterIt() throws IOException {
            shipped("a.job.seed.json", job(steps("{'action': 'flow.fail', 'payload': {'message': 'no'}}")));
            RunReply.Finished before = finished(resolve(root()));
            refused(resolve(root("a=a")));
            try (Engine engine = engine(workspace)) {
                assertThat(engine.runs().list(10)).hasSize(2);
                assertThat(engine.runs().open("latest").runId())
                        .isEqualTo(before.result().runId());
            }
        }

        @Test
        void aValueThatIsThereIsNotFilledAgain() throws IOException {
            seed("a");
            memory().store("n", "a", Json.text("mine"));
            assertThat(finished(resolve(root("a=a"))).filled()).isEmpty();
            assertThat(memory().recall("n", "a")).contains(Json.text("mine"));
        }

        @Test
        void whatAFillNeedsItselfIsFilledBeforeIt() throws IOException {
            seed("a", "b=b");
            seed("b", "c=c");
            seed("c");
            assertThat(names(finished(resolve(root("a=a"))).filled())).containsExactly("shop:c", "shop:b", "shop:a");
        }

        @Test
        void aFillThatSeveralNeedRunsOnceAndTheOrderIsThatOfTheFiles() throws IOException {
            seed("a", "c=c");
            seed("b", "c=c");
            seed("c");
            assertThat(names(finished(resolve(root("b=b", "a=a"))).filled()))
                    .containsExactly("shop:c", "shop:b", "shop:a");
        }

        @Test
        void oneFillServesSeveralKeys() throws IOException {
            shipped("all.job.seed.json", job(steps(store("a"), store("b"))));
            List<FilledMemory> filled =
                    finished(resolve(root("a=all", "b=all", "a=all"))).filled();
            assertThat(filled).hasSize(1);
            assertThat(filled.getFirst().keys()).containsExactly("n.a", "n.b");
        }

        @Test
        void aSeedWinsOverACaseOfTheSameId() throws IOException {
            seed("a");
            shipped("a.job.case.json", job(steps("{'action': 'flow.fail', 'payload': {'message': 'the case'}}")));
            assertThat(finished(resolve(root("a=a"))).filled()).hasSize(1);
        }

        @Test
        void theModuleMayBeThatOfTheCaseFilesWorkspace() throws IOException {
            seed("a");
            Path job = root("a=a");
            Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
            try (Engine engine = engine(elsewhere)) {
                RunReply reply = engine.run(
                        new JobRequest(job.toString(), GivenInputs.NONE, true, null), listener, cancellation);
                assertThat(names(finished(reply).filled())).containsExactly("shop:a");
            }
        }
    }

    @Nested
    class Policy {

        private Path elsewhere = Path.of("");

        @BeforeEach
        void makeAnotherProject() throws IOException {
            elsewhere = Files.createDirectories(folder.resolve("elsewhere/cases"));
            Files.writeString(
                    folder.resolve("elsewhere/dispatch.config.json"), "{\"policy\": {\"effects\": [\"read\"]}}");
            seed("a");
        }

        @Test
        void ofTheCaseFilesProjectHoldsForFillsFromElsewhereToo() throws IOException {
            Path job = Files.copy(root("a=a"), elsewhere.resolve("root.job.case.json"));
            Problem problem = refused(resolve(job)).problem();
            assertThat(codes(problem)).contains("POLICY_DENIED");
            assertThat(runs()).isZero();
        }

        @Test
        void isNotLeftBehindByAModuleThatIsAProjectOfItsOwn() throws IOException {
            Path job = root("a=a");
            Files.copy(folder.resolve("elsewhere/dispatch.config.json"), workspace.resolve("dispatch.config.json"));
            Files.writeString(workspace.resolve("modules/shop/dispatch.config.json"), "{}");
            try (Engine engine = engine(Files.createDirectories(folder.resolve("nowhere")))) {
                RunReply reply = engine.run(
                        new JobRequest(job.toString(), GivenInputs.NONE, true, null), listener, cancellation);
                assertThat(codes(refused(reply).problem())).contains("POLICY_DENIED");
            }
            assertThat(runs()).isZero();
        }
    }

    @Nested
    class Circles {

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3})
        void aCircleIsNamedBeforeAnythingRuns(int size) throws IOException {
            List<String> names = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                int behind = (i + 1) % size;
                seed("s" + i, "s" + behind + "=s" + behind);
                names.add("shop:s" + i);
            }
            seed("first");
            Path job = root("first=first", "s0=s0");
            for (boolean resolve : new boolean[] {true, false}) {
                Problem problem = refused(run(job, resolve)).problem();
                Issue issue = problem.issues().stream()
                        .filter(each -> each.code() == IssueCode.CIRCULAR_FILL)
                        .findFirst()
                        .orElseThrow();
                assertThat(issue.attributes().get("circle")).isEqualTo(Json.texts(names));
                assertThat(issue.pointer().text()).isEqualTo("/dependencies/memory/1/fill");
                assertThat(issue.position()).isNotNull();
                assertThat(problem.code()).isEqualTo(ProblemCode.USAGE_ERROR);
                assertThat(problem.message()).isEqualTo("job dependency preflight failed");
                assertThat(problem.next())
                        .extracting(NextAction::arguments)
                        .contains(List.of("module", "inspect", "shop"));
            }
            assertThat(runs()).isZero();
        }

        @Test
        void theJobItselfMayBePartOfACircle() throws IOException {
            seed("a", "b=b");
            seed("b", "a=a");
            Problem problem = refused(resolve(jobs.resolve("a.job.seed.json"))).problem();
            assertThat(codes(problem)).containsExactly("CIRCULAR_FILL");
            assertThat(problem.issues().getFirst().attributes().get("circle"))
                    .isEqualTo(Json.texts(List.of("shop:a", "shop:b")));
        }

        @Test
        void aValueThatIsThereBreaksTheCircle() throws IOException {
            seed("a", "b=b");
            seed("b", "a=a");
            memory().store("n", "a", Json.text("there"));
            assertThat(names(finished(resolve(root("b=b"))).filled())).containsExactly("shop:b");
        }

        @Test
        void aChainOfFillsHasAnEnd() throws IOException {
            for (int i = 0; i < 25; i++) {
                seed("s" + i, "s" + (i + 1) + "=s" + (i + 1));
            }
            seed("s25");
            Problem problem = refused(resolve(root("s0=s0"))).problem();
            assertThat(codes(problem)).containsExactly("INVALID_FILL_JOB");
            assertThat(problem.issues().getFirst().message()).contains("too many");
            assertThat(runs()).isZero();
        }
    }

    @Nested
    class Failing {

        @Test
        void aFillThatFailsStopsEverythingAndIsNamedWithItsRun() throws IOException {
            seed("a");
            shipped(
                    "b.job.seed.json",
                    job(steps("{'id': 'no', 'action': 'flow.fail', 'payload': {'message': 'out'}}")));
            seed("c");
            RunReply.Refused refused = refused(resolve(root("a=a", "b=b", "c=c")));
            assertThat(refused.filled())
                    .extracting(FilledMemory::status)
                    .containsExactly(RunStatus.SUCCESS, RunStatus.FAILED);
            String runId = refused.filled().getLast().runId();
            Problem problem = refused.problem();
            assertThat(problem.code()).isEqualTo(ProblemCode.RUNTIME_ERROR);
            Issue issue = problem.issues().getFirst();
            assertThat(issue.code()).isEqualTo(IssueCode.FILL_FAILED);
            assertThat(issue.message()).contains("shop:b", runId, "step 'no'", "out");
            assertThat(issue.pointer().text()).isEqualTo("/dependencies/memory/1/fill");
            assertThat(problem.details().path("filled").size()).isEqualTo(2);
            assertThat(problem.next())
                    .extracting(NextAction::arguments)
                    .containsExactly(List.of("job", "inspect", "--run-id", runId, "--step", "no"));
            assertThat(memory().recall("n", "c")).isEmpty();
        }

        @Test
        void aFillThatDoesNotStoreItsKeySaysSo() throws IOException {
            shipped("a.job.seed.json", job(steps(store("other"))));
            Problem problem = refused(resolve(root("a=a"))).problem();
            assertThat(codes(problem)).containsExactly("MISSING_MEMORY_DEPENDENCY");
            assertThat(problem.issues().getFirst().message()).contains("'shop:a' succeeded", "did not store n.a");
        }

        @Test
        void aFillThatNeedsAnInputIsRefusedWithItsOwnFinding() throws IOException {
            shipped(
                    "a.job.seed.json",
                    "{'schemaVersion': 1, 'jobType': 't', 'inputs': {'id': {'type': 'string', 'required': true}}, "
                            + steps(store("a")) + "}");
            seed("b");
            Path job = root("b=b", "a=a");
            Problem problem = refused(resolve(job)).problem();
            assertThat(codes(problem)).containsExactly("INVALID_FILL_JOB", "MISSING_INPUT");
            assertThat(problem.issues().getFirst().message())
                    .isEqualTo("The fill job 'shop:a' cannot run: Required input 'id' was not provided");
            assertThat(problem.issues().getLast().attributes().path("file").asString(""))
                    .isEqualTo(jobs.resolve("a.job.seed.json").toString());
            assertThat(runs()).isZero();

            RunReply.Refused plain = refused(run(job, false));
            assertThat(codes(plain.problem()))
                    .containsExactly("MISSING_MEMORY_DEPENDENCY", "MISSING_MEMORY_DEPENDENCY");
            assertThat(plain.problem().details().path("warnings").size()).isEqualTo(1);
            assertThat(plain.fillable()).isEmpty();
        }

        @Test
        void aFillThatIsNoJobIsRefused() throws IOException {
            shipped("a.job.seed.json", "{'schemaVersion': 1");
            shipped("b.job.seed.json", "{'schemaVersion': 1, 'jobType': 't', 'scenario': {'steps': []}}");
            Problem problem = refused(resolve(root("a=a", "b=b"))).problem();
            assertThat(codes(problem))
                    .containsExactly("INVALID_FILL_JOB", "INVALID_FILL_JOB", "INVALID_JSON", "SCHEMA_ERROR");
        }

        @Test
        void whatElseIsWrongKeepsFillsFromRunning() throws IOException {
            seed("a");
            Path job = written(job(steps("{'action': 'flow.lgo', 'payload': {'message': 'm'}}"), "a=a"));
            assertThat(codes(refused(resolve(job)).problem())).containsExactly("UNKNOWN_ACTION");
            assertThat(runs()).isZero();
        }

        @Test
        void aSignalInTheMiddleOfAFillEndsInOrder() throws IOException {
            shipped(
                    "a.job.seed.json",
                    job(steps("{'id': 'wait', 'action': 'flow.sleep', 'payload': {'duration': '10m'}}", store("a"))));
            seed("b");
            listener = event -> {
                if (event instanceof RunEvent.StepEntered) {
                    cancellation.cancel();
                }
            };
            RunReply.Refused refused = refused(resolve(root("a=a", "b=b")));
            assertThat(refused.problem().code()).isEqualTo(ProblemCode.INTERRUPTED);
            assertThat(refused.filled()).extracting(FilledMemory::status).containsExactly(RunStatus.INTERRUPTED);
            assertThat(runs()).isEqualTo(1);
        }

        @Test
        void aSignalBetweenTwoFillsStartsNoOther() throws IOException {
            seed("a");
            seed("b");
            listener = event -> {
                if (event instanceof RunEvent.RunFinished) {
                    cancellation.cancel();
                }
            };
            RunReply.Refused refused = refused(resolve(root("a=a", "b=b")));
            assertThat(refused.problem().code()).isEqualTo(ProblemCode.INTERRUPTED);
            assertThat(names(refused.filled())).containsExactly("shop:a");
        }
    }

    @Nested
    class Advice {

        @Test
        void theCommandThatFillsIsNextAndTheJobIsThereToBeRunAgain() throws IOException {
            seed("a", "b=b");
            seed("b");
            RunReply.Refused refused = refused(run(root("a=a", "b=b"), false));
            assertThat(refused.problem().next())
                    .extracting(NextAction::arguments)
                    .containsExactly(
                            List.of("job", "run", "--case", file("a"), "--resolve-deps"),
                            List.of("job", "run", "--case", file("b")));
            assertThat(refused.fillable()).isPresent();
        }

        @Test
        void aCheckGivesTheSameAdvice() throws IOException {
            seed("a");
            try (Engine engine = engine(workspace)) {
                Validation validation =
                        engine.validate(new JobRequest(root("a=a").toString(), GivenInputs.NONE));
                assertThat(validation).isInstanceOfSatisfying(Validation.Invalid.class, invalid -> {
                    assertThat(invalid.problem().next())
                            .extracting(NextAction::arguments)
                            .containsExactly(List.of("job", "run", "--case", file("a")));
                    assertThat(invalid.fillable()).isPresent();
                });
            }
        }

        @Test
        void aJobThatARunWouldRefuseIsNotAdvisedToBeRun() throws IOException {
            seed("a");
            Path job =
                    written(job(steps("{'action': 'flow.log', 'payload': {'message': '${credential.p.key}'}}"), "a=a")
                            .replace("'jobType'", "'credentials': {'p': {'fromEnv': {'key': 'NOT_SET'}}}, 'jobType'"));
            try (Engine engine = engine(workspace)) {
                assertThat(engine.validate(new JobRequest(job.toString(), GivenInputs.NONE)))
                        .isInstanceOfSatisfying(
                                Validation.Invalid.class,
                                invalid -> assertThat(invalid.fillable()).isEmpty());
            }
        }

        private String file(String id) {
            return jobs.resolve(id + ".job.seed.json").toString();
        }
    }
}
