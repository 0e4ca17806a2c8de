package dev.dispatch.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipArchiveTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:06Z");

    @TempDir
    private Path folder;

    @Test
    void aProgramStaysAProgramAndADocumentADocument() throws IOException {
        Path archive = archive("a.zip", "rwx------", "rw-rw-rw-");
        try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of("enablePosixFileAttributes", "true"))) {
            assertThat(permissions(zip, "top/bin/run")).isEqualTo("rwxr-xr-x");
            assertThat(permissions(zip, "top/README.md")).isEqualTo("rw-r--r--");
            assertThat(zip.getPath("top/bin/run")).hasContent("exit 0");
        }
    }

    @Test
    void namesAreInOrderAndTimesAreTheGivenOneInUtc() throws IOException {
        try (ZipFile zip =
                new ZipFile(archive("a.zip", "rwxr-xr-x", "rw-r--r--").toFile())) {
            assertThat(Collections.list(zip.entries()))
                    .extracting(ZipEntry::getName)
                    .containsExactly("top/README.md", "top/bin/run");
            assertThat(Collections.list(zip.entries()))
                    .extracting(ZipEntry::getTimeLocal)
                    .containsOnly(LocalDateTime.parse("2026-01-02T03:04:06"));
        }
    }

    @Test
    void theSameFilesGiveTheSameBytesWhateverTheirTimesAndTheUmaskWere() throws IOException {
        Path one = archive("a.zip", "rwxr-xr-x", "rw-r--r--");
        Files.setLastModifiedTime(folder.resolve("run"), FileTime.from(Instant.EPOCH));
        assertThat(archive("b.zip", "rwx------", "rw-rw----")).hasSameBinaryContentAs(one);
    }

    private Path archive(String name, String ofProgram, String ofDocument) throws IOException {
        ArchiveContent content = new ArchiveContent();
        content.addFile("bin/run", file("run", "exit 0", ofProgram));
        content.addFile("README.md", file("readme", "Run it.", ofDocument));
        Path archive = folder.resolve(name);
        ZipArchive.write(content, "top", TIME, archive);
        return archive;
    }

    private Path file(String name, String text, String permissions) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            Files.writeString(file, text);
        }
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private static String permissions(FileSystem zip, String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(zip.getPath(name)));
    }
}
