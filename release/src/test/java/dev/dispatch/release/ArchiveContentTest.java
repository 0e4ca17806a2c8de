package dev.dispatch.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveContentTest {
    private final ArchiveContent content = new ArchiveContent();

    @TempDir
    private Path folder;

    @Test
    void aFolderIsAddedWithAllBelowItAndLinksAsFiles() throws IOException {
        Path deep = Files.createDirectories(folder.resolve("a/b"));
        Path file = Files.writeString(deep.resolve("c"), "c");
        Files.createSymbolicLink(folder.resolve("link"), file);
        content.addFolder("docs", folder);
        assertThat(content.files().keySet()).containsExactly("docs/a/b/c", "docs/link");
    }

    @Test
    void whatIsMissingIsNamedAndNotPassedOver() {
        Path missing = folder.resolve("missing");
        assertThatThrownBy(() -> content.addFile("LICENSE", missing))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining(missing.toString())
                .hasMessageContaining("LICENSE");
        assertThatThrownBy(() -> content.addFolder("jobs", folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("jobs");
    }
}
