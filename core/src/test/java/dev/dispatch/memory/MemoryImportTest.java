package dev.dispatch.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dispatch.file.AtomicFile;
import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSource;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class MemoryImportTest {

    @TempDir
    Path folder;

    private MemoryStore store;

    @BeforeEach
    void open() {
        store = new MemoryStore(folder.resolve("memory"));
    }

    @Test
    void whatWasExportedComesBackWithItsNullsAndOddNames() throws IOException {
        store.store("a", "k.null", Json.nothing());
        store.store("b", "empty", Json.object());
        Files.writeString(store.file("c"), "{\"with.dot\": {\"\": [null, 1.50]}}");
        ObjectNode document = MemoryExport.of(store, store.namespaces()).toJson(Instant.EPOCH);
        MemoryStore other = new MemoryStore(folder.resolve("other"));
        List<NamespaceChange> changes = new MemoryImport(other, false).run(parsed(Json.pretty(document)));
        assertThat(changes)
                .extracting(NamespaceChange::added)
                .containsExactly(List.of("k.null"), List.of("empty"), List.of("with.dot."));
        assertThat(MemoryExport.of(other, other.namespaces()).toJson(Instant.EPOCH))
                .isEqualTo(document);
    }

    @Test
    void theTimeOfAnExportIsInMillisecondsLikeEveryOtherTime() {
        ObjectNode document = MemoryExport.of(store, store.namespaces()).toJson(Instant.ofEpochSecond(0, 1_234_567));
        assertThat(document.path("exportedAt").stringValue()).isEqualTo("1970-01-01T00:00:00.001Z");
    }

    @Test
    void keysOfTheImportWinAndOthersStay() {
        store.storeAll("n", Map.of("users.a", Json.text("1"), "users.b", Json.text("2"), "x", Json.text("3")));
        MemoryExport given = parsed("""
                {"dispatchMemory": 1, "namespaces": {"n": {"users": {"b": "9", "c": "4"}, "x": "3"}}}""");
        List<NamespaceChange> preview = new MemoryImport(store, false).preview(given);
        assertThat(store.recall("n", "users.b")).contains(Json.text("2"));
        assertThat(new MemoryImport(store, false).run(given)).isEqualTo(preview);
        assertThat(preview).singleElement().satisfies(change -> {
            assertThat(change.added()).containsExactly("users.c");
            assertThat(change.changed()).containsExactly("users.b");
            assertThat(change.removed()).isEmpty();
            assertThat(change.unchanged()).isEqualTo(2);
        });
        assertThat(store.keys("n", null)).containsExactlyInAnyOrder("users.a", "users.b", "users.c", "x");
    }

    @Test
    void replacingRemovesWhatTheImportDoesNotHaveButNoOtherNamespace() {
        store.storeAll("n", Map.of("a", Json.text("1"), "b", Json.text("2")));
        store.store("gone", "k", Json.text("1"));
        store.store("other", "k", Json.text("1"));
        List<NamespaceChange> changes = new MemoryImport(store, true)
                .run(parsed("{\"dispatchMemory\": 1, \"namespaces\": {\"n\": {\"a\": \"1\"}, \"gone\": {}}}"));
        assertThat(changes).extracting(NamespaceChange::removed).containsExactly(List.of("k"), List.of("b"));
        assertThat(store.namespaces()).containsExactly("n", "other");
        assertThat(store.keys("n", null)).containsExactly("a");
    }

    @Test
    void anObjectAgainstAPlainValueIsAChange() {
        store.storeAll("n", Map.of("leaf", Json.text("1"), "tree.a", Json.text("2")));
        List<NamespaceChange> changes = new MemoryImport(store, false)
                .run(parsed("{\"dispatchMemory\": 1, \"namespaces\": {\"n\": {\"leaf\": {\"x\": 1}, \"tree\": 5}}}"));
        assertThat(changes.getFirst().changed()).containsExactlyInAnyOrder("leaf", "tree");
        assertThat(store.keys("n", null)).containsExactlyInAnyOrder("leaf.x", "tree");
    }

    @Test
    void aFailureInTheMiddlePutsEverythingBack() {
        store.store("a", "k", Json.text("old"));
        store.store("c", "k", Json.text("old"));
        MemoryImport.Disk failing = contents -> {
            Map.Entry<Path, byte[]> first = contents.entrySet().iterator().next();
            AtomicFile.write(first.getKey(), first.getValue());
            throw new IOException("no space left");
        };
        for (String content : List.of("{\"k\": \"new\"}", "{\"k\": \"old\", \"more\": 1}")) {
            MemoryExport given = parsed("{\"dispatchMemory\": 1, \"namespaces\": {\"a\": %s, \"b\": %s, \"c\": %s}}"
                    .replace("%s", content));
            assertThatThrownBy(() -> new MemoryImport(store, false, failing).run(given))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("no space left")
                    .hasMessageContaining("every namespace is as it was");
            assertThat(store.namespaces()).containsExactly("a", "c");
            assertThat(store.read("a")).contains(Json.object().put("k", "old"));
            assertThat(store.read("c")).contains(Json.object().put("k", "old"));
        }
    }

    @Test
    void aNewNamespaceThatWasWrittenBeforeTheFailureIsGoneAgain() {
        MemoryImport.Disk failing = contents -> {
            AtomicFile.write(contents, AtomicFile.Durability.PROCESS);
            throw new IOException("broken");
        };
        MemoryExport given = parsed("{\"dispatchMemory\": 1, \"namespaces\": {\"a\": {\"k\": 1}, \"b\": {\"k\": 1}}}");
        assertThatThrownBy(() -> new MemoryImport(store, false, failing).run(given))
                .isInstanceOf(ProblemException.class);
        assertThat(store.namespaces()).isEmpty();
    }

    @Test
    void aDamagedNamespaceStopsTheImportBeforeAnythingIsWritten() throws IOException {
        store.store("a", "k", Json.text("old"));
        Files.writeString(store.file("b"), "{");
        MemoryExport given = parsed("{\"dispatchMemory\": 1, \"namespaces\": {\"a\": {\"k\": 1}, \"b\": {\"k\": 1}}}");
        assertThatThrownBy(() -> new MemoryImport(store, true).run(given))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("b.json:1:");
        assertThat(store.recall("a", "k")).contains(Json.text("old"));
        assertThat(Files.readString(store.file("b"))).isEqualTo("{");
    }

    @Test
    void everythingThatIsWrongWithADocumentIsSaidAtOnce() {
        IssueList issues = IssueList.withoutText();
        MemoryExport.parse(
                JsonSource.read("{\"dispatchMemory\": 2, \"extra\": 1, \"namespaces\": {\"A\": {}, \"b\": [1]}}"),
                issues);
        assertThat(issues.issues()).hasSize(4);
        IssueList none = IssueList.withoutText();
        MemoryExport.parse(JsonSource.read("[]"), none);
        assertThat(none.issues()).hasSize(1);
    }

    @Test
    void moreNamespacesThanCanBeLockedAreRefused() {
        List<String> names = java.util.stream.IntStream.rangeClosed(0, MemoryExport.MOST_NAMESPACES)
                .mapToObj(i -> "n" + i)
                .toList();
        assertThatThrownBy(() -> MemoryExport.of(store, names))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo(ProblemCode.USAGE_ERROR));
    }

    private static MemoryExport parsed(String text) {
        IssueList issues = IssueList.withoutText();
        MemoryExport export = MemoryExport.parse(JsonSource.read(text), issues);
        assertThat(issues.issues()).isEmpty();
        return export;
    }
}
