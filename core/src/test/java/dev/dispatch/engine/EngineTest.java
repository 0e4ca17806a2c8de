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
import org.jspecify.annotations.Nullable;
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
        return engine(from, Optional.empty());
    }

    private Engine engine(Path from, Optional<Path> distribution) {
        InstantSource clock = InstantSource.system();
        return Engine.open(new EngineSettings(
                "0.1.0", home, from, environment, distribution, clock, new Random(1), new SystemGenerator(clock)));
    }

    private static List<String> suggestions(Problem problem) {
        return problem.details()
                .path("suggestions")
                .valueStream()
                .map(node -> node.asString())
                .toList();
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
                            assertThat(thrown.problem().message()).isEqualTo("The job file 'pauze' was not found");
                            assertThat(suggestions(thrown.problem())).containsExactly("pause");
                            assertThat(thrown.problem().next())
                                    .extracting(NextAction::arguments)
                                    .containsExactly(List.of("job", "cases"));
                        });
            }
        }

        @Test
        void aBareNameFindsAFileOfTheWorkingFolderAndACaseBeforeASeed() throws IOException {
            Path shop = Files.createDirectories(workspace.resolve("shop"));
            Files.writeString(shop.resolve("order.job.case.json"), PAUSE);
            Files.writeString(shop.resolve("order.job.seed.json"), PAUSE);
            Files.writeString(shop.resolve("stock.job.seed.json"), PAUSE);
            try (Engine engine = engine(shop)) {
                assertThat(casePath(engine, "order")).isEqualTo(shop.resolve("order.job.case.json"));
                assertThat(casePath(engine, "stock")).isEqualTo(shop.resolve("stock.job.seed.json"));
                assertThatThrownBy(() -> run(engine, "ordr"))
                        .isInstanceOfSatisfying(
                                ProblemException.class,
                                thrown -> assertThat(suggestions(thrown.problem()))
                                        .containsExactly("order"));
            }
        }

        @Test
        void aFolderIsNoJobAndALinkToAJobIsOne() throws IOException {
            Path job = job("pause.job.case.json", PAUSE);
            Files.createSymbolicLink(workspace.resolve("linked.json"), job);
            Files.createSymbolicLink(workspace.resolve("dangling.json"), folder.resolve("nowhere"));
            try (Engine engine = engine(workspace)) {
                assertThat(casePath(engine, "linked.json")).isEqualTo(workspace.resolve("linked.json"));
                for (String reference : List.of("jobs", "dangling.json", "", "a\0b")) {
                    assertThatThrownBy(() -> run(engine, reference))
                            .isInstanceOfSatisfying(
                                    ProblemException.class,
                                    thrown ->
                                            assertThat(thrown.problem().code()).isEqualTo(ProblemCode.NOT_FOUND));
                }
                assertThatThrownBy(() -> run(engine, "jobs")).hasMessage("The job file 'jobs' is a folder");
            }
        }

        @Test
        void aJobThatIsNotUtf8SaysSo() throws IOException {
            Files.write(workspace.resolve("jobs/latin.job.case.json"), new byte[] {'"', (byte) 0xe4, '"'});
            try (Engine engine = engine(workspace)) {
                assertThatThrownBy(() -> run(engine, "latin")).hasMessageEndingWith("is not UTF-8 text");
            }
        }

        @Test
        void jobsOfTheWorkspacesModulesAreListedBeforeWhatShips() throws IOException {
            job("own.job.case.json", PAUSE);
            Path shipped = folder.resolve("dist");
            for (Path place : List.of(workspace.resolve("modules/shop"), shipped.resolve("modules/basics"))) {
                Files.createDirectories(place.resolve("jobs"));
                Files.writeString(
                        place.resolve("module.json"),
                        "{\"name\": \"" + place.getFileName() + "\", \"version\": \"1.0.0\", \"actions\": {}}");
                Files.writeString(place.resolve("jobs/of-" + place.getFileName() + ".job.case.json"), PAUSE);
            }
            Files.createDirectories(shipped.resolve("jobs"));
            Files.writeString(shipped.resolve("jobs/example.job.case.json"), PAUSE);
            try (Engine engine = engine(workspace, Optional.of(shipped))) {
                assertThat(engine.cases())
                        .extracting(CaseFile::name)
                        .containsExactly("own", "of-shop", "example", "of-basics");
            }
        }

        private Path casePath(Engine engine, String reference) {
            Validation validation = engine.validate(new JobRequest(reference, GivenInputs.NONE));
            assertThat(validation).isInstanceOf(Validation.Valid.class);
            return ((Validation.Valid) validation).casePath();
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
        void everyCategoryOfIssuesIsThereEmptyOrNot() throws IOException {
            job("broken.job.case.json", "oops");
            job("wrong.job.case.json", "{}");
            try (Engine engine = engine(workspace)) {
                for (String reference : List.of("broken", "wrong")) {
                    assertThat(refused(run(engine, reference)).details().propertyNames())
                            .containsExactly(
                                    "casePath", "warnings", "inputIssues", "credentialIssues", "dependencyIssues");
                }
            }
        }

        @Test
        void aCommandIsNextOnceWithItsFirstPurpose() throws IOException {
            job("twice.job.case.json", """
                    {"schemaVersion": 1, "jobType": "twice", "dependencies": {"modules": [{"name": "nowhere"}]},
                     "scenario": {"steps": [{"id": "a", "action": "nowhere.go", "payload": {}}]}}
                    """);
            try (Engine engine = engine(workspace)) {
                assertThat(refused(run(engine, "twice")).next())
                        .containsExactly(NextAction.of("list the modules that are there", "module", "list"));
            }
        }

        @Test
        void aCaseThatChangesMemoryIsToldItsOwnNameAsASeed() throws IOException {
            job("users.job.case.json", """
                    {"schemaVersion": 1, "jobType": "users", "scenario": {"steps": [{"id": "a", "action": "memory.store",
                      "payload": {"namespace": "n", "key": "k", "value": 1}}]}}
                    """);
            try (Engine engine = engine(workspace)) {
                assertThat(refused(run(engine, "users")).issues().getFirst().suggestions())
                        .containsExactly("rename the file to users.job.seed.json");
            }
        }

        @Test
        void aFailedRunNamesTheFileThatLinesBelongTo() throws IOException {
            Path job = job("fails.job.case.json", """
                    {"schemaVersion": 1, "jobType": "fails",
                     "scenario": {"steps": [{"id": "a", "action": "flow.fail", "payload": {"message": "no"}}]}}
                    """);
            try (Engine engine = engine(workspace)) {
                assertThat(finished(run(engine, "fails")).casePath()).isEqualTo(job.toString());
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
    }

    @Nested
    class SingleActions {

        private RunReply call(String action, List<GivenInputs.Text> inputs, @Nullable String baseUrl) {
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
            assertThat(problem.message()).isEqualTo("There is no action 'flow.slep'");
            assertThat(suggestions(problem)).contains("flow.sleep");
        }

        private Problem refusedFor(String credentialSchema, Map<String, String> credential) throws IOException {
            Path module = Files.createDirectories(workspace.resolve("modules/shop"));
            Files.writeString(module.resolve("module.json"), """
                    {"name": "shop", "version": "1.0.0", "actions": {"buy": {"description": "Buys.", "effect": "write",
                      "input": {"type": "object"}%s, "request": {"method": "GET", "path": "/buy"}}}}
                    """.formatted(credentialSchema));
            try (Engine engine = engine(workspace)) {
                ActionRequest request =
                        new ActionRequest("shop.buy", GivenInputs.NONE, "http://127.0.0.1:1", Map.of(), credential);
                return refused(engine.runAction(request, _ -> {}, new Cancellation()));
            }
        }

        @Test
        void credentialsAreSpokenOfAsTheOptionsThatPassThem() throws IOException {
            String key = ", \"credential\": {\"type\": \"object\", \"required\": [\"key\"],"
                    + " \"properties\": {\"key\": {\"type\": \"string\"}}}";
            Issue none = refusedFor(key, Map.of()).issues().getFirst();
            assertThat(none.expected()).isEqualTo("--credential key=<ENV>");
            assertThat(none.actual()).isEqualTo("no --credential");

            Issue unset =
                    refusedFor(key, Map.of("key", "NOT_SET_ANYWHERE")).issues().getFirst();
            assertThat(unset.message())
                    .isEqualTo("Missing required environment variable 'NOT_SET_ANYWHERE' for --credential key");
            assertThat(unset.attributes().has("profile")).isFalse();

            environment.put("TOKEN", "t");
            Issue other = refusedFor(key, Map.of("token", "TOKEN")).issues().getFirst();
            assertThat(other.message()).startsWith("--credential lacks the field 'key'");

            Issue unwanted = refusedFor("", Map.of("key", "TOKEN")).issues().getFirst();
            assertThat(unwanted.suggestions()).containsExactly("leave out --credential");
        }

        @Test
        void aMissingBaseUrlIsAnOption() {
            Issue issue = refused(call("http.request", List.of(new GivenInputs.Text("path", "/a")), null))
                    .issues()
                    .getFirst();
            assertThat(issue.expected()).isEqualTo("--base-url <URL>");
            assertThat(issue.message()).doesNotContain("Step", "job");
        }

        @Test
        void headersOfARequestGoToAnAbsoluteUrlToo() throws IOException {
            try (DemoApi api = DemoApi.start(0)) {
                RunReply.Finished finished = finished(call(
                        "http.request",
                        List.of(
                                new GivenInputs.Text("url", api.baseUri() + "/echo"),
                                new GivenInputs.Text("headers", "{\"X-Client\": \"other\", \"x-more\": \"kept\"}")),
                        null));
                String response = Json.compact(java.util.Objects.requireNonNull(
                        finished.result().steps().getFirst().outcome().output().response()));
                assertThat(response).contains("test ${env.HOME}", "kept").doesNotContain("other");
            }
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
