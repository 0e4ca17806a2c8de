package dev.dispatch.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dispatch.demo.DemoApi;
import dev.dispatch.expression.SystemGenerator;
import dev.dispatch.json.Json;
import dev.dispatch.plan.GivenInputs;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import dev.dispatch.run.RunStatus;
import dev.dispatch.time.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullMarked
class EngineTest {

    private static final String PAUSE = """
            {"schemaVersion": 1, "jobType": "pause", "scenario": {"steps": [
              {"id": "pause", "action": "flow.sleep", "payload": {"duration": "1ms"}}]}}
            """;

    @TempDir
    Path folder = Path.of("");

    private final Map<String, String> environment = new HashMap<>();
    private Path workspace = Path.of("");
    private Path home = Path.of("");

    @BeforeEach
    void makeAWorkspace() throws IOException {
        workspace = Files.createDirectories(folder.resolve("project"));
        home = folder.resolve("home");
        Files.createDirectories(workspace.resolve("modules"));
        Files.createDirectories(workspace.resolve("jobs"));
    }

    private Engine engine(Path from) {
        InstantSource clock = InstantSource.system();
        return Engine.open(new EngineSettings(
                "0.1.0", home, from, environment, Optional.empty(), clock, new Random(1), new SystemGenerator(clock)));
    }

    private Path job(String name, String text) throws IOException {
        return Files.writeString(workspace.resolve("jobs").resolve(name), text);
    }

    private RunReply run(Engine engine, String reference) {
        return engine.run(new JobRequest(reference, GivenInputs.NONE), _ -> {}, new Cancellation());
    }

    private static RunReply.Finished finished(RunReply reply) {
        assertThat(reply).isInstanceOf(RunReply.Finished.class);
        return (RunReply.Finished) reply;
    }

    private static Problem refused(RunReply reply) {
        assertThat(reply).isInstanceOf(RunReply.Refused.class);
        return ((RunReply.Refused) reply).problem();
    }

    @Nested
    class Finding {

        @Test
        void aJobIsFoundByPathByNameUnderJobsAndByItsBareName() throws IOException {
            job("pause.job.case.json", PAUSE);
            Path deep = Files.createDirectories(workspace.resolve("a/b"));
            for (String reference : List.of("../../jobs/pause.job.case.json", "pause.job.case.json", "pause")) {
                try (Engine engine = engine(deep)) {
                    assertThat(engine.validate(new JobRequest(reference, GivenInputs.NONE)))
                            .as(reference)
                            .isInstanceOf(Validation.Valid.class);
                }
            }
        }

        @Test
        void aJobThatIsNowhereIsNotFoundAndNearNamesAreNamed() throws IOException {
            job("pause.job.case.json", PAUSE);
            try (Engine engine = engine(workspace)) {
                assertThatThrownBy(() -> run(engine, "pauze"))
                        .isInstanceOfSatisfying(ProblemException.class, thrown -> {
                            assertThat(thrown.problem().code()).isEqualTo(ProblemCode.NOT_FOUND);
                            assertThat(thrown.problem().message())
                                    .contains("pauze")
                                    .contains("did you mean pause?");
                            assertThat(thrown.problem().next())
                                    .extracting(NextAction::arguments)
                                    .containsExactly(List.of("job", "cases"));
                        });
            }
        }

        @Test
        void aReferenceDoesNotLeadOutOfTheFolderOfJobs() throws IOException {
            Files.writeString(folder.resolve("outside.job.case.json"), PAUSE);
            Path elsewhere = Files.createDirectories(workspace.resolve("x/y/z"));
            try (Engine engine = engine(elsewhere)) {
                assertThatThrownBy(() -> run(engine, "../../outside.job.case.json"))
                        .isInstanceOf(ProblemException.class);
            }
        }
    }

    @Nested
    class Recording {

        @Test
        void runsOfAWorkspaceAreKeptInItAndFoundAgain() throws IOException {
            job("pause.job.case.json", PAUSE);
            try (Engine engine = engine(workspace)) {
                RunReply.Finished finished = finished(run(engine, "pause"));
                assertThat(finished.result().status()).isEqualTo(RunStatus.SUCCESS);
                assertThat(finished.recordFault()).isEmpty();
                assertThat(finished.runDir()).startsWith(workspace.resolve("run-output"));
                assertThat(engine.runs().open("latest").runId())
                        .isEqualTo(finished.result().runId());
            }
        }

        @Test
        void outsideOfAWorkspaceRunsAreKeptInTheHome() throws IOException {
            Path job = Files.writeString(folder.resolve("pause.job.case.json"), PAUSE);
            try (Engine engine = engine(folder)) {
                assertThat(finished(run(engine, job.toString())).runDir()).startsWith(home.resolve("run-output"));
            }
        }

        @Test
        void theEnvironmentMayNameAnotherPlaceForRuns() throws IOException {
            job("pause.job.case.json", PAUSE);
            environment.put("DISPATCH_RUN_OUTPUT", folder.resolve("elsewhere").toString());
            try (Engine engine = engine(workspace)) {
                assertThat(finished(run(engine, "pause")).runDir()).startsWith(folder.resolve("elsewhere"));
            }
        }
    }

    @Nested
    class Refusing {

        @Test
        void aFileThatIsNoJsonIsRefusedWithLineAndColumn() throws IOException {
            job("broken.job.case.json", "{\n  \"schemaVersion\": 1,\n  oops\n}");
            try (Engine engine = engine(workspace)) {
                Problem problem = refused(run(engine, "broken"));
                assertThat(problem.code()).isEqualTo(ProblemCode.USAGE_ERROR);
                Issue issue = problem.issues().getFirst();
                assertThat(issue.code()).isEqualTo(IssueCode.INVALID_JSON);
                assertThat(issue.toJson().path("line").intValue()).isEqualTo(3);
            }
        }

        @Test
        void inputsComeBeforeTheJobBeforeDependenciesBeforeCredentialsAndAllAreNamed() throws IOException {
            job("bad.job.case.json", """
                    {"schemaVersion": 1, "jobType": "bad", "colour": 1,
                     "inputs": {"x": {"type": "string", "required": true}},
                     "credentials": {"p": {"fromEnv": {"key": "NOT_SET_ANYWHERE"}}},
                     "dependencies": {"modules": [{"name": "nowhere"}]},
                     "scenario": {"steps": [{"action": "flow.sleep", "payload": {"duration": "${input.x}"}}]}}
                    """);
            try (Engine engine = engine(workspace)) {
                Problem problem = refused(run(engine, "bad"));
                assertThat(problem.message()).isEqualTo("job input preflight failed");
                assertThat(problem.issues())
                        .extracting(Issue::code)
                        .contains(
                                IssueCode.MISSING_INPUT,
                                IssueCode.UNKNOWN_FIELD,
                                IssueCode.MISSING_MODULE_DEPENDENCY,
                                IssueCode.MISSING_CREDENTIAL_ENV);
                assertThat(problem.details().propertyNames())
                        .contains("casePath", "inputIssues", "credentialIssues", "dependencyIssues");
            }
        }

        @Test
        void aMissingVariableOfACredentialIsAWarningForValidateAndAnIssueForRun() throws IOException {
            job("login.job.case.json", """
                    {"schemaVersion": 1, "jobType": "login",
                     "credentials": {"p": {"fromEnv": {"key": "NOT_SET_ANYWHERE"}}},
                     "scenario": {"steps": [{"action": "flow.log", "payload": {"message": "${credential.p.key}"}}]}}
                    """);
            try (Engine engine = engine(workspace)) {
                assertThat(engine.validate(new JobRequest("login", GivenInputs.NONE)))
                        .isInstanceOfSatisfying(
                                Validation.Valid.class,
                                valid -> assertThat(valid.warnings())
                                        .extracting(Issue::code)
                                        .containsExactly(IssueCode.MISSING_CREDENTIAL_ENV));
                assertThat(refused(run(engine, "login")).message()).isEqualTo("job credential preflight failed");
            }
        }

        @Test
        void nothingRunsWhereAPolicyIsSetThatCannotBeEnforced() throws IOException {
            job("pause.job.case.json", PAUSE);
            Files.writeString(workspace.resolve("dispatch.config.json"), "{\"policy\": {\"methods\": [\"GET\"]}}");
            try (Engine engine = engine(workspace)) {
                assertThat(refused(run(engine, "pause")).code()).isEqualTo(ProblemCode.POLICY_DENIED);
            }
        }
    }

    @Nested
    class SingleActions {

        private RunReply call(String action, List<GivenInputs.Text> inputs, String baseUrl) {
            try (Engine engine = engine(workspace)) {
                ActionRequest request = new ActionRequest(
                        action,
                        new GivenInputs(inputs, Json.object()),
                        baseUrl,
                        Map.of("x-client", "test ${env.HOME}"),
                        Map.of());
                return engine.runAction(request, _ -> {}, new Cancellation());
            }
        }

        @Test
        void anActionRunsWithInputsTypedByItsSchemaAndIsRecordedLikeAJob() throws IOException {
            try (DemoApi api = DemoApi.start(0)) {
                RunReply.Finished finished = finished(call(
                        "http.request",
                        List.of(
                                new GivenInputs.Text("method", "POST"),
                                new GivenInputs.Text("path", "/echo"),
                                new GivenInputs.Text("body", "{\"a\": [1, \"${env.HOME}\"]}")),
                        api.baseUri().toString()));
                assertThat(finished.result().status()).isEqualTo(RunStatus.SUCCESS);
                assertThat(finished.result().jobType()).isEqualTo("action-run:http.request");
                String response = Json.compact(java.util.Objects.requireNonNull(
                        finished.result().steps().getFirst().outcome().output().response()));
                assertThat(response).contains("\"a\":[1,\"${env.HOME}\"]").contains("test ${env.HOME}");
            }
        }

        @Test
        void badInputsAreNamedAsTheyWereTyped() {
            Problem problem = refused(call(
                    "flow.sleep",
                    List.of(new GivenInputs.Text("duration", "soon"), new GivenInputs.Text("durations", "1s")),
                    "http://127.0.0.1:1"));
            assertThat(problem.message()).isEqualTo("action input preflight failed");
            assertThat(problem.issues()).extracting(Issue::path).contains("inputs.duration", "inputs.durations");
            assertThat(problem.issues())
                    .allSatisfy(issue -> assertThat(issue.position()).isNull());
        }

        @Test
        void anActionThatIsNotThereIsNotFound() {
            Problem problem = refused(call("flow.slep", List.of(), "http://127.0.0.1:1"));
            assertThat(problem.code()).isEqualTo(ProblemCode.NOT_FOUND);
            assertThat(problem.message()).contains("did you mean flow.sleep");
        }

        @Test
        void memoryMayBeChangedByASingleAction() {
            RunReply.Finished finished = finished(call(
                    "memory.store",
                    List.of(
                            new GivenInputs.Text("namespace", "notes"),
                            new GivenInputs.Text("key", "a.b"),
                            new GivenInputs.Text("value", "7")),
                    "http://127.0.0.1:1"));
            assertThat(finished.result().status()).isEqualTo(RunStatus.SUCCESS);
        }
    }
}
