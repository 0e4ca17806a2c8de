package dev.dispatch.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.cli.command.CommandModel;
import dev.dispatch.cli.reference.CommandEntry;
import dev.dispatch.json.Json;
import dev.dispatch.schema.JsonSchema;
import dev.dispatch.testkit.Execution;
import dev.dispatch.testkit.Invocation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ManifestTest {
    private static final int MOST_BYTES = 25 * 1000;

    @TempDir
    private Path folder;

    @Test
    void withAllThatShipsItIsBelow25Kilobytes() throws Exception {
        Execution execution = llms();
        assertThat(execution.out().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(MOST_BYTES);
        assertThat(execution.out().lines()).hasSize(1);
        JsonNode manifest = Json.parse(execution.out());
        assertThat(manifest.get("actions").size()).isGreaterThan(20);
        assertThat(manifest.has("moreActions")).isFalse();
        assertThat(llms("--json").out()).isEqualTo(execution.out());
    }

    @Test
    void everyCommandIsInIt() throws Exception {
        JsonNode manifest = Json.parse(llms().out());
        List<String> commands = manifest.get("commands")
                .valueStream()
                .map(command -> command.get("cmd").stringValue())
                .toList();
        for (CommandEntry command : CommandModel.all("0.0.0").commands()) {
            assertThat(commands).anyMatch(cmd -> cmd.equals(command.words()) || cmd.startsWith(command.words() + " "));
        }
        assertThat(commands).contains("job run --case <path>");
    }

    @Test
    void aBrokenModuleOfTheWorkspaceDoesNotHarmIt() throws Exception {
        write("modules/broken/module.json", "{ \"name\": ");
        JsonNode manifest = Json.parse(llms().out());
        assertThat(manifest.get("actions").size()).isGreaterThan(20);
    }

    @Test
    void aWorkspaceWithThousandsOfActionsDoesNotMakeItLarger() throws Exception {
        StringBuilder actions = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            actions.append(i == 0 ? "" : ",")
                    .append("\"act-")
                    .append(i)
                    .append("\": { \"description\": \"Does the thing number ")
                    .append(i)
                    .append(
                            " and tells at great length, over and over again, how well and how often and for whom it did")
                    .append(" so, whoever asked.\", \"request\": { \"method\": \"GET\", \"path\": \"/\" } }");
        }
        write(
                "modules/large/module.json",
                "{ \"name\": \"large\", \"version\": \"1.0.0\", \"actions\": {" + actions + "} }");
        Execution execution = llms();
        assertThat(execution.out().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(MOST_BYTES);
        JsonNode manifest = Json.parse(execution.out());
        int listed = manifest.get("actions").size();
        assertThat(listed).isGreaterThan(50);
        assertThat(listed + manifest.get("moreActions").intValue()).isGreaterThan(2_000);
    }

    @ParameterizedTest
    @CsvSource({"--llms, llms", "completion bash --json, completion", "completion zsh --json, completion"})
    void whatIsTooLongForATranscriptHasItsFormToo(String line, String schema) throws Exception {
        JsonNode source =
                Json.parse(Files.readString(Transcripts.ROOT.resolve("docs/reference/" + schema + ".schema.json")));
        Execution execution = new ProgramInProcess()
                .run(new Invocation(List.of(line.split(" ", -1)), folder, Map.of("HOME", folder.toString()), ""));
        assertThat(((JsonSchema.Compiled.Ok) JsonSchema.compile(source))
                        .schema()
                        .validate(Json.parse(execution.out())))
                .isEmpty();
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Execution llms(String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("--llms"));
        arguments.addAll(List.of(options));
        Execution execution =
                new ProgramInProcess().run(new Invocation(arguments, folder, Map.of("HOME", folder.toString()), ""));
        assertThat(execution.exitCode()).as(execution.toString()).isZero();
        assertThat(execution.err()).isEmpty();
        return execution;
    }
}
