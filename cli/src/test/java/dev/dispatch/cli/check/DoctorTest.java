package dev.dispatch.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.cli.Terminal;
import dev.dispatch.cli.check.CheckResult.Status;
import dev.dispatch.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DoctorTest {

    private static final Instant NOW = Instant.parse("2026-03-06T16:21:16.042Z");

    @TempDir
    private Path folder;

    @Test
    void whatIsSoundIsOkAndNothingIsLeftBehind() throws IOException {
        Terminal.Outcome outcome = new Terminal(folder).json("doctor");
        assertThat(outcome.exitCode()).as(outcome.out()).isZero();
        assertThat(check(outcome, "home writable").path("status").asString()).isEqualTo("ok");
        assertThat(files()).isEmpty();
    }

    @Test
    void aFolderThatIsThereIsWrittenToAndLeftAsItWas() throws IOException {
        Files.createDirectories(folder.resolve("home"));
        Files.createDirectories(folder.resolve("runs"));
        assertThat(new Terminal(folder).json("doctor").exitCode()).isZero();
        assertThat(files()).containsExactly(folder.resolve("runs"));
    }

    @Test
    void aHomeThatCannotBeAFolderFails() throws IOException {
        Files.writeString(folder.resolve("home"), "a file");
        Terminal.Outcome outcome = new Terminal(folder).json("doctor");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.json().path("message").asString()).isEqualTo("doctor checks failed");
        JsonNode check = check(outcome, "home writable");
        assertThat(check.path("status").asString()).isEqualTo("fail");
        assertThat(check.path("message").asString()).isEqualTo(folder.resolve("home") + " is not a folder");
        assertThat(check.path("mend").asString()).contains("--home");
    }

    @Test
    void aModuleThatDoesNotLoadAConfigurationAndAMemoryThatAreNotJsonFail() throws IOException {
        write("modules/broken/module.json", "{");
        write("dispatch.config.json", "[]");
        write("home/config.json", "{,");
        write("home/memory/notes.json", "nothing");
        Terminal.Outcome outcome = new Terminal(folder).json("doctor");
        assertThat(check(outcome, "module registry").path("message").asString())
                .contains(folder.resolve("modules/broken") + ": module.json 1:2: This is not JSON");
        assertThat(check(outcome, "config").path("message").asString())
                .startsWith(folder.resolve("home/config.json") + ":1:2: The file is not JSON")
                .contains(folder.resolve("dispatch.config.json") + ":1:1: the document must be an object");
        assertThat(check(outcome, "memory").path("message").asString())
                .contains(folder.resolve("home/memory/notes.json").toString());
        assertThat(outcome.json()
                        .path("next")
                        .valueStream()
                        .map(next -> next.path("command").asString()))
                .containsExactly(
                        "dispatch explain INVALID_CONFIG", "dispatch module list", "dispatch explain INVALID_MEMORY");
    }

    @Test
    void anInstalledModuleIsWhatWasInstalled() throws IOException {
        String manifest = "{\"name\": \"shop\", \"version\": \"1.0.0\"}";
        write("home/modules/shop@1.0.0/module.json", manifest);
        write(
                "home/modules/shop@1.0.0/artifact.json",
                artifact("module.json", Json.sha256(manifest.getBytes(StandardCharsets.UTF_8))));
        assertThat(installed().intact()).isEqualTo(CheckResult.ok("installed modules", "1 intact"));
        assertThat(installed().legacy().status()).isEqualTo(Status.OK);
        write("home/modules/shop@1.0.0/module.json", manifest + " ");
        assertThat(installed().intact().message()).isEqualTo("shop@1.0.0: module.json was changed");
        write("home/modules/shop@1.0.0/artifact.json", artifact("../../../secret", "0".repeat(64)));
        assertThat(installed().intact().message()).isEqualTo("shop@1.0.0: ../../../secret is missing");
        write("home/modules/shop@1.0.0/module.json", "{\"name\": \"shop\", \"version\": \"2.0.0\"}");
        assertThat(installed().intact().message()).isEqualTo("shop@1.0.0: module.json is that of shop@2.0.0");
        write("home/modules/shop@1.0.0/module.json", "{");
        assertThat(installed().intact().status()).isEqualTo(Status.FAIL);
    }

    @Test
    void foldersOfAnotherFormAreNamedAndHarmNothing() throws IOException {
        write("home/modules/shop/module.json", "{}");
        write("home/modules/cart@1.0.0/module.json", "{}");
        assertThat(installed().intact().message()).isEqualTo("none are installed");
        CheckResult legacy = installed().legacy();
        assertThat(legacy.status()).isEqualTo(Status.WARN);
        assertThat(legacy.message()).startsWith("cart@1.0.0; shop are not <name>@<version>");
    }

    @Test
    void aClockThatCannotBeBelievedIsTold() {
        assertThat(ClockCheck.result(NOW, NOW.plusSeconds(3)).status()).isEqualTo(Status.OK);
        assertThat(ClockCheck.result(NOW, NOW.minusSeconds(60)).status()).isEqualTo(Status.WARN);
        assertThat(ClockCheck.result(Instant.EPOCH, Instant.EPOCH).status()).isEqualTo(Status.FAIL);
    }

    @Test
    void aDiskThatIsNearlyFullIsTold() {
        long mib = 1024 * 1024;
        assertThat(DiskCheck.result(5 * 1024 * mib, folder).message()).startsWith("5.0 GiB free for ");
        assertThat(DiskCheck.result(1023 * mib, folder).status()).isEqualTo(Status.WARN);
        assertThat(DiskCheck.result(63 * mib, folder).status()).isEqualTo(Status.FAIL);
    }

    @Test
    void theVersionOfNodeIsReadFromWhatItSays() {
        assertThat(RuntimeCheck.major("v22.1.0")).isEqualTo(22);
        assertThat(List.of("", "v", "22.1", "verbose", "error: v20")).allMatch(text -> RuntimeCheck.major(text) == 0);
    }

    private InstalledModulesCheck installed() {
        return new InstalledModulesCheck(folder.resolve("home/modules"));
    }

    private static String artifact(String file, String sum) {
        return """
                {"schemaVersion": 2, "name": "shop", "version": "1.0.0", "cliVersion": "0.1.0",
                 "sourceHash": "sha256:%s", "files": {"%s": "sha256:%s"}}
                """.formatted("0".repeat(64), file, sum);
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> !file.equals(folder) && !isCached(file)).toList();
        }
    }

    /** The classes of a module in Java that ships with the program, and the folders around them. */
    private boolean isCached(Path file) {
        Path cache = folder.resolve("home/cache");
        return file.startsWith(cache) || (Files.exists(cache) && file.equals(cache.getParent()));
    }

    private static JsonNode check(Terminal.Outcome outcome, String name) {
        JsonNode document = outcome.json();
        JsonNode checks = document.has("checks")
                ? document.get("checks")
                : document.path("details").path("checks");
        return checks.valueStream()
                .filter(check -> check.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
