package dev.dispatch.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.dispatch.expression.SystemGenerator;
import dev.dispatch.json.Json;
import dev.dispatch.plan.GivenInputs;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import dev.dispatch.run.RunResult;
import dev.dispatch.run.RunStatus;
import dev.dispatch.run.StepFailure;
import dev.dispatch.time.Cancellation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What files of configuration and policies do to a run; the server counts what was sent. */
@NullMarked
class ConfigurationTest {

    private static final String SECRET = "s3cr3t-of-the-user";

    private record Seen(String method, String path, String authorization, String note) {}

    @TempDir
    Path folder = Path.of("");

    private final Map<String, String> environment = new HashMap<>();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private Path workspace = Path.of("");
    private Path home = Path.of("");
    private HttpServer server = serve();

    @BeforeEach
    void makeAWorkspace() throws IOException {
        workspace = Files.createDirectories(folder.resolve("project"));
        home = Files.createDirectories(folder.resolve("home"));
        Files.createDirectories(workspace.resolve("modules"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private HttpServer serve() {
        try {
            HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            made.createContext("/", exchange -> {
                seen.add(new Seen(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().getPath(),
                        String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                        String.valueOf(exchange.getRequestHeaders().getFirst("X-Note"))));
                byte[] answer = "{\"ok\":true}".getBytes(StandardCharsets.UTF_8);
                if (exchange.getRequestURI().getPath().equals("/away")) {
                    exchange.getResponseHeaders().add("Location", "http://localhost:" + port() + "/landed");
                    exchange.sendResponseHeaders(302, -1);
                } else {
                    exchange.sendResponseHeaders(200, answer.length);
                    exchange.getResponseBody().write(answer);
                }
                exchange.close();
            });
            made.start();
            return made;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private String url() {
        return "http://127.0.0.1:" + port();
    }

    private Path write(Path file, String text) {
        try {
            Files.createDirectories(file.resolveSibling("."));
            return Files.writeString(file, text.replace('\'', '"').replace("URL", url()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void project(String text) {
        write(workspace.resolve("dispatch.config.json"), text);
    }

    private void user(String text) {
        write(home.resolve("config.json"), text);
    }

    private void policy(String text) {
        environment.put(
                "DISPATCH_POLICY", write(folder.resolve("policy.json"), text).toString());
    }

    private Engine engine() {
        InstantSource clock = InstantSource.system();
        return Engine.open(new EngineSettings(
                "0.1.0",
                home,
                workspace,
                environment,
                Optional.empty(),
                clock,
                new Random(1),
                new SystemGenerator(clock)));
    }

    private RunReply run(String job) {
        Path file = write(workspace.resolve("t.job.seed.json"), job);
        try (Engine engine = engine()) {
            return engine.run(new JobRequest(file.toString(), GivenInputs.NONE), _ -> {}, new Cancellation());
        }
    }

    private static String steps(String steps, String... members) {
        return "{'schemaVersion': 1, 'jobType': 't', "
                + Stream.of(members).map(member -> member + ", ").reduce("", String::concat)
                + "'scenario': {'steps': [" + steps + "]}}";
    }

    private static String get(String url) {
        return "{'id': 's', 'action': 'http.request', 'payload': {'url': '" + url + "'}}";
    }

    private static RunResult finished(RunReply reply) {
        assertThat(reply).isInstanceOf(RunReply.Finished.class);
        return ((RunReply.Finished) reply).result();
    }

    private static Problem refused(RunReply reply) {
        assertThat(reply).isInstanceOf(RunReply.Refused.class);
        return ((RunReply.Refused) reply).problem();
    }

    private static void assertDenied(RunReply reply, String rule, String pointer) {
        Problem problem = refused(reply);
        assertThat(problem.code()).isEqualTo(ProblemCode.POLICY_DENIED);
        assertThat(problem.issues()).singleElement().satisfies(issue -> {
            assertThat(issue.code()).isEqualTo(IssueCode.POLICY_DENIED);
            assertThat(issue.attributes().path("rule").asString()).isEqualTo(rule);
            assertThat(issue.attributes().path("file").asString()).endsWith("policy.json");
            assertThat(issue.pointer().text()).isEqualTo(pointer);
            assertThat(issue.position()).isNotNull();
        });
    }

    private static void assertDeniedInTheRun(RunReply reply, String rule) {
        RunResult result = finished(reply);
        assertThat(result.status()).isEqualTo(RunStatus.FAILED);
        StepFailure cause = Optional.ofNullable(result.failure())
                .map(RunResult.RunFailure::cause)
                .orElseThrow();
        assertThat(cause.code()).isEqualTo(ProblemCode.POLICY_DENIED);
        assertThat(cause.reason()).isEqualTo("POLICY_DENIED");
        assertThat(cause.message()).contains("rule " + rule, "policy.json");
        assertThat(cause.issues()).singleElement().satisfies(issue -> {
            assertThat(issue.attributes().path("rule").asString()).isEqualTo(rule);
            assertThat(issue.attributes().path("file").asString()).endsWith("policy.json");
        });
    }

    @Test
    void defaultsOfTheConfigurationLieUnderEverythingElse() {
        user("{'http': {'baseUrl': 'URL/user', 'defaultHeaders': {'Authorization': 'Bearer " + SECRET
                + "', 'X-Note': 'user'}, 'timeout': '9s'}}");
        assertThat(finished(run(steps("{'action': 'http.request', 'payload': {'path': '/a'}}")))
                        .status())
                .isEqualTo(RunStatus.SUCCESS);
        assertThat(seen).containsExactly(new Seen("GET", "/user/a", "Bearer " + SECRET, "user"));
        seen.clear();
        finished(run(steps(
                "{'action': 'http.request', 'payload': {'path': '/a'}}",
                "'http': {'baseUrl': 'URL/job', 'defaultHeaders': {'x-note': 'job'}}")));
        assertThat(seen).containsExactly(new Seen("GET", "/job/a", "Bearer " + SECRET, "job"));
        seen.clear();
        project("{'http': {'baseUrl': 'URL/project'}}");
        finished(run(steps("{'action': 'http.request', 'payload': {'path': '/a', 'headers': {'x-note': 'step'}}}")));
        assertThat(seen).containsExactly(new Seen("GET", "/project/a", "Bearer " + SECRET, "step"));
    }

    @Test
    void headersOfAFileGoOnlyToTheOriginOfItsOwnBaseUrl() {
        user("{'http': {'baseUrl': 'http://localhost:" + port() + "', 'defaultHeaders': {'Authorization': '" + SECRET
                + "'}}}");
        project("{'http': {'baseUrl': 'URL', 'defaultHeaders': {'X-Note': 'project'}}}");
        finished(run(steps("{'action': 'http.request', 'payload': {'path': '/a'}}," + "{'action': 'http.request',"
                + " 'payload': {'url': 'http://localhost:" + port() + "/b'}}")));
        assertThat(seen)
                .containsExactly(new Seen("GET", "/a", "null", "project"), new Seen("GET", "/b", SECRET, "null"));
    }

    @Test
    void authOfAFileGoesOnlyToTheOriginOfItsOwnBaseUrlAndLosesToTheJobs() throws IOException {
        user("{'http': {'baseUrl': 'http://localhost:" + port() + "', 'auth': {'type': 'bearer', 'token': '" + SECRET
                + "'}}}");
        project("{'http': {'baseUrl': 'URL', 'auth': {'type': 'bearer', 'token': '${env.PROJECT_KEY}'}}}");
        environment.put("PROJECT_KEY", "k-of-the-project");
        RunReply reply = run(steps("{'action': 'http.request', 'payload': {'path': '/a'}},"
                + "{'action': 'http.request'," + " 'payload': {'url': 'http://localhost:" + port() + "/b'}}"));
        assertThat(seen)
                .containsExactly(
                        new Seen("GET", "/a", "Bearer k-of-the-project", "null"),
                        new Seen("GET", "/b", "Bearer " + SECRET, "null"));
        assertNowhere(reply, SECRET, "k-of-the-project");
        seen.clear();
        finished(run(steps(
                "{'action': 'http.request', 'payload': {'path': '/a'}}",
                "'http': {'baseUrl': 'URL', 'auth': {'type': 'bearer', 'token': 'of-the-job'}}")));
        finished(run(steps(
                "{'action': 'http.request', 'payload': {'path': '/a'}}",
                "'http': {'baseUrl': 'URL', 'auth': 'none'}")));
        assertThat(seen)
                .containsExactly(
                        new Seen("GET", "/a", "Bearer of-the-job", "null"), new Seen("GET", "/a", "null", "null"));
    }

    @Test
    void aKeyThatAJobWritesItselfIsNowhereInTheRecord() throws IOException {
        RunReply reply = run(steps(
                "{'action': 'http.request', 'payload': {'path': '/a'}}",
                "'http': {'baseUrl': 'URL', 'auth': {'type': 'api-key', 'name': 'X-Note', 'value': 'wr1tten-down',"
                        + " 'in': 'header'}}"));
        assertThat(seen).containsExactly(new Seen("GET", "/a", "null", "wr1tten-down"));
        assertNowhere(reply, "wr1tten-down");
    }

    private static void assertNowhere(RunReply reply, String... secrets) throws IOException {
        assertThat(finished(reply).status()).isEqualTo(RunStatus.SUCCESS);
        try (Stream<Path> files = Files.walk(((RunReply.Finished) reply).runDir())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).as(file.toString()).doesNotContain(secrets);
            }
        }
    }

    @Test
    void theServerOfTokensIsUnderThePolicies() {
        policy("{'denyHosts': ['login.example.com']}");
        String auth = "{'type': 'oauth2-client-credentials', 'tokenUrl': 'https://login.example.com/token',"
                + " 'clientId': 'c', 'clientSecret': 's'}";
        assertDenied(
                run(steps(
                        "{'action': 'http.request', 'payload': {'path': '/a'}}",
                        "'http': {'baseUrl': 'URL', 'auth': " + auth + "}")),
                "denyHosts",
                "/http/auth/tokenUrl");
        assertDenied(
                run(steps("{'action': 'http.request', 'payload': {'url': 'URL/a', 'auth': " + auth + "}}")),
                "denyHosts",
                "/scenario/steps/0/payload/auth/tokenUrl");
        assertThat(seen).isEmpty();
    }

    @Test
    void aSecretOfAFileIsNowhereInTheRecord() throws IOException {
        user("{'registry': {'url': 'https://registry.example', 'authToken': '" + SECRET + "'}, 'http': {'baseUrl':"
                + " 'URL', 'defaultHeaders': {'X-Note': '${env.NOTE_TOKEN}'}}}");
        environment.put("NOTE_TOKEN", "note-of-a-variable");
        RunReply reply = run(steps("{'action': 'http.request', 'payload': {'path': '/a', 'query': {'q': '" + SECRET
                + " note-of-a-variable'}}}"));
        assertThat(finished(reply).status()).isEqualTo(RunStatus.SUCCESS);
        assertThat(seen).containsExactly(new Seen("GET", "/a", "null", "note-of-a-variable"));
        try (Stream<Path> files = Files.walk(((RunReply.Finished) reply).runDir())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).as(file.toString()).doesNotContain(SECRET, "note-of-a-variable");
            }
        }
    }

    @Test
    void nothingRunsWhileAFileIsNotValidAndEveryFindingIsNamed() {
        user("{'htp': {}}");
        project("{'http': {'timeout': 'soon'}}");
        environment.put("DISPATCH_POLICY", "gone.json");
        ProblemException thrown = catchThrowableOfType(ProblemException.class, () -> run(steps(get("URL/a"))));
        assertThat(thrown.problem().code()).isEqualTo(ProblemCode.USAGE_ERROR);
        assertThat(thrown.problem().message()).isEqualTo("the configuration is not valid");
        assertThat(thrown.problem().issues())
                .extracting(Issue::code)
                .containsExactlyInAnyOrder(IssueCode.INVALID_CONFIG, IssueCode.UNKNOWN_FIELD, IssueCode.INVALID_CONFIG);
        assertThat(seen).isEmpty();
        try (Engine engine = engine()) {
            assertThat(engine.modules().modules()).isNotEmpty();
            assertThat(engine.runs().root()).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gone.json", "."})
    void aPolicyThatCannotBeReadStopsEverything(String file) {
        environment.put("DISPATCH_POLICY", file);
        ProblemException thrown = catchThrowableOfType(ProblemException.class, () -> run(steps(get("URL/a"))));
        assertThat(thrown.problem().issues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.code()).isEqualTo(IssueCode.INVALID_CONFIG));
        assertThat(seen).isEmpty();
    }

    @Test
    void aLinkThatLeadsNowhereIsNotPassedOver() throws IOException {
        Files.createSymbolicLink(workspace.resolve("dispatch.config.json"), folder.resolve("gone"));
        assertThat(catchThrowableOfType(ProblemException.class, () -> run(steps(get("URL/a"))))
                        .problem()
                        .message())
                .isEqualTo("the configuration is not valid");
    }

    @Test
    void whatIsKnownBeforeTheRunIsAnIssueAtItsPlace() {
        policy("{'allowHosts': ['api.example.com']}");
        assertDenied(run(steps(get("URL/a"))), "allowHosts", "/scenario/steps/0/payload/url");
        assertDenied(
                run(steps(
                        "{'action': 'http.request', 'payload': {'path': '/a'}},"
                                + " {'action': 'http.request', 'payload': {'path': '/b'}}",
                        "'http': {'baseUrl': 'URL'}")),
                "allowHosts",
                "/http/baseUrl");
        policy("{'methods': ['GET']}");
        assertDenied(
                run(steps("{'action': 'http.request', 'payload': {'method': 'delete', 'url': 'URL'}}")),
                "methods",
                "/scenario/steps/0/payload/method");
        policy("{'effects': ['read']}");
        assertDenied(
                run(steps("{'action': 'http.request', 'payload': {'method': 'POST', 'url': 'URL'}}")),
                "effects",
                "/scenario/steps/0/action");
        assertDenied(
                run(steps("{'action': 'memory.store', 'payload': {'namespace': 'n', 'key': 'k', 'value': 1}}")),
                "effects",
                "/scenario/steps/0/action");
        policy("{'privateAddresses': 'deny'}");
        assertDenied(run(steps(get("URL/a"))), "privateAddresses", "/scenario/steps/0/payload/url");
        assertThat(seen).isEmpty();
        policy("{'effects': ['read'], 'methods': ['GET'], 'allowHosts': ['127.0.0.1']}");
        assertThat(finished(run(steps(get("URL/a")))).status()).isEqualTo(RunStatus.SUCCESS);
        assertThat(seen).hasSize(1);
    }

    @Test
    void variablesThatJobsMayNotReadAreIssuesWhereTheyAreNamed() {
        policy("{'env': ['API_*']}");
        environment.put("HIDDEN", "h");
        assertDenied(
                run(steps("{'action': 'flow.log', 'payload': {'message': '${env.HIDDEN:-none}'}}")),
                "env",
                "/scenario/steps/0/payload/message");
        assertDenied(
                run(steps(
                        "{'action': 'flow.log', 'payload': {'message': '${credential.p.key}'}}",
                        "'credentials': {'p': {'fromEnv': {'key': 'HIDDEN'}}}")),
                "env",
                "/credentials/p/fromEnv/key");
        assertDenied(
                run(steps("{'action': 'flow.log', 'payload': {'message': '${env.NOT_SET}'}}")),
                "env",
                "/scenario/steps/0/payload/message");
        environment.put("API_NOTE", "n");
        assertThat(finished(run(steps("{'action': 'flow.log', 'payload': {'message': '${env.API_NOTE}'}}")))
                        .status())
                .isEqualTo(RunStatus.SUCCESS);
    }

    @Test
    void storedDefaultsReadNoVariablesThatJobsMayNotRead() {
        policy("{'env': ['API_*']}");
        environment.put("HIDDEN", "h");
        write(home.resolve("action-defaults.json"), "{'flow.log': {'message': '${env.HIDDEN:-none}'}}");
        Problem problem = refused(run(steps("{'action': 'flow.log'}")));
        assertThat(problem.code()).isEqualTo(ProblemCode.POLICY_DENIED);
        assertThat(problem.issues()).singleElement().satisfies(issue -> {
            assertThat(issue.attributes().path("rule").asString()).isEqualTo("env");
            assertThat(issue.message()).contains("policy.json", "stored defaults of flow.log");
        });
    }

    @Test
    void aModuleIsHeldAgainstThePolicyLikeTheJob() {
        write(workspace.resolve("modules/shop/module.json"), """
                {'name': 'shop', 'version': '1.0.0', 'http': {'baseUrl': 'URL', 'defaultHeaders': {'X-Note': '${env.NOTE}'}},
                 'actions': {'drop': {'description': 'd', 'request': {'method': 'DELETE', 'path': '/x'}},
                             'list': {'description': 'l', 'effect': 'read', 'request': {'method': 'GET', 'path': '/x'}}}}
                """);
        environment.put("NOTE", "n");
        String list = steps("{'action': 'shop.list'}");
        policy("{'allowHosts': []}");
        assertDenied(run(list), "allowHosts", "/scenario/steps/0/action");
        policy("{'env': []}");
        assertDenied(run(list), "env", "/scenario/steps/0/action");
        policy("{'effects': ['read', 'write']}");
        assertDenied(run(steps("{'action': 'shop.drop'}")), "effects", "/scenario/steps/0/action");
        assertThat(finished(run(list)).status()).isEqualTo(RunStatus.SUCCESS);
        policy("{'methods': ['GET']}");
        assertDenied(run(steps("{'action': 'shop.drop'}")), "methods", "/scenario/steps/0/action");
        assertThat(seen).hasSize(1);
    }

    @Test
    void aModuleWithCodeIsNotLoadedWhereThePolicySaysSo() {
        write(
                workspace.resolve("modules/code/module.json"),
                "{'name': 'code', 'version': '1.0.0', 'entry': 'index.mjs'}");
        policy("{'codeModules': 'deny'}");
        assertDenied(run(steps("{'action': 'code.run'}")), "codeModules", "/scenario/steps/0/action");
        try (Engine engine = engine()) {
            assertThat(engine.modules().broken())
                    .singleElement()
                    .satisfies(broken -> assertThat(broken.cause()).contains("rule codeModules"));
        }
    }

    @Test
    void whatIsOnlyKnownInTheRunIsDeniedBeforeItIsSent() {
        String ask = "{'id': 'ask', 'action': 'http.request', 'payload': {'url': 'URL/ask'}},";
        policy("{'allowHosts': ['127.0.0.1']}");
        assertDeniedInTheRun(
                run(steps(
                        ask + get("http://${first(step.ask.response.body.none, \\\"localhost\\\")}:" + port() + "/x"))),
                "allowHosts");
        assertDeniedInTheRun(run(steps(get("URL/away"))), "allowHosts");
        policy("{'methods': ['GET']}");
        String method = "{'id': 's', 'action': 'http.request', 'payload': {'method':"
                + " '${first(step.ask.response.body.none, \\\"DELETE\\\")}', 'url': 'URL/x'}}";
        assertDeniedInTheRun(run(steps(ask + method)), "methods");
        policy("{'effects': ['read']}");
        assertDeniedInTheRun(run(steps(ask + method)), "effects");
        assertThat(seen).extracting(Seen::path).containsExactly("/ask", "/away", "/ask", "/ask");
    }

    @Test
    void aPollDoesNotTryAgainWhatIsDenied() {
        policy("{'allowHosts': ['127.0.0.1']}");
        assertDeniedInTheRun(run(steps("""
                {'id': 'poll', 'action': 'flow.poll', 'payload': {'action': 'http.request', 'payload': {'url': 'URL/away'},
                  'conditions': {'path': '$.status', 'op': 'eq', 'value': 1}}}
                """)), "allowHosts");
        assertThat(seen).hasSize(1);
        assertDenied(run(steps("""
                {'id': 'poll', 'action': 'flow.poll', 'payload': {'action': 'http.request', 'payload': {'url': 'http://localhost/'},
                  'conditions': {'path': '$.status', 'op': 'eq', 'value': 1}}}
                """)), "allowHosts", "/scenario/steps/0/payload/payload/url");
    }

    @Test
    void aSingleActionIsHeldAgainstThePolicyToo() {
        policy("{'allowHosts': ['api.example.com']}");
        try (Engine engine = engine()) {
            Problem problem = refused(engine.runAction(
                    new ActionRequest(
                            "http.request",
                            new GivenInputs(List.of(new GivenInputs.Text("url", url())), Json.object()),
                            null,
                            Map.of(),
                            Map.of()),
                    _ -> {},
                    new Cancellation()));
            assertThat(problem.code()).isEqualTo(ProblemCode.POLICY_DENIED);
        }
        assertThat(seen).isEmpty();
    }

    @Test
    void thePolicyOfTheProjectThatTheJobFileIsInAppliesToo() {
        Path other = folder.resolve("other");
        write(other.resolve("dispatch.config.json"), "{'policy': {'methods': ['POST']}}");
        Path file = write(other.resolve("t.job.case.json"), steps(get("URL/a")));
        project("{'policy': {'methods': ['GET', 'POST']}}");
        try (Engine engine = engine()) {
            Problem problem =
                    refused(engine.run(new JobRequest(file.toString(), GivenInputs.NONE), _ -> {}, new Cancellation()));
            assertThat(problem.code()).isEqualTo(ProblemCode.POLICY_DENIED);
            assertThat(problem.issues().getFirst().attributes().path("file").asString())
                    .isEqualTo(other.resolve("dispatch.config.json").toString());
        }
        assertThat(seen).isEmpty();
    }
}
