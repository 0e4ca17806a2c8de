package dev.dispatch.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamedFileTest {

    @TempDir
    private Path folder;

    @Test
    void aFileIsReplacedAndMissingFoldersAreMade() throws IOException {
        Path file = folder.resolve("a/b/file.txt");
        StreamedFile.write(file, out -> out.write('1'));
        StreamedFile.write(file, out -> out.write('2'));
        assertThat(file).hasContent("2");
        assertThat(file.resolveSibling(".")).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void whateverFailsTheOldContentStays() throws IOException {
        Path file = Files.writeString(folder.resolve("file.txt"), "old");
        assertThatIllegalStateException()
                .isThrownBy(() -> StreamedFile.write(file, out -> {
                    out.write('n');
                    throw new IllegalStateException("broken");
                }));
        assertThat(file).hasContent("old");
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
        assertThatIOException()
                .isThrownBy(() -> StreamedFile.write(folder.resolve("file.txt/x"), out -> out.write('n')));
    }

    @Test
    void aLinkIsReplacedAndWhatItLedToIsNot() throws IOException {
        Path outside = Files.writeString(folder.resolve("outside.txt"), "mine");
        Path link = Files.createSymbolicLink(folder.resolve("link.txt"), outside);
        StreamedFile.write(link, out -> out.write('1'));
        assertThat(link).isRegularFile().hasContent("1");
        assertThat(Files.isSymbolicLink(link)).isFalse();
        assertThat(outside).hasContent("mine");
    }

    @Test
    void aDeviceIsWrittenToAndStays() throws IOException {
        Path device = Path.of("/dev/null");
        Path link = Files.createSymbolicLink(folder.resolve("link.txt"), device);
        StreamedFile.write(device, out -> out.write('1'));
        StreamedFile.write(link, out -> out.write('1'));
        assertThat(Files.isRegularFile(device)).isFalse();
        assertThat(Files.isSymbolicLink(link)).isTrue();
    }
}
