package dev.dispatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.cli.command.Arguments;
import dev.dispatch.cli.command.Request;
import dev.dispatch.demo.DemoApi;
import dev.dispatch.json.Json;
import dev.dispatch.schema.JsonSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Every document fits its closed schema, and every next command is one that the program reads. */
class JsonDocumentsTest {

    private static final String CASE = "jsonplaceholder-run-many";

    @TempDir
    private Path folder;

    private DemoApi api;
    private Terminal terminal;

    @BeforeEach
    void startTheApi() throws IOException {
        api = DemoApi.start(0);
        terminal = new Terminal(folder)
                .with("JSONPLACEHOLDER_BASE_URL", api.baseUri().toString());
    }

    @AfterEach
    void stopTheApi() {
        api.close();
    }

    @Test
    void ofAJobThatSucceeds() throws IOException {
        check(0, "job-validate", "job", "validate", "--case", CASE, "--input", "userId=2");
        JsonNode run = check(0, "job-run", "job", "run", "--case", CASE, "--input", "userId=2");
        assertThat(run.path("outputs").isEmpty()).isFalse();
        check(0, "job-assert", "job", "assert", "--run-id", "latest", "--check", "calls-count-min", "--param", "min=1");
        check(0, "job-inspect", "job", "inspect", "--run-id", "latest", "--show-curl");
        check(0, "job-inspect", "job", "inspect", "--run-id", "latest", "--step", "1");
        check(0, "job-readable", "job", "readable", "--run-id", "latest");
        check(0, "job-dump", "job", "dump", "--run-id", "latest");
        check(0, "job-dump", "job", "dump", "--run-id", "latest", "--out", "dump.json");
        check(0, "job-list", "job", "list");
        check(0, "job-latest", "job", "latest");
    }

    @Test
    void ofAJobThatFails() throws IOException {
        Files.writeString(folder.resolve("fails.job.case.json"), """
                {"schemaVersion": 1, "jobType": "fails", "scenario": {"steps": [
                  {"id": "get", "action": "jsonplaceholder.get-post", "payload": {"id": 1},
                   "expect": {"path": "$.id", "op": "eq", "value": 2}},
                  {"id": "missing", "action": "jsonplaceholder.get-post", "payload": {"id": 5000}}]}}
                """);
        JsonNode failed = check(1, "error", "job", "run", "--case", "fails.job.case.json");
        assertThat(failed.path("code").asString()).isEqualTo("ASSERTION_FAILED");
        assertThat(failed.path("message").asString()).isEqualTo("job run failed");
        assertThat(failed.path("details").path("casePath").asString())
                .isEqualTo(folder.resolve("fails.job.case.json").toString());
        JsonNode result = failed.path("details").path("result");
        assertThat(result.has("next")).isFalse();
        assertThat(result.path("failedStep").path("id").asString()).isEqualTo("get");
        assertThat(result.path("failedStepIndex").asInt()).isEqualTo(1);
        check(1, "job-assert", "job", "assert", "--run-id", "latest");
        check(0, "job-inspect", "job", "inspect", "--run-id", "latest", "--step", "get");
    }

    @Test
    void ofAnActionAlone() throws IOException {
        check(0, "run-action", "run", "jsonplaceholder.get-post", "--input", "id=1");
        JsonNode missing = check(1, "error", "run", "jsonplaceholder.get-post", "--input", "id=5000");
        assertThat(missing.path("details").has("runDir")).isTrue();
        check(0, "job-inspect", "job", "inspect", "--run-id", "latest");
        check(2, "error", "run", "jsonplaceholder.get-post", "--input", "id=one");
        check(3, "error", "run", "jsonplaceholder.get-post", "--input", "id=1", "--base-url", "http://127.0.0.1:1");
        check(4, "error", "run", "jsonplaceholder.get-pst");
    }

    @Test
    void ofWhatCanBeUsedFromHere() throws IOException {
        Files.createDirectories(folder.resolve("modules/broken"));
        Files.writeString(folder.resolve("modules/broken/module.json"), "{");
        Files.createDirectories(folder.resolve("jobs"));
        Files.writeString(folder.resolve("jobs/torn.job.case.json"), "{\"jobType\": ");
        JsonNode modules = check(0, "module-list", "module", "list");
        assertThat(modules.path("warnings")).hasSize(1);
        JsonNode module = check(0, "module-inspect", "module", "inspect", "jsonplaceholder");
        assertThat(module.path("jobs").valueStream().filter(job -> job.has("dependencies")))
                .isNotEmpty();
        check(4, "error", "module", "inspect", "jsonplaceholdr");
        JsonNode cases = check(0, "job-cases", "job", "cases");
        assertThat(cases.path("cases").get(0).path("problem").asString()).startsWith("line 1, column");
    }

    @Test
    void ofSchemas() throws IOException {
        JsonNode action =
                check(0, "schema-action", "schema", "action", "--name", "jsonplaceholder.create-post", "--print");
        assertThat(action.path("example").isObject()).isTrue();
        check(4, "error", "schema", "action", "--name", "x.y", "--print");
        check(0, "schema-expressions", "schema", "expressions", "--print");
        for (String name : List.of("case", "module")) {
            JsonNode schema = terminal.json("schema", name, "--print").json();
            assertThat(JsonSchema.compile(schema)).isInstanceOf(JsonSchema.Compiled.Ok.class);
        }
    }

    @Test
    void ofMemory() throws IOException {
        check(0, "memory-list", "memory", "list");
        terminal.run("run", "memory.store", "--input", "namespace=shop", "--input", "key=a.b", "--input", "value=null");
        JsonNode list = check(0, "memory-list", "memory", "list");
        assertThat(list.path("namespaces")).hasSize(1);
        JsonNode whole = check(0, "memory-inspect", "memory", "inspect", "--namespace", "shop");
        assertThat(Json.compact(whole.path("values"))).isEqualTo("{\"a\":{\"b\":null}}");
        JsonNode part = check(0, "memory-inspect", "memory", "inspect", "--namespace", "shop", "--prefix", "a.b");
        assertThat(Json.compact(part.path("values"))).isEqualTo("{\"a\":{\"b\":null}}");
        assertThat(Json.compact(part.path("keys"))).isEqualTo("[\"a.b\"]");
        assertThat(part.path("count").asInt()).isEqualTo(1);
        JsonNode none = check(0, "memory-inspect", "memory", "inspect", "--namespace", "shop", "--prefix", "c");
        assertThat(none.path("values").isEmpty()).isTrue();
        check(4, "error", "memory", "inspect", "--namespace", "shp");
        check(2, "error", "memory", "inspect", "--namespace", "No Such");
    }

    @Test
    void ofTheProgramItself() throws IOException {
        check(0, "version", "version");
        check(0, "version", "-V");
        check(0, "help");
        check(0, "help", "--help");
        check(0, "help", "job", "--help");
        check(0, "help", "job", "run", "--help");
        check(2, "error", "jbo");
        check(2, "error", "job", "run", "--cse", "x");
        check(2, "error", "job", "run", "--case", "x", "--input", "novalue");
        check(4, "error", "job", "run", "--case", "x");
        check(4, "error", "job", "latest");
        check(0, "job-list", "job", "list");
    }

    @Test
    void ofAnInstallationThatIsSound() throws IOException {
        assertThat(check(0, "doctor", "doctor").path("ok").asBoolean()).isTrue();
        assertThat(check(0, "self-check", "self-check").path("ok").asBoolean()).isTrue();
        check(0, "skill-version", "skill-version");
        check(0, "explain", "explain", "POLICY_DENIED");
        check(0, "explain", "explain");
    }

    @Test
    void ofAnInstallationThatIsDamaged() throws IOException {
        Path module = Files.createDirectories(folder.resolve("dist/modules/shop"));
        Files.writeString(module.resolve("module.json"), "{");
        terminal.shippedIn(folder.resolve("dist"));
        JsonNode doctor = check(1, "error", "doctor");
        assertThat(doctor.path("message").asString()).isEqualTo("doctor checks failed");
        assertThat(doctor.path("details").path("checks").size()).isGreaterThan(10);
        JsonNode selfCheck = check(1, "error", "self-check");
        assertThat(selfCheck.path("message").asString()).isEqualTo("self-check failed");
        assertThat(selfCheck.path("details").path("results").size()).isGreaterThan(8);
        JsonNode skill = check(1, "error", "skill-version");
        assertThat(skill.path("message").asString()).endsWith("SKILL.md: it is not part of this distribution");
    }

    @Test
    void ofTheDemo() throws IOException {
        JsonNode demo = check(0, "demo", "demo");
        assertThat(demo.path("overall").asString()).isEqualTo("PASS");
    }

    @Test
    void ofARunThatWouldBeRefused() throws IOException {
        Files.writeString(folder.resolve("login.job.case.json"), """
                {"schemaVersion": 1, "jobType": "login",
                 "credentials": {"p": {"fromEnv": {"key": "NOT_SET_ANYWHERE"}}},
                 "scenario": {"steps": [{"id": "a", "action": "flow.log", "payload": {"message": "${credential.p.key}"}}]}}
                """);
        Terminal.Outcome valid = terminal.json("job", "validate", "--case", "login");
        assertThat(valid.exitCode()).as(valid.out()).isZero();
        assertThat(valid.json().path("warnings")).hasSize(1);
        assertThat(valid.json().has("next")).isFalse();
        terminal.with("NOT_SET_ANYWHERE", "k");
        assertThat(check(0, "job-validate", "job", "validate", "--case", "login")
                        .path("next"))
                .hasSize(1);
    }

    @Test
    void ofWhatWasTypedWrong() throws IOException {
        terminal.run("job", "run", "--case", "flow-sleep");
        Files.writeString(folder.resolve("list.json"), "[1]");
        for (String[] wrong : new String[][] {
            {"job", "assert", "--run-id", "latest", "--check", "no-such-check"},
            {"job", "assert", "--run-id", "latest", "--param", "min=1", "--strict-params"},
            {"job", "run", "--case", "flow-sleep", "--inputs-file", "list.json"},
            {"job", "run", "--case", "flow-sleep", "--inputs-file", "nowhere.json"},
        }) {
            JsonNode next = check(2, "error", wrong).path("next");
            assertThat(next.path(0).path("command").asString())
                    .isEqualTo("dispatch " + wrong[0] + " " + wrong[1] + " --help");
        }
        check(4, "error", "job", "inspect", "--run-id", "latest", "--step", "9");
        JsonNode missing = check(4, "error", "job", "run", "--case", "flow-slep");
        assertThat(missing.path("details").path("suggestions").path(0).asString())
                .isEqualTo("flow-sleep");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'schemaVersion': 1 -> 'schemaVersion': '1'",
                "'scenario' -> 'scenrio'",
                "'flow.log' -> 'flow.lgo'",
                "'flow.log' -> 'payments.charge'",
                "'flow.log' -> 'log'",
                "'flow.log' -> 'memory.forget'",
                "'flow.log' -> 'flow.poll'",
                "'flow.log' -> 'http.request'",
                "{'message': 'm'} -> {'mesage': 'm'}",
                "{'message': 'm'} -> {'message': '${inptu.x} and ${uid()} and ${step.x.status}'}",
                "{'message': 'm'} -> {'message': '${input.name'}",
                "'id': 'a' -> 'id': 'a', 'capture': {'x': 'exports.y'}",
                "'id': 'a' -> 'id': 'a', 'expect': {'path': '$.a-b', 'op': '='}",
                "'id': 'a' -> 'id': 'a', 'credential': 'none'",
                "'id': 'a' -> 'id': 'a', 'retry': []",
                "'jobType': 't' -> 'jobType': 't', 'inputs': {'must': {'type': 'string', 'required': true}}",
                "'jobType': 't' -> 'jobType': 't', 'dependencies': {'modules': [{'name': 'flow', 'version': '^9.0.0'}]}",
                "'jobType': 't' -> 'jobType': 't', 'dependencies': {'modules': [{'name': 'flo'}]}",
                "'jobType': 't' -> 'jobType': 't', 'dependencies': {'memory': [{'namespace': 'n', 'key': 'k'}]}",
                "'jobType': 't' -> 'jobType': 't', 'dependencies': {'http': {'required': ['baseUrl']}}",
                "'jobType': 't' -> 'jobType': 't', 'http': {'baseUrl': 'x', 'timeout': '5'}",
                "'jobType': 't' -> 'jobType': 't', 'jobType': 't'",
                "'jobType': 't', -> 'jobType' 't',",
            })
    void ofAJobWithAFault(String fault) throws IOException {
        String good = "{'schemaVersion': 1, 'jobType': 't', 'scenario': {'steps': ["
                + "{'id': 'a', 'action': 'flow.log', 'payload': {'message': 'm'}}]}}";
        int arrow = fault.indexOf(" -> ");
        String bad = good.replace(fault.substring(0, arrow), fault.substring(arrow + 4));
        assertThat(bad).isNotEqualTo(good);
        Files.writeString(folder.resolve("bad.job.case.json"), bad.replace('\'', '"'));
        for (String verb : List.of("validate", "run")) {
            JsonNode refused = check(2, "error", "job", verb, "--case", "bad");
            assertThat(refused.path("details").path("issues")).isNotEmpty().allSatisfy(issue -> {
                assertThat(issue.path("line").isInt()
                                || issue.path("pointer").asString().startsWith("/inputs"))
                        .isTrue();
                assertThat(issue.path("expected").asString()).isNotEmpty();
                assertThat(issue.path("actual").isString()).isTrue();
            });
        }
    }

    private JsonNode check(int exitCode, String schema, String... arguments) throws IOException {
        Terminal.Outcome outcome = terminal.json(arguments);
        assertThat(outcome.exitCode()).as(outcome.out()).isEqualTo(exitCode);
        assertThat(outcome.err()).isEmpty();
        JsonNode document = outcome.json();
        assertThat(schema(schema).validate(document)).as(outcome.out()).isEmpty();
        document.path("next").forEach(next -> {
            List<String> words = words(next.path("command").asString());
            assertThat(words).startsWith("dispatch");
            Request request = Arguments.read(words.subList(1, words.size()));
            assertThat(request).isNotNull();
        });
        return document;
    }

    private static JsonSchema schema(String name) throws IOException {
        Path file = Terminal.ROOT.resolve("docs/reference/" + name + ".schema.json");
        return switch (JsonSchema.compile(Json.parse(Files.readString(file)))) {
            case JsonSchema.Compiled.Ok ok -> ok.schema();
            case JsonSchema.Compiled.Invalid invalid -> throw new AssertionError(name + ": " + invalid.violations());
        };
    }

    /** The words as a shell would read them, for the two ways of quoting that are in use. */
    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < command.length(); i++) {
            char c = command.charAt(i);
            if (c == '\'') {
                quoted = !quoted;
            } else if (c == '\\' && !quoted) {
                word.append(command.charAt(++i));
            } else if (c == ' ' && !quoted) {
                words.add(word.toString());
                word.setLength(0);
            } else {
                word.append(c);
            }
        }
        words.add(word.toString());
        return words;
    }
}
