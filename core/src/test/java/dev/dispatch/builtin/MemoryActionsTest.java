package dev.dispatch.builtin;

import static dev.dispatch.run.RunFixture.failure;
import static dev.dispatch.run.RunFixture.response;
import static dev.dispatch.run.RunFixture.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.run.RunFixture;
import dev.dispatch.run.RunResult;
import dev.dispatch.run.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryActionsTest {

    @TempDir
    private Path folder;

    private RunFixture fixture;

    @BeforeEach
    void fixture() {
        fixture = new RunFixture(folder);
    }

    private RunResult run(String action, String payload) {
        return fixture.steps("{\"id\":\"m\",\"action\":\"memory." + action + "\",\"payload\":" + payload + "}");
    }

    private String answer(String action, String payload) {
        return Json.compact(response(run(action, payload), "m"));
    }

    @Test
    void aStoredValueIsAnsweredAndThere() {
        assertThat(answer("store", "{\"namespace\":\"n\",\"key\":\"a.b\",\"value\":[1]}"))
                .isEqualTo("{\"stored\":true,\"namespace\":\"n\",\"key\":\"a.b\",\"value\":[1]}");
        assertThat(fixture.memory.recall("n", "a.b")).contains(Json.parse("[1]"));
    }

    @Test
    void recallTellsAStoredNullFromNothing() {
        fixture.memory.store("n", "nil", Json.nothing());

        assertThat(answer("recall", "{\"namespace\":\"n\",\"key\":\"nil\",\"defaultValue\":5}"))
                .isEqualTo("{\"found\":true,\"namespace\":\"n\",\"key\":\"nil\",\"value\":null}");
        assertThat(answer("recall", "{\"namespace\":\"n\",\"key\":\"no\",\"defaultValue\":5}"))
                .isEqualTo("{\"found\":false,\"namespace\":\"n\",\"key\":\"no\",\"value\":5}");
        assertThat(answer("recall", "{\"namespace\":\"n\",\"key\":\"no\"}"))
                .isEqualTo("{\"found\":false,\"namespace\":\"n\",\"key\":\"no\",\"value\":null}");
    }

    @Test
    void recallExportsItsAnswer() {
        fixture.memory.store("n", "k", Json.text("v"));

        RunResult result = run("recall", "{\"namespace\":\"n\",\"key\":\"k\"}");

        assertThat(step(result, "m").outcome().output().exports()).isEqualTo(response(result, "m"));
    }

    @Test
    void recallManyAnswersInTheOrderOfTheKeys() {
        fixture.memory.store("n", "b", Json.text("v"));

        assertThat(answer("recall-many", "{\"namespace\":\"n\",\"keys\":[\"a\",\"b\",\"a\"],\"defaultValue\":\"d\"}"))
                .isEqualTo("{\"namespace\":\"n\",\"results\":[{\"key\":\"a\",\"found\":false,\"value\":\"d\"},"
                        + "{\"key\":\"b\",\"found\":true,\"value\":\"v\"},{\"key\":\"a\",\"found\":false,\"value\":\"d\"}],"
                        + "\"foundCount\":1,\"missingKeys\":[\"a\",\"a\"]}");
    }

    @Test
    void storeManyTakesKeysAndValuesFromPaths() {
        RunResult result = run(
                "store-many",
                "{\"namespace\":\"n\",\"keyPrefix\":\"p\",\"keyJsonPath\":\"$.id\","
                        + "\"source\":[{\"id\":1,\"value\":\"a\"},{\"id\":\"x.y\",\"value\":null}]}");

        assertThat(Json.compact(response(result, "m")))
                .isEqualTo("{\"stored\":true,\"namespace\":\"n\",\"count\":2,\"keys\":[\"p.1\",\"p.x.y\"]}");
        assertThat(step(result, "m").outcome().output().exports()).isEqualTo(response(result, "m"));
        assertThat(fixture.memory.read("n")).contains((tools.jackson.databind.node.ObjectNode)
                Json.parse("{\"p\":{\"1\":\"a\",\"x\":{\"y\":null}}}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                    [{"id":"a","value":1},{"value":2}]             | source[1] has nothing at $.id
                    [{"id":"a","value":1},{"id":"b"}]              | source[1] has nothing at $.value
                    [{"id":"a","value":1},{"id":"a","value":2}]    | source[1] gives the key 'a' a second time
                    [{"id":"a","value":1},{"id":1.5,"value":2}]    | the key of source[1] must be a text or an integer, is 1.5
                    [{"id":"a","value":1},{"id":"a.b","value":2}]  | run through each other
                    [{"id":"a","value":1},{"id":"","value":2}]     | A memory key is empty
                    """)
    void storeManyStoresAllOrNothing(String source, String message) {
        RunResult result =
                run("store-many", "{\"namespace\":\"n\",\"keyJsonPath\":\"$.id\",\"source\":" + source + "}");

        assertThat(failure(result).message()).contains(message);
        assertThat(failure(result).code()).isEqualTo(ProblemCode.RUNTIME_ERROR);
        assertThat(fixture.memory.read("n")).isEmpty();
    }

    @Test
    void aPathThatIsNoneAndOneThatAsksForTooMuchAreFaultsOfThePayload() {
        RunResult noPath = run("store-many", "{\"namespace\":\"n\",\"keyJsonPath\":\"id\",\"source\":[]}");
        assertThat(failure(noPath).message()).startsWith("'keyJsonPath' is not a JSONPath: ");
        assertThat(failure(noPath).reason()).isEqualTo("MODULE_VALIDATION_ERROR");

        String nested = "[".repeat(60) + "]".repeat(60);
        RunResult much = run(
                "store-many",
                "{\"namespace\":\"n\",\"keyJsonPath\":\"$" + "..*".repeat(12) + "\",\"source\":[" + nested + "]}");
        assertThat(failure(much).code()).isEqualTo(ProblemCode.RUNTIME_ERROR);
        assertThat(failure(much).reason()).isEqualTo("MODULE_VALIDATION_ERROR");
    }

    @Test
    void aListIsOfNamespacesOrOfKeys() {
        fixture.memory.store("b", "x.y", Json.text("v"));
        fixture.memory.store("b", "z", Json.parse("1"));
        fixture.memory.store("a", "k", Json.parse("1"));

        assertThat(answer("list", "{}")).isEqualTo("{\"namespaces\":[\"a\",\"b\"],\"count\":2}");
        assertThat(answer("list", "{\"namespace\":\"b\"}"))
                .isEqualTo("{\"namespace\":\"b\",\"keys\":[\"x.y\",\"z\"],\"count\":2,"
                        + "\"values\":{\"x\":{\"y\":\"v\"},\"z\":1}}");
        assertThat(answer("list", "{\"namespace\":\"b\",\"prefix\":\"x\"}"))
                .isEqualTo("{\"namespace\":\"b\",\"prefix\":\"x\",\"keys\":[\"x.y\"],\"count\":1,"
                        + "\"values\":{\"y\":\"v\"}}");
    }

    @Test
    void forgetRemovesAKeyOrANamespace() {
        fixture.memory.store("n", "a.b", Json.parse("1"));
        fixture.memory.store("n", "c", Json.parse("1"));

        assertThat(answer("forget", "{\"namespace\":\"n\",\"key\":\"a.b\"}"))
                .isEqualTo("{\"cleared\":false,\"namespace\":\"n\",\"key\":\"a.b\",\"forgotten\":true}");
        assertThat(answer("forget", "{\"namespace\":\"n\",\"key\":\"a.b\"}"))
                .isEqualTo("{\"cleared\":false,\"namespace\":\"n\",\"key\":\"a.b\",\"forgotten\":false}");
        assertThat(answer("forget", "{\"namespace\":\"n\",\"all\":true}"))
                .isEqualTo("{\"cleared\":true,\"namespace\":\"n\",\"removed\":1}");
        assertThat(fixture.memory.namespaces()).isEmpty();
    }

    @Test
    void aFileThatIsNoJsonFailsTheStepAndIsLeftAlone() throws IOException {
        Path file = Files.createDirectories(folder.resolve("memory")).resolve("n.json");
        Files.writeString(file, "not json");

        RunResult result = run("store", "{\"namespace\":\"n\",\"key\":\"k\",\"value\":1}");

        assertThat(result.status()).isEqualTo(RunStatus.FAILED);
        assertThat(failure(result).message()).contains(file.toString());
        assertThat(Files.readString(file)).isEqualTo("not json");
    }
}
