package dev.dispatch.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import dev.dispatch.testkit.Execution;
import dev.dispatch.testkit.TranscriptSession;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What is too long for a transcript. */
class PrintedSchemasTest {
    private static final Path SCHEMAS = Transcripts.ROOT.resolve("core/src/main/resources/dev/dispatch/schema");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"case, job", "module, module"})
    void aSchemaIsPrintedAsItIsEnforced(String word, String file) throws Exception {
        JsonNode enforced = Json.parse(Files.readString(SCHEMAS.resolve(file + ".schema.json")));
        assertThat(Json.parse(out("dispatch schema " + word + " --print"))).isEqualTo(enforced);
        assertThat(Json.parse(out("dispatch schema " + word + " --print --json")))
                .isEqualTo(enforced);
        assertThat(enforced.path("examples").isEmpty()).isFalse();
    }

    @Test
    void theSchemaForEditorsIsTheOneThatIsPrinted() throws Exception {
        Path reference = Transcripts.ROOT.resolve("docs/reference/module.schema.json");
        assertThat(Files.readString(reference)).isEqualTo(Files.readString(SCHEMAS.resolve("module.schema.json")));
    }

    @Test
    void everyRootFunctionAndOperatorHasAnExample() throws Exception {
        JsonNode printed = Json.parse(out("dispatch schema expressions --print --json"));
        for (String part : new String[] {"roots", "functions", "operators"}) {
            assertThat(printed.path(part).isEmpty()).as(part).isFalse();
            assertThat(printed.get(part))
                    .as(part)
                    .allSatisfy(entry -> assertThat(entry.toString()).contains("\"example\""));
        }
    }

    @Test
    void everyActionThatIsListedHasASchema() throws Exception {
        int actions = 0;
        for (JsonNode module : Json.parse(out("dispatch module list --json")).get("modules")) {
            for (JsonNode action : module.get("actions")) {
                String key = action.get("key").stringValue();
                JsonNode printed = Json.parse(out("dispatch schema action --name " + key + " --print"));
                assertThat(printed.path("action").asString("")).isEqualTo(key);
                assertThat(printed.path("inputSchema").isObject()).as(key).isTrue();
                actions++;
            }
        }
        assertThat(actions).isGreaterThan(20);
    }

    private String out(String line) throws Exception {
        Path fresh = Files.createTempDirectory(folder, "s");
        try (TranscriptSession session =
                new TranscriptSession(new ProgramInProcess(), Transcripts.DISTRIBUTION, fresh)) {
            Execution execution = session.execute(line, "");
            assertThat(execution.exitCode()).as(line + "\n" + execution.err()).isZero();
            return execution.out();
        }
    }
}
