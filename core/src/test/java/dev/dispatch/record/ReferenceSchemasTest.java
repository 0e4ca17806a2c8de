package dev.dispatch.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.TestRuns;
import dev.dispatch.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class ReferenceSchemasTest {

    private static final String SUFFIX = ".schema.json";

    static List<String> schemas() throws IOException {
        try (Stream<Path> files = Files.list(TestRuns.repository().resolve("docs/reference"))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void theExamplesOfASchemaFitIt(String name) throws IOException {
        Path file = TestRuns.repository().resolve("docs/reference/" + name + SUFFIX);
        JsonNode examples = Json.parse(Files.readString(file)).path("examples");
        assertThat(examples.size()).as(name).isPositive();
        for (JsonNode example : examples) {
            Schemas.assertFits(name, example);
        }
    }
}
