package dev.dispatch.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.cli.Terminal;
import dev.dispatch.demo.DemoApi;
import dev.dispatch.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a page shows as wrong gives its code when it is checked and run; what it shows as right does not. */
class CodeExamplesTest {

    /** What the commands of the examples work on. */
    private static final String ORDER = """
            {"schemaVersion": 1, "jobType": "order",
             "inputs": {"sku": {"type": "string", "required": true}, "quantity": {"type": "integer", "default": 1}},
             "scenario": {"steps": [{"action": "flow.log",
              "payload": {"message": "${input.quantity} of ${input.sku}"}}]}}
            """;

    private static final String REMEMBER = """
            {"schemaVersion": 1, "jobType": "remember", "scenario": {"steps": [
             {"action": "memory.store", "payload": {"namespace": "shop", "key": "sku", "value": "a-1"}}]}}
            """;
    /** An action with a credential, which no module that ships has. */
    private static final String SHOP = """
            {"name": "shop", "version": "1.0.0", "description": "A shop.", "http": {"baseUrl": "${env.API_URL}"}, "actions": {"get-order": {
              "description": "Get an order.", "effect": "read",
              "input": {"type": "object", "additionalProperties": false},
              "credential": {"type": "object", "properties": {"key": {"type": "string"}}, "required": ["key"],
               "additionalProperties": false},
              "request": {"method": "GET", "path": "/health"}}}}
            """;

    /** A memory key that the fill stores is still missing when its job is named rightly. */
    private static final Set<String> STILL_REFUSED = Set.of("INVALID_FILL_JOB");

    static final List<CodePage> PAGES = CodePages.load().all().stream()
            .filter(page -> page.example().isPresent())
            .toList();

    private static DemoApi api;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startTheApi() throws IOException {
        api = DemoApi.start(0);
    }

    @AfterAll
    static void stopTheApi() {
        api.close();
    }

    @Test
    void mostPagesHaveAnExample() {
        assertThat(PAGES).hasSizeGreaterThan(50);
    }

    @ParameterizedTest
    @FieldSource("PAGES")
    void whatIsWrongGivesTheCodeAndWhatIsRightDoesNot(CodePage page) throws IOException {
        CodePage.Example example = page.example().orElseThrow();
        Tried bad = attempt("bad", example.place(), example.bad());
        assertThat(bad.codes()).as(bad.out()).contains(page.code());
        Tried good = attempt("good", example.place(), example.good());
        assertThat(good.codes()).as(good.out()).doesNotContain(page.code());
        if (!STILL_REFUSED.contains(page.code())) {
            assertThat(good.exitCode()).as(good.out()).isZero();
        }
    }

    /** All codes that were printed, and how the last command ended. */
    private record Tried(Set<String> codes, int exitCode, String out) {}

    private Tried attempt(String name, String place, JsonNode snippet) throws IOException {
        Path work = Files.createDirectories(folder.resolve(name));
        Path modules = Files.createDirectories(work.resolve("modules/shop"));
        Files.writeString(modules.resolve("module.json"), SHOP);
        Files.writeString(work.resolve("order.job.case.json"), ORDER);
        Files.writeString(work.resolve("remember.job.case.json"), REMEMBER);
        Files.writeString(work.resolve("remember.job.seed.json"), REMEMBER);
        Terminal terminal = new Terminal(work)
                .with("JSONPLACEHOLDER_BASE_URL", api.baseUri().toString())
                .with("API_URL", api.baseUri().toString())
                .with("SHOP_KEY", "k-123456");
        Set<String> codes = new TreeSet<>();
        if (place.equals("command")) {
            List<String> words = List.of(snippet.stringValue().split(" ", -1));
            assertThat(words.getFirst()).isEqualTo("dispatch");
            return ran(terminal, codes, words.subList(1, words.size()).toArray(String[]::new));
        }
        if (place.equals("module")) {
            Files.writeString(
                    Files.createDirectories(work.resolve("modules/stock")).resolve("module.json"),
                    Json.pretty(snippet));
            return ran(terminal, codes, "module", "list");
        }
        Files.writeString(work.resolve("example.job.case.json"), job(place, snippet));
        ran(terminal, codes, "job", "validate", "--case", "example.job.case.json");
        return ran(terminal, codes, "job", "run", "--case", "example.job.case.json");
    }

    private static Tried ran(Terminal terminal, Set<String> codes, String... command) {
        Terminal.Outcome outcome = terminal.json(command);
        for (String member : List.of("code", "reason")) {
            outcome.json().findValues(member).forEach(code -> codes.add(code.asString()));
        }
        return new Tried(codes, outcome.exitCode(), outcome.out());
    }

    private static String job(String place, JsonNode snippet) {
        ObjectNode job = (ObjectNode) Json.parse("""
                {"schemaVersion": 1, "jobType": "example", "scenario": {"steps": [
                 {"action": "flow.log", "payload": {"message": "done"}}]}}
                """);
        return switch (place) {
            case "job" -> snippet.isString() ? snippet.stringValue() : Json.pretty(snippet);
            case "members" -> Json.pretty(job.setAll((ObjectNode) snippet));
            case "step" -> {
                job.putObject("scenario").putArray("steps").add(snippet);
                yield Json.pretty(job);
            }
            case "steps" -> {
                job.putObject("scenario").set("steps", snippet);
                yield Json.pretty(job);
            }
            default -> throw new IllegalArgumentException(place);
        };
    }
}
