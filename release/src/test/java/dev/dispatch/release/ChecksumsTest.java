package dev.dispatch.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksumsTest {

    /** The digest of "abc" is the first example of FIPS 180-4. */
    @Test
    void eachFileHasALineAndTheSumsHaveNone(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("b.zip"), "abc");
        Files.writeString(folder.resolve("a.txt"), "");
        Checksums.write(folder);
        Checksums.write(folder);
        assertThat(folder.resolve("SHA256SUMS")).hasContent("""
                e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a.txt
                ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  b.zip
                """);
    }
}
