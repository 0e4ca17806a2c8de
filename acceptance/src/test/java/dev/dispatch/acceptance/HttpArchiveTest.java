package dev.dispatch.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import de.sstoehr.harreader.HarReader;
import de.sstoehr.harreader.model.HarEntry;
import dev.dispatch.testkit.NeedsServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTP archives, held against the schema of the format and opened by a library that others wrote. */
class HttpArchiveTest {

    @TempDir
    private Path folder;

    private ReportedRuns runs;

    @BeforeEach
    void start() throws IOException {
        runs = new ReportedRuns(folder);
    }

    @AfterEach
    void stop() {
        runs.close();
    }

    @Test
    void aReaderOfOthersFindsEachCallWithItsBodies() throws Exception {
        runs.everything();
        List<HarEntry> entries =
                new HarReader().readFromFile(runs.report("har").toFile()).log().entries();
        assertThat(entries).hasSize(14);
        assertThat(entries).extracting(entry -> entry.response().status()).contains(200, 201, 302, 503);
        HarEntry order = entries.stream()
                .filter(entry -> entry.response().status() == 201)
                .findFirst()
                .orElseThrow();
        assertThat(order.request().postData().text()).contains("document.title='owned'");
        assertThat(entries)
                .extracting(entry -> entry.response().content().encoding())
                .contains("base64");
        assertThat(order.additional()).containsEntry("_step", "order").containsEntry("_path", "order#1@1");
    }

    @Test
    @NeedsServer(
            value = "npm",
            install = "install Node.js 20, which brings it; it fetches what is named in acceptance/har")
    void anArchiveFitsTheSchemaOfTheFormat() throws Throwable {
        runs.everything();
        Path archive = runs.report("har");
        Path installed = NodePackages.install("har", "har-schema");
        assertThat(check(installed, archive)).isEmpty();
        Path broken = Files.writeString(
                folder.resolve("broken.har"), Files.readString(archive).replace("\"startedDateTime\"", "\"started\""));
        assertThat(check(installed, broken)).contains("should have required property 'startedDateTime'");
    }

    private static String check(Path installed, Path archive) throws IOException, InterruptedException {
        Process node = new ProcessBuilder("node", installed.resolve("check.js").toString(), archive.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(node.waitFor()).as(said).isEqualTo(said.isEmpty() ? 0 : 1);
        return said;
    }
}
