package dev.dispatch.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dispatch.file.AtomicFile.Durability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    @TempDir
    Path folder;

    @Test
    void missingDirectoriesAreMadeAndNothingElseIsLeft() throws IOException {
        Path file = folder.resolve("a/b/c.json");
        AtomicFile.write(file, "{\"ä\":1}");
        AtomicFile.write(file, "{\"ö\":2}");
        assertThat(file).hasContent("{\"ö\":2}");
        assertThat(names(file.resolveSibling("."))).containsExactly("c.json");
    }

    @Test
    void aFailedRenameNamesTheFileAndLeavesNoTemporaryOne() throws IOException {
        Path target = folder.resolve("taken");
        Files.createDirectories(target.resolve("inside"));
        assertThatThrownBy(() -> AtomicFile.write(target, "text"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot write " + target);
        assertThat(names(folder)).containsExactly("taken");
    }

    @Test
    void aParentThatIsAFileIsNamed() throws IOException {
        Path parent = Files.writeString(folder.resolve("file"), "x");
        Path target = parent.resolve("below.json");
        assertThatThrownBy(() -> AtomicFile.write(target, "text"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(target.toString());
        assertThat(parent).hasContent("x");
    }

    @Test
    void whenOneOfSeveralCannotBeWrittenNoneIsReplaced() throws IOException {
        Path first = Files.writeString(folder.resolve("first"), "old");
        Map<Path, byte[]> contents = new LinkedHashMap<>();
        contents.put(first, "new".getBytes(StandardCharsets.UTF_8));
        contents.put(first.resolve("below"), "new".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> AtomicFile.write(contents, Durability.PROCESS)).isInstanceOf(IOException.class);
        assertThat(first).hasContent("old");
        assertThat(names(folder)).containsExactly("first");
    }

    @Test
    void severalFilesAreWrittenTogether() throws IOException {
        AtomicFile.write(
                Map.of(
                        folder.resolve("a"),
                        "1".getBytes(StandardCharsets.UTF_8),
                        folder.resolve("b/c"),
                        "2".getBytes(StandardCharsets.UTF_8)),
                Durability.POWER);
        assertThat(folder.resolve("a")).hasContent("1");
        assertThat(folder.resolve("b/c")).hasContent("2");
    }

    @Test
    void anInterruptNeitherStopsTheWriteNorIsLost() throws IOException {
        Path file = folder.resolve("file");
        Thread.currentThread().interrupt();
        AtomicFile.write(file, "whole");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(file).hasContent("whole");
    }

    @Test
    void permissionsAndLinksOfAReplacedFileStay() throws IOException {
        Path real = Files.writeString(folder.resolve("real"), "old");
        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-------"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);
        AtomicFile.write(link, "new");
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(real).hasContent("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(real)))
                .isEqualTo("rw-------");
    }

    @Test
    void aReaderNeverSeesHalfAFile() throws Exception {
        Path file = folder.resolve("file");
        String one = "1".repeat(200_000);
        String two = "2".repeat(300_000);
        AtomicFile.write(file, one);
        AtomicBoolean done = new AtomicBoolean();
        Thread writer = Thread.ofPlatform().start(() -> {
            for (int i = 0; i < 60; i++) {
                writeUnsynced(file, i % 2 == 0 ? two : one);
            }
            done.set(true);
        });
        while (!done.get()) {
            assertThat(Files.readString(file)).isIn(one, two);
        }
        writer.join();
    }

    @Test
    void deletingSaysWhetherThereWasAnything() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        assertThat(AtomicFile.delete(file)).isTrue();
        assertThat(AtomicFile.delete(file)).isFalse();
        assertThat(file).doesNotExist();
    }

    private static void writeUnsynced(Path file, String text) {
        try {
            AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8), Durability.PROCESS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }
}
