package dev.dispatch.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import dev.dispatch.testkit.Execution;
import dev.dispatch.testkit.Invocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same module gives the same bundle, whoever packs it, when and where. */
class ReproducibleBundleTest {

    /** Somebody's machine: what is different there and must not matter. */
    private record Machine(
            String name, String zone, String locale, String mask, String mode, Instant changed, String encoding) {}

    private static final Machine HERE =
            new Machine("here", "UTC", "C", "022", "rw-r--r--", Instant.parse("2001-02-03T04:05:06Z"), "UTF-8");
    private static final Machine THERE = new Machine(
            "there/far away", "Asia/Kolkata", "tr_TR.UTF-8", "077", "rwx------", Instant.EPOCH, "ISO-8859-1");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"http", "java"})
    void twoMachinesPackTheSameBytes(String template) throws Exception {
        byte[] here = packed(HERE, template);
        byte[] there = packed(THERE, template);
        assertThat(Json.sha256(there)).isEqualTo(Json.sha256(here));
        Path again = folder.resolve("here/again.zip");
        program(HERE, "module", "pack", "--path", "module", "--out", again.toString());
        assertThat(Json.sha256(Files.readAllBytes(again))).isEqualTo(Json.sha256(here));
    }

    private byte[] packed(Machine machine, String template) throws Exception {
        Path place = Files.createDirectories(folder.resolve(machine.name()));
        program(machine, "module", "init", "--name", "parts", "--out", "module", "--template", template);
        Path module = place.resolve("module");
        Path assets = Files.createDirectories(module.resolve("assets/\u0131stanbul"));
        for (String name : List.of("b.txt", "A.txt", "\u00e9.txt")) {
            Files.writeString(assets.resolve(name), name);
        }
        Path manifest = module.resolve("module.json");
        String text = Files.readString(manifest);
        Files.writeString(manifest, text.replaceFirst("\"version\"", "\"pack\": {\"include\": [\"assets/**\"]}, $0"));
        try (Stream<Path> files = Files.walk(module)) {
            for (Path file : files.toList()) {
                if (Files.isRegularFile(file)) {
                    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(machine.mode()));
                }
                Files.setLastModifiedTime(file, FileTime.from(machine.changed()));
            }
        }
        Path bundle = place.resolve("parts.zip");
        program(machine, "module", "pack", "--path", "module", "--out", bundle.toString());
        return Files.readAllBytes(bundle);
    }

    private void program(Machine machine, String... arguments) throws IOException, InterruptedException {
        Path place = folder.resolve(machine.name());
        List<String> mask = List.of("sh", "-c", "umask " + machine.mask() + "; exec \"$0\" \"$@\"");
        Map<String, String> environment = Map.of(
                "HOME", place.resolve("home").toString(),
                "TZ", machine.zone(),
                "LC_ALL", machine.locale(),
                "JAVA_TOOL_OPTIONS", "-Dfile.encoding=" + machine.encoding());
        Execution execution =
                new PackagedProgram(folder, mask).run(new Invocation(List.of(arguments), place, environment, ""));
        assertThat(execution.exitCode()).as(execution.err()).isZero();
    }
}
