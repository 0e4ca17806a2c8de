package dev.dispatch.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dispatch.json.Json;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class StateFilesTest {

    @TempDir
    Path folder;

    private ActionDefaults defaults() {
        return new ActionDefaults(folder.resolve("home/action-defaults.json"));
    }

    private RuntimeOverrides runtime() {
        return new RuntimeOverrides(folder.resolve("home/runtime-overrides.json"));
    }

    @Test
    void nothingIsStoredWhereThereIsNoFile() {
        assertThat(defaults().read()).isEmpty();
        assertThat(runtime().read()).isEmpty();
        assertThat(runtime().unset("a")).isEmpty();
        assertThat(runtime().path()).doesNotExist();
    }

    @Test
    void settingSaysWhatWasThereBefore() {
        assertThat(defaults().set("a.b", object("{\"x\":null}"))).isEmpty();
        assertThat(defaults().set("a.b", object("{\"y\":1}"))).contains(object("{\"x\":null}"));
        assertThat(defaults().read()).containsOnlyKeys("a.b").containsValue(object("{\"y\":1}"));
        assertThat(runtime().set("k", Json.nothing())).isEmpty();
        assertThat(runtime().set("k", Json.text("v"))).contains(Json.nothing());
        assertThat(runtime().read()).isEqualTo(object("{\"k\":\"v\"}"));
    }

    @Test
    void whatBecomesEmptyHasNoFile() {
        defaults().set("a.b", Json.object());
        assertThat(defaults().path()).exists();
        assertThat(defaults().unset("a.b")).contains(Json.object());
        assertThat(defaults().path()).doesNotExist();
        runtime().set("a", Json.text("1"));
        runtime().set("b", Json.text("2"));
        assertThat(runtime().clear()).isEqualTo(object("{\"a\":\"1\",\"b\":\"2\"}"));
        assertThat(runtime().path()).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a.b\": {},} | 1:12",
                "[1] | 1:1",
                "{\"a.b\": 1} | 1:2",
                "{\"a.b\": {}, \"a.b\": {}} | 1:13",
                "`` | 1:1"
            })
    void aFileThatIsOfNoUseIsNamedWithItsPlaceAndNeverWrittenOver(String content, String place) throws IOException {
        Files.createDirectories(folder.resolve("home"));
        Files.writeString(defaults().path(), content);
        for (ThrowingCallable use : List.<ThrowingCallable>of(
                () -> defaults().read(),
                () -> defaults().set("c.d", Json.object()),
                () -> defaults().unset("a.b"))) {
            assertThatThrownBy(use)
                    .isInstanceOfSatisfying(ProblemException.class, e -> {
                        assertThat(e.problem().code()).isEqualTo(ProblemCode.RUNTIME_ERROR);
                        assertThat(e.problem().issues()).singleElement().satisfies(issue -> {
                            assertThat(issue.code()).isEqualTo(IssueCode.INVALID_STATE);
                            assertThat(issue.position()).hasToString(place);
                            assertThat(issue.attributes().path("file").asString())
                                    .isEqualTo(defaults().path().toString());
                        });
                    })
                    .hasMessageContaining(defaults().path() + ":" + place);
        }
        assertThat(Files.readString(defaults().path())).isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(ints = {1024 * 1024, 5 * 1024 * 1024})
    void whatIsTooLargeIsRefusedAndChangesNothing(int size) {
        runtime().set("a", Json.text("1"));
        assertThatThrownBy(() -> runtime().set("big", Json.text("x".repeat(size))))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo(ProblemCode.USAGE_ERROR))
                .hasMessageContaining("at most 1048576");
        assertThat(runtime().read()).isEqualTo(object("{\"a\":\"1\"}"));
    }

    @Test
    void fourWritersOfAHundredValuesEachLoseNothing() throws Exception {
        try (ExecutorService writers = Executors.newFixedThreadPool(4)) {
            List<Future<?>> done = new ArrayList<>();
            for (int writer = 0; writer < 4; writer++) {
                String module = "m" + writer;
                done.add(writers.submit(() -> {
                    for (int i = 0; i < 100; i++) {
                        defaults().set(module + ".a" + i, Json.object().put("n", i));
                    }
                }));
            }
            for (Future<?> each : done) {
                each.get();
            }
        }
        Map<String, ObjectNode> stored = defaults().read();
        assertThat(stored).hasSize(400);
        for (int writer = 0; writer < 4; writer++) {
            for (int i = 0; i < 100; i++) {
                assertThat(stored.get("m" + writer + ".a" + i))
                        .isEqualTo(Json.object().put("n", i));
            }
        }
    }

    private static ObjectNode object(String text) {
        return (ObjectNode) Json.parse(text);
    }
}
