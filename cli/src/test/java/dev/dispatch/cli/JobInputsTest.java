package dev.dispatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class JobInputsTest {

    private static final String CASE = "inputs.job.case.json";

    @TempDir
    private Path folder;

    private Terminal terminal;

    @BeforeEach
    void writeAJob() throws IOException {
        terminal = new Terminal(folder);
        Files.writeString(folder.resolve(CASE), """
                {"schemaVersion": 1, "jobType": "inputs",
                 "inputs": {"name": {"type": "string"}, "count": {"type": "integer", "default": 1},
                            "key": {"type": "string", "secret": true, "default": "none-of-it"}},
                 "scenario": {"steps": [{"id": "log", "action": "flow.log",
                   "payload": {"message": "${input.name} ${input.count} ${input.key}"}}]},
                 "outputs": {"name": "${input.name}", "count": "${input.count}"}}
                """);
    }

    @Test
    void nextRunsTheJobWithTheSameInputs() {
        assertThat(next("--input", "name=it's me", "--input", "count=2"))
                .isEqualTo("dispatch job run --case inputs.job.case.json --input 'name=it'\\''s me' --input count=2");
    }

    @Test
    void nextKeepsTheFileOfInputs() throws IOException {
        Files.writeString(folder.resolve("in.json"), "{\"name\": \"x\"}");
        assertThat(next("--inputs-file", "in.json"))
                .isEqualTo("dispatch job run --case inputs.job.case.json --inputs-file in.json");
    }

    @Test
    void aSecretThatWasTypedIsNotPrintedAgain() {
        Terminal.Outcome outcome =
                terminal.json("job", "validate", "--case", CASE, "--input", "name=x", "--input", "key=hunter2-hunter2");
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out() + outcome.err()).doesNotContain("hunter2");
        assertThat(outcome.json().has("next")).isFalse();
    }

    @Test
    void standardInputIsReadForADash() {
        JsonNode run = terminal.typing("{\"name\": \"ä\", \"count\": 7}")
                .json("job", "run", "--case", CASE, "--inputs-file", "-")
                .json();
        assertThat(run.path("outputs").path("name").asString()).isEqualTo("ä");
        assertThat(run.path("outputs").path("count").asInt()).isEqualTo(7);
    }

    @Test
    void aFileOfInputsThatIsNoObjectIsRefusedWithItsPlace() {
        assertThat(refused("{\"name\": }")
                        .path("details")
                        .path("issues")
                        .get(0)
                        .path("column")
                        .asInt())
                .isEqualTo(10);
        assertThat(refused("[1]").path("message").asString()).contains("must be a JSON object, not array");
        assertThat(refused("{\"name\": \"a\", \"name\": \"b\"}")
                        .path("details")
                        .path("issues")
                        .get(0)
                        .path("code")
                        .asString())
                .isEqualTo("DUPLICATE_MEMBER");
        assertThat(refused("").path("code").asString()).isEqualTo("USAGE_ERROR");
    }

    @Test
    void aFileOfInputsThatIsNotThereIsAUsageError() {
        Terminal.Outcome outcome = terminal.json("job", "run", "--case", CASE, "--inputs-file", "none.json");
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.json().path("message").asString()).contains("none.json");
    }

    private String next(String... inputs) {
        String[] arguments = new String[inputs.length + 4];
        System.arraycopy(new String[] {"job", "validate", "--case", CASE}, 0, arguments, 0, 4);
        System.arraycopy(inputs, 0, arguments, 4, inputs.length);
        JsonNode valid = terminal.json(arguments).json();
        return valid.path("next").get(0).path("command").asString();
    }

    private JsonNode refused(String typed) {
        Terminal.Outcome outcome = terminal.typing(typed).json("job", "run", "--case", CASE, "--inputs-file", "-");
        assertThat(outcome.exitCode()).as(outcome.out()).isEqualTo(2);
        return outcome.json();
    }
}
