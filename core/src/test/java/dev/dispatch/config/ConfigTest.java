package dev.dispatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.auth.HttpAuth;
import dev.dispatch.expression.SystemGenerator;
import dev.dispatch.http.HttpHeader;
import dev.dispatch.policy.Denial;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullMarked
class ConfigTest {

    private static final String SECRET = "s3cr3t-value-of-a-token";

    @TempDir
    Path folder = Path.of("");

    private final Map<String, String> environment = new HashMap<>();
    private Optional<Path> policy = Optional.empty();

    private Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text.replace('\'', '"'));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Config.Loading load(String... texts) {
        List<Path> files = new ArrayList<>();
        for (String text : texts) {
            files.add(write((files.isEmpty() ? "user" : "project" + files.size()) + ".json", text));
        }
        return Config.load(new ConfigFiles(files, policy), environment, new SystemGenerator(InstantSource.system()));
    }

    private Config loaded(String... texts) {
        return switch (load(texts)) {
            case Config.Loading.Loaded(Config config) -> config;
            case Config.Loading.Invalid(List<Issue> issues) -> throw new AssertionError(issues.toString());
        };
    }

    private List<Issue> issues(String... texts) {
        return switch (load(texts)) {
            case Config.Loading.Loaded(Config config) -> throw new AssertionError(config.toString());
            case Config.Loading.Invalid(List<Issue> issues) -> issues;
        };
    }

    @Test
    void everyMemberIsRead() {
        environment.put("REGISTRY_TOKEN", SECRET);
        Config config = loaded("""
                {'$schema': 'https://example.com/s.json', 'x-note': {'a': 1},
                 'registry': {'url': 'https://registry.example.com/npm', 'scope': 'acme', 'authToken': '${env.REGISTRY_TOKEN}'},
                 'modules': {'payments': {'repo': 'acme/payments', 'version': '^1.0.0'}},
                 'policy': {'methods': ['GET']},
                 'http': {'baseUrl': 'https://api.example.com/v1', 'defaultHeaders': {'X-Client': 'dispatch'}, 'timeout': '5s',
                  'auth': {'type': 'bearer', 'token': '${env.REGISTRY_TOKEN}'}}}
                """);
        assertThat(config.registry())
                .contains(new Registry(
                        "https://registry.example.com/npm",
                        Optional.of("@acme"),
                        Optional.of(SECRET),
                        folder.resolve("user.json").toString()));
        assertThat(config.modules())
                .isEqualTo(Map.of("payments", new ModuleSource("acme/payments", Optional.of("^1.0.0"))));
        assertThat(config.policies().method("POST").map(Denial::rule)).contains("methods");
        assertThat(config.http())
                .containsExactly(new HttpDefaults(
                        folder.resolve("user.json").toString(),
                        Optional.of("https://api.example.com/v1"),
                        List.of(new HttpHeader("X-Client", "dispatch")),
                        Optional.of(Duration.ofSeconds(5)),
                        Optional.of(new HttpAuth.Bearer(SECRET)),
                        Optional.empty(),
                        Optional.empty()));
        assertThat(config.secrets()).contains(SECRET);
        assertThat(config.toString()).doesNotContain(SECRET);
    }

    @Test
    void noIssueOfAuthRepeatsAValueOfIt() {
        for (String auth : List.of(
                "{'type': 'bearer', 'token': ['" + SECRET + "']}",
                "{'type': 'bearer', 'token': '" + SECRET + "${env.X'}",
                "{'type': 'basic', 'username': 'u:v', 'password': '" + SECRET + "'}",
                "{'type': 'api-key', 'name': 'k', 'value': '" + SECRET + "', 'in': 'cookie'}",
                "['" + SECRET + "']",
                "'" + SECRET + "'")) {
            assertThat(issues("{'http': {'baseUrl': 'https://a.example', 'auth': " + auth + "}}"))
                    .as(auth)
                    .isNotEmpty()
                    .allSatisfy(issue -> assertThat(issue.toString()).doesNotContain(SECRET));
        }
    }

    @Test
    void theProjectWinsOverTheUser() {
        Config config = loaded("""
                {'modules': {'a': {'repo': 'user/a'}, 'b': {'repo': 'user/b'}},
                 'registry': {'url': 'https://user.example', 'scope': '@user'}}
                """, """
                {'modules': {'a': {'repo': 'project/a'}}, 'registry': {'scope': '@project'}}
                """);
        assertThat(config.modules().get("a")).isEqualTo(new ModuleSource("project/a", Optional.empty()));
        assertThat(config.modules().get("b")).isEqualTo(new ModuleSource("user/b", Optional.empty()));
        assertThat(config.registry().orElseThrow().scope()).contains("@project");
        assertThat(config.registry().orElseThrow().url()).isEqualTo("https://user.example");
    }

    @Test
    void aTokenNeverMeetsTheUrlOfAnotherFile() {
        String user = "{'registry': {'url': 'https://user.example', 'authToken': '" + SECRET + "'}}";
        Registry registry = loaded(user, "{'registry': {'url': 'https://project.example'}}")
                .registry()
                .orElseThrow();
        assertThat(registry.url()).isEqualTo("https://project.example");
        assertThat(registry.token()).isEmpty();
        assertThat(issues(user, "{'registry': {'authToken': 'x'}}"))
                .extracting(Issue::message)
                .containsExactly("'authToken' is only sent to the 'url' of the same file, which has none");
    }

    @Test
    void theFindingsOfAllFilesComeTogetherEachWithItsFile() {
        policy = Optional.of(folder.resolve("gone.json"));
        List<Issue> issues = issues("{'htp': {}}", "{'http': 1, 'modules': {'a': {}}}", "{");
        assertThat(issues)
                .extracting(Issue::code)
                .containsExactlyInAnyOrder(
                        IssueCode.INVALID_CONFIG,
                        IssueCode.INVALID_CONFIG,
                        IssueCode.UNKNOWN_FIELD,
                        IssueCode.INVALID_CONFIG,
                        IssueCode.INVALID_CONFIG);
        assertThat(issues)
                .extracting(issue -> Path.of(issue.attributes().path("file").asString())
                        .getFileName()
                        .toString())
                .containsExactlyInAnyOrder("gone.json", "project2.json", "user.json", "project1.json", "project1.json");
        assertThat(issues.stream()
                        .filter(issue -> issue.code() == IssueCode.UNKNOWN_FIELD)
                        .findFirst()
                        .orElseThrow()
                        .suggestions())
                .containsExactly("http");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[] | INVALID_CONFIG |",
                "{'http': {'baseUrl': 'ftp://x'}} | INVALID_CONFIG | /http/baseUrl",
                "{'http': {'baseUrl': 'https://user:pw@x.example'}} | INVALID_CONFIG | /http/baseUrl",
                "{'http': {'baseUrl': ''}} | INVALID_CONFIG | /http/baseUrl",
                "{'http': {'timeout': 'soon'}} | INVALID_CONFIG | /http/timeout",
                "{'http': {'timeout': 5}} | INVALID_CONFIG | /http/timeout",
                "{'http': {'proxy': 'ftp://x'}} | INVALID_CONFIG | /http/proxy",
                "{'http': {'defaultHeaders': {'a': 'b'}}} | INVALID_CONFIG | /http/defaultHeaders",
                "{'http': {'baseUrl': 'http://x', 'defaultHeaders': {'a b': 'c'}}} | INVALID_CONFIG | /http/defaultHeaders/a b",
                "{'http': {'baseUrl': '${env.GONE}'}} | MISSING_ENV | /http/baseUrl",
                "{'http': {'baseUrl': '${input.x}'}} | INVALID_INTERPOLATION | /http/baseUrl",
                "{'http': {'baseUrl': '${env.GONE'}} | MALFORMED_INTERPOLATION | /http/baseUrl",
                "{'registry': {'url': 'registry'}} | INVALID_CONFIG | /registry/url",
                "{'registry': {'scope': 'A B'}} | INVALID_CONFIG | /registry/scope",
                "{'registry': {'token': 'x'}} | UNKNOWN_FIELD | /registry/token",
                "{'modules': {'A!': {'repo': 'a'}}} | INVALID_CONFIG | /modules/A!",
                "{'modules': {'a': 'a'}} | INVALID_CONFIG | /modules/a",
                "{'policy': {'allow': []}} | UNKNOWN_FIELD | /policy/allow",
                "{'policy': []} | INVALID_CONFIG | /policy",
                "{'policy': {}, 'policy': {}} | DUPLICATE_MEMBER | /policy",
            })
    void whatCannotBeUsedIsAnIssueAtItsPlace(String text, String code, String pointer) {
        List<Issue> issues = issues(text);
        assertThat(issues).extracting(issue -> issue.code().name()).contains(code);
        Issue issue = issues.stream()
                .filter(each -> each.code().name().equals(code))
                .findFirst()
                .orElseThrow();
        assertThat(issue.pointer().text()).isEqualTo(pointer == null ? "" : pointer);
        assertThat(issue.position()).isNotNull();
        assertThat(issue.attributes().has("file")).isTrue();
    }

    @Test
    void aMissingVariableIsNamed() {
        assertThat(issues("{'registry': {'url': 'https://x.example', 'authToken': '${env.NPM_TOKEN}'}}"))
                .singleElement()
                .satisfies(issue -> {
                    assertThat(issue.message()).contains("'NPM_TOKEN'");
                    assertThat(issue.suggestions()).containsExactly("export NPM_TOKEN=<value>");
                });
    }

    @Test
    void noFindingRepeatsASecret() {
        environment.put("API_TOKEN", SECRET);
        for (String text : List.of(
                "{'registry': {'url': 'https://x.example', 'authToken': ['" + SECRET + "']}}",
                "{'registry': {'url': 'https://x.example', 'authToken': '" + SECRET + "${env.X'}}",
                "{'registry': [{'authToken': '" + SECRET + "'}]}",
                "{'registry': '" + SECRET + "'}",
                "{'registry': {'authToken': '" + SECRET + "'}}",
                "{'http': {'baseUrl': 'https://x.example/?k=${env.API_TOKEN}'}}",
                "{'http': {'baseUrl': 'nothing:${env.API_TOKEN}'}}",
                "{'http': {'timeout': '${env.API_TOKEN}'}}",
                "{'http': {'baseUrl': 'https://x.example', 'defaultHeaders': {'Authorization': {'a': '" + SECRET
                        + "'}}}}",
                "{'http': {'baseUrl': 'https://x.example', 'defaultHeaders': {'X-Key': '" + SECRET + "\\n'}}}",
                "{'http': {'baseUrl': 'https://x.example', 'defaultHeaders': {'X-Note': '${env.API_TOKEN}\\n'}}}",
                "{'http': {'baseUrl': 'https://x.example', 'defaultHeaders': {'X-Note': '${int(env.API_TOKEN)}'}}}",
                "{'http': {'defaultHeaders': {'Cookie': '" + SECRET + "'}}}")) {
            assertThat(issues(text))
                    .as(text)
                    .isNotEmpty()
                    .allSatisfy(issue -> assertThat(issue.toJson().toString()).doesNotContain(SECRET));
        }
    }

    @Test
    void aTokenWithoutItsQuotesIsNotRepeated() {
        assertThat(issues("{'registry': {'url': 'https://x.example', 'authToken': sk_live_4eC39Hq}}"))
                .singleElement()
                .satisfies(issue -> assertThat(issue.message()).isEqualTo("The file is not JSON: expected a value"));
    }

    @Test
    void whatIsSecretInAFileIsASecretOfTheRun() {
        environment.put("API_TOKEN", "value-of-a-variable");
        environment.put("API_HOST", "x.example");
        assertThat(loaded("""
                        {'http': {'baseUrl': 'https://${env.API_HOST}', 'defaultHeaders': {
                           'Authorization': 'Bearer written-in-the-file', 'X-Note': '${env.API_TOKEN}', 'X-Plain': 'plain'}}}
                        """).secrets())
                .contains("Bearer written-in-the-file", "written-in-the-file", "value-of-a-variable")
                .doesNotContain("plain", "x.example", "https://x.example");
    }

    @Test
    void aVariableInAnyTextIsNotShown() {
        environment.put("API_TOKEN", SECRET);
        Config config = loaded("""
                {'registry': {'url': 'https://${env.API_TOKEN}.example'},
                 'modules': {'shop': {'repo': 'acme/${env.API_TOKEN}', 'version': '${env.API_TOKEN}'}}}""");
        assertThat(config.secrets()).contains(SECRET);
        assertThat(config.toString()).contains("shop").doesNotContain(SECRET);
    }

    @Test
    void aPolicySaysWhichVariablesMayGoToTheNetwork() {
        environment.put("AWS_KEY", SECRET);
        policy = Optional.of(write("policy.json", "{'env': ['API_*'], 'x-owner': 'ops'}"));
        List<Issue> issues = issues(
                "{}",
                "{'http': {'baseUrl': 'https://x.example', 'defaultHeaders': {'X-Note': '${env.AWS_KEY:-none}'}}}");
        assertThat(issues).singleElement().satisfies(issue -> {
            assertThat(issue.code()).isEqualTo(IssueCode.POLICY_DENIED);
            assertThat(issue.attributes().path("rule").asString()).isEqualTo("env");
            assertThat(issue.message()).contains("policy.json");
        });
    }

    @Test
    void aRegistryIsNotToldAVariableThatThePolicyKeeps() {
        policy = Optional.of(write("policy.json", "{'env': ['API_*']}"));
        environment.put("CLOUD_KEY", SECRET);
        assertThat(issues("{'registry': {'url': 'https://packages.example.org/${env.CLOUD_KEY}',"
                        + " 'authToken': '${env.CLOUD_KEY}'}}"))
                .hasSize(2)
                .allSatisfy(issue -> assertThat(issue.code()).isEqualTo(IssueCode.POLICY_DENIED))
                .noneSatisfy(issue -> assertThat(issue.toString()).contains(SECRET));
    }

    @Test
    void theFileOfThePolicyIsThePolicyItself() {
        policy = Optional.of(write("policy.json", "{'policy': {'methods': ['GET']}}"));
        assertThat(issues()).extracting(Issue::code).containsExactly(IssueCode.UNKNOWN_FIELD);
        policy = Optional.of(write("policy.json", "{'methods': ['GET']}"));
        assertThat(loaded().policies().method("PUT").map(Denial::file))
                .contains(folder.resolve("policy.json").toString());
    }

    @Test
    void whatIsNoTextOrTooLargeIsSaid() throws IOException {
        Path file = folder.resolve("policy.json");
        policy = Optional.of(file);
        Files.write(file, new byte[] {'"', (byte) 0xff, '"'});
        assertThat(issues().getFirst().message()).isEqualTo("The file is not text in UTF-8");
        Files.write(file, " ".repeat(1024 * 1024 + 1).getBytes(StandardCharsets.UTF_8));
        assertThat(issues().getFirst().message()).contains("larger than 1 MiB");
        Files.delete(file);
        Files.createDirectory(file);
        assertThat(issues().getFirst().message()).startsWith("The file cannot be read: ");
    }
}
