package dev.dispatch.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dispatch.file.FileLock;
import dev.dispatch.json.Json;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class MemoryStoreTest {

    @TempDir
    Path folder;

    private MemoryStore store() {
        return new MemoryStore(folder.resolve("memory"));
    }

    @Test
    void whatIsStoredIsRecalledAndStandsNestedInTheFile() throws IOException {
        store().store("users", "users.user-1", Json.parse("{\"id\":7,\"name\":\"Änne\"}"));
        store().store("users", "users.user-2", Json.text("x"));
        assertThat(store().recall("users", "users.user-1.id")).contains(Json.parse("7"));
        assertThat(store().recall("users", "users")).isPresent();
        assertThat(store().recall("users", "users.user-3")).isEmpty();
        assertThat(store().recall("users", "users.user-2.id")).isEmpty();
        assertThat(Json.parse(Files.readString(store().file("users"))))
                .isEqualTo(Json.parse("{\"users\":{\"user-1\":{\"id\":7,\"name\":\"Änne\"},\"user-2\":\"x\"}}"));
    }

    @Test
    void aStoredNullIsThere() {
        store().store("n", "a.b", Json.parse("null"));
        assertThat(store().recall("n", "a.b"))
                .hasValueSatisfying(value -> assertThat(value.isNull()).isTrue());
        assertThat(store().keys("n", null)).containsExactly("a.b");
    }

    @Test
    void aLeafAndAWholeObjectCanBeReplacedByTheirOwnKey() {
        store().store("n", "a", Json.parse("1"));
        store().store("n", "a", Json.parse("{\"b\":2}"));
        assertThat(store().recall("n", "a.b")).contains(Json.parse("2"));
        store().store("n", "a", Json.parse("3"));
        assertThat(store().recall("n", "a")).contains(Json.parse("3"));
    }

    @Test
    void aKeyThroughAValueThatIsNoObjectChangesNothing() {
        store().store("n", "a.b", Json.parse("[1]"));
        Map<String, JsonNode> values = new LinkedHashMap<>();
        values.put("fine", Json.text("x"));
        values.put("a.b.c.d", Json.text("y"));
        assertProblem(ProblemCode.USAGE_ERROR, () -> store().storeAll("n", values))
                .hasMessageContaining("'a.b.c.d'")
                .hasMessageContaining("'a.b' holds an array, not an object");
        assertThat(store().keys("n", null)).containsExactly("a.b");
    }

    @Test
    void keysOfOneCallMayNotRunThroughEachOther() {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        values.put("a.b.c", Json.text("x"));
        values.put("a-b", Json.text("x"));
        values.put("a.b", Json.text("y"));
        assertProblem(ProblemCode.USAGE_ERROR, () -> store().storeAll("n", values))
                .hasMessageContaining("'a.b' and 'a.b.c'");
        assertThat(store().namespaces()).isEmpty();
    }

    @Test
    void listingCountsWholeSegments() {
        store().storeAll(
                        "n",
                        Map.of("users.a.id", Json.parse("1"), "users.b", Json.parse("{}"), "usersX", Json.parse("2")));
        MemoryListing users = store().list("n", "users");
        assertThat(users.keys()).containsExactlyInAnyOrder("users.a.id", "users.b");
        assertThat(users.contents()).isEqualTo(Json.parse("{\"a\":{\"id\":1},\"b\":{}}"));
        assertThat(store().list("n", "users.")).isEqualTo(users);
        assertThat(store().keys("n", "usersX")).containsExactly("usersX");
        assertThat(store().list("n", "none").keys()).isEmpty();
        assertThat(store().list("other", null).contents()).isEqualTo(Json.object());
    }

    @Test
    void everyListedKeyCanBeRecalled() throws IOException {
        write("{\"a.b\":1,\"\":2,\"c\":{\"d.e\":3,\"f\":4}}");
        assertThat(store().keys("n", null))
                .containsExactly("c.f")
                .allSatisfy(key -> assertThat(store().recall("n", key)).isPresent());
    }

    @Test
    void forgettingPrunesEmptiedParentsAndAtLastTheFile() {
        store().storeAll("n", Map.of("a.b.c", Json.text("x"), "a.d", Json.text("y")));
        assertThat(store().forget("n", "a.b.c")).isTrue();
        assertThat(store().forget("n", "a.b.c")).isFalse();
        assertThat(store().read("n"))
                .contains(Json.object().set("a", Json.parse("{\"d\":\"y\"}")).asObject());
        assertThat(store().forget("n", "a")).isTrue();
        assertThat(store().read("n")).isEmpty();
        assertThat(store().namespaces()).isEmpty();
    }

    @Test
    void clearingSaysHowManyKeysWereThere() {
        store().storeAll("n", Map.of("a.b", Json.text("x"), "a.c", Json.text("y")));
        assertThat(store().clear("n")).isEqualTo(2);
        assertThat(store().clear("n")).isZero();
    }

    @Test
    void namespacesAreSortedAndOtherFilesPassedOver() throws IOException {
        store().store("b", "k", Json.text("x"));
        store().store("a_1-x", "k", Json.text("x"));
        Files.writeString(folder.resolve("memory/Bad Name.json"), "{}");
        assertThat(store().namespaces()).containsExactly("a_1-x", "b");
        assertThat(new MemoryStore(folder.resolve("none")).namespaces()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "../x", "a/b", "A", "-a", "_a", "a.b", "ä", "a\0", "a ", "a\\b"})
    void aFaultyNamespaceIsRefused(String namespace) {
        assertProblem(ProblemCode.USAGE_ERROR, () -> store().recall(namespace, "k"))
                .hasMessageContaining("Invalid memory namespace");
    }

    @Test
    void aNamespaceOfMoreThanAHundredCharactersIsRefused() {
        store().store("a".repeat(100), "k", Json.text("x"));
        assertProblem(ProblemCode.USAGE_ERROR, () -> store().store("a".repeat(101), "k", Json.text("x")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".a", "a..b"})
    void aKeyWithAnEmptySegmentIsRefused(String key) {
        assertProblem(ProblemCode.USAGE_ERROR, () -> store().store("n", key, Json.text("x")));
    }

    @Test
    void hostileKeysAndValuesAreBounded() {
        assertProblem(ProblemCode.USAGE_ERROR, () -> store().store("n", "a.".repeat(64) + "a", Json.text("x")));
        assertProblem(ProblemCode.USAGE_ERROR, () -> store().store("n", "a".repeat(1025), Json.text("x")));
        JsonNode deep = Json.parse("[".repeat(499) + "]".repeat(499));
        store().store("n", "a", deep);
        assertThat(store().recall("n", "a")).contains(deep);
        assertProblem(
                ProblemCode.USAGE_ERROR,
                () -> store().store("n", "a.b", Json.array().add(deep)));
        assertProblem(
                ProblemCode.USAGE_ERROR,
                () -> store().store("n", "big", Json.text("x".repeat(MemoryStore.MOST_BYTES))));
        assertThat(store().keys("n", null)).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\n  \"a\": ,\n}", "", "[1]", "{\"a\":1,\"a\":2}", "{\"a\":1} x"})
    void aFileThatIsNotAnObjectOfJsonIsNamedAndNeverChanged(String content) throws IOException {
        write(content);
        Path file = store().file("n");
        List<ThrowingCallable> uses = List.of(
                () -> store().read("n"),
                () -> store().store("n", "k", Json.text("x")),
                () -> store().forget("n", "a"),
                () -> store().clear("n"));
        for (ThrowingCallable use : uses) {
            assertProblem(ProblemCode.RUNTIME_ERROR, use).hasMessageContaining(file.toString());
        }
        assertThat(Files.readString(file)).isEqualTo(content);
    }

    @Test
    void theFaultOfAFileIsFoundByLineAndColumn() throws IOException {
        write("{\n  \"a\": ,\n}");
        assertThatThrownBy(() -> store().read("n"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().issues()).singleElement().satisfies(issue -> {
                            assertThat(issue.code()).isEqualTo(IssueCode.INVALID_MEMORY);
                            assertThat(issue.position()).hasToString("2:8");
                        }))
                .hasMessageContaining("n.json:2:8");
    }

    @Test
    void bytesThatAreNotTextAreRefused() throws IOException {
        write("");
        Files.write(store().file("n"), new byte[] {'"', (byte) 0xff, '"'});
        assertProblem(ProblemCode.RUNTIME_ERROR, () -> store().read("n")).hasMessageContaining("UTF-8");
    }

    @Test
    void aNamespaceThatOthersHoldIsATransientError() throws IOException {
        MemoryStore impatient = new MemoryStore(folder, Duration.ofMillis(1));
        try (FileLock _ = FileLock.acquire(impatient.file("n"), Duration.ofSeconds(1))) {
            assertProblem(ProblemCode.TRANSIENT_ERROR, () -> impatient.store("n", "k", Json.text("x")));
            assertThat(impatient.recall("n", "k")).isEmpty();
        }
    }

    private void write(String content) throws IOException {
        Files.createDirectories(store().root());
        Files.writeString(store().file("n"), content);
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> assertProblem(
            ProblemCode code, ThrowingCallable call) {
        return assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo(code));
    }
}
