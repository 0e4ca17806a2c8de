package dev.dispatch.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written here is read by the system's own tar. */
class TarArchiveTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    private Path folder;

    @Test
    void filesComeOutWithTheirContentPermissionsAndTime() throws Exception {
        ArchiveContent content = new ArchiveContent();
        content.addFile("bin/run", file("run", "exit 0", "rwx------"));
        content.addFile("README.md", file("readme", "x".repeat(2 * 512), "rw-rw-rw-"));
        content.addFile("empty", file("empty", "", "rw-------"));

        Path unpacked = unpacked(content);

        assertThat(unpacked.resolve("top/bin/run")).hasContent("exit 0").isExecutable();
        assertThat(unpacked.resolve("top/README.md")).hasContent("x".repeat(2 * 512));
        assertThat(unpacked.resolve("top/empty")).isEmptyFile();
        assertThat(permissions(unpacked.resolve("top/README.md"))).isEqualTo("rw-r--r--");
        assertThat(Files.getLastModifiedTime(unpacked.resolve("top/bin/run"))).isEqualTo(FileTime.from(TIME));
    }

    @Test
    void aNameOfMoreThanAHundredCharactersIsKept() throws Exception {
        String name = "a".repeat(90) + "/" + "b".repeat(60) + "/" + "c".repeat(90);
        ArchiveContent content = new ArchiveContent();
        content.addFile(name, file("long", "here", "rw-r--r--"));

        assertThat(unpacked(content).resolve("top").resolve(name)).hasContent("here");
    }

    @Test
    void aNameThatTheFormatCannotHoldIsRefused() throws IOException {
        for (String name : new String[] {"a".repeat(120), "a/".repeat(140) + "b", "\u00e4"}) {
            ArchiveContent content = new ArchiveContent();
            content.addFile(name, file("any", "", "rw-r--r--"));
            assertThatThrownBy(() -> TarArchive.write(content, "top", TIME, folder.resolve("refused.tar.gz")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(name);
        }
    }

    @Test
    void theSameFilesGiveTheSameBytesWhateverTheirTimesWere() throws IOException {
        ArchiveContent content = new ArchiveContent();
        Path file = file("run", "exit 0", "rwxr-xr-x");
        content.addFile("bin/run", file);
        TarArchive.write(content, "top", TIME, folder.resolve("a.tar.gz"));
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        TarArchive.write(content, "top", TIME, folder.resolve("b.tar.gz"));
        assertThat(folder.resolve("b.tar.gz")).hasSameBinaryContentAs(folder.resolve("a.tar.gz"));
    }

    private Path unpacked(ArchiveContent content) throws IOException, InterruptedException {
        Path archive = folder.resolve("a.tar.gz");
        TarArchive.write(content, "top", TIME, archive);
        Path unpacked = Files.createDirectory(folder.resolve("unpacked"));
        ChildProcess.run("tar", "-xzf", archive.toString(), "-C", unpacked.toString());
        return unpacked;
    }

    private Path file(String name, String text, String permissions) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
