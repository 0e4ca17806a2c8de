package dev.dispatch.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dispatch.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewFolderTest {

    private static final Map<String, String> FILES = Map.of("module.json", "{}", "jobs/a.json", "a");

    @TempDir
    private Path folder;

    @Test
    void theFoldersAboveAreMadeToo() throws IOException {
        NewFolder.write(folder.resolve("a/b/c"), FILES);
        assertThat(Files.readString(folder.resolve("a/b/c/jobs/a.json"))).isEqualTo("a");
        assertThat(entries(folder.resolve("a/b"))).containsExactly("c");
    }

    @Test
    void anEmptyFolderIsFilledAndStaysTheSameFolder() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Object key = Files.readAttributes(empty, java.nio.file.attribute.BasicFileAttributes.class)
                .fileKey();
        NewFolder.write(empty, FILES);
        assertThat(entries(empty)).containsExactly("jobs", "module.json");
        assertThat(Files.readAttributes(empty, java.nio.file.attribute.BasicFileAttributes.class)
                        .fileKey())
                .isEqualTo(key);
        assertThat(entries(folder)).containsExactly("empty");
    }

    @Test
    void whatIsThereIsLeftAlone() throws IOException {
        Files.writeString(folder.resolve("file"), "mine");
        Files.createDirectories(folder.resolve("full/more"));
        for (String there : List.of("file", "full")) {
            assertThatThrownBy(() -> NewFolder.write(folder.resolve(there), FILES))
                    .isInstanceOf(ProblemException.class);
        }
        assertThat(entries(folder)).containsExactly("file", "full");
        assertThat(Files.readString(folder.resolve("file"))).isEqualTo("mine");
    }

    @Test
    void whatCannotBeWrittenLeavesNothing() throws IOException {
        Files.writeString(folder.resolve("file"), "mine");
        assertThatThrownBy(() -> NewFolder.write(folder.resolve("file/below/deep"), FILES))
                .isInstanceOf(ProblemException.class);
        Map<String, String> clash = Map.of("a", "1", "a/b", "2");
        assertThatThrownBy(() -> NewFolder.write(folder.resolve("new/deep"), clash))
                .isInstanceOf(ProblemException.class);
        assertThat(entries(folder)).containsExactly("file");
    }

    private static List<String> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> String.valueOf(entry.getFileName()))
                    .sorted()
                    .toList();
        }
    }
}
