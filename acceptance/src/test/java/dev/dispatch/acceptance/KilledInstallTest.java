package dev.dispatch.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import dev.dispatch.testkit.Execution;
import dev.dispatch.testkit.Invocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Installations of the packaged program that end in the middle: what is there is one module, whole. */
class KilledInstallTest {

    private static final int FILES = 120;
    private static final int KILLS = 12;

    @TempDir
    private Path folder;

    private Path modules;

    private final List<Bundle> copies = new ArrayList<>();

    /** A bundle, and the content hash of what it holds. */
    private record Bundle(Path file, String hash) {}

    @BeforeEach
    void twoCopiesOfABigModule() throws IOException {
        modules = folder.resolve(".dispatch/modules");
        for (String content : List.of("one", "two")) {
            Path module = Files.createDirectories(folder.resolve(content + "/assets"));
            for (int i = 0; i < FILES; i++) {
                Files.writeString(module.resolve(i + ".txt"), (content + i + "\n").repeat(300));
            }
            copies.add(packed("big", content, ", \"pack\": {\"include\": [\"assets\"]}"));
        }
    }

    @Test
    void aKillAtAnyMomentLeavesTheOldModuleOrTheNewOne() throws Exception {
        Random random = new Random(16);
        Bundle other = packed("small", "small", "");
        Bundle current = copies.getFirst();
        install(current);
        int killedInTheMiddle = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            installAndKill(otherThan(current), 1 + random.nextInt(2 * FILES));
            killedInTheMiddle += left().isEmpty() ? 0 : 1;
            current = wholeModule();
            if (kill % 3 == 2) {
                install(other);
                assertThat(left()).isEmpty();
                assertThat(wholeModule()).isEqualTo(current);
            }
        }
        assertThat(killedInTheMiddle).isPositive();
        install(otherThan(current));
        assertThat(wholeModule()).isEqualTo(otherThan(current));
        assertThat(left()).isEmpty();
    }

    @Test
    void severalAtOnceLeaveOneWholeModule() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            processes.add(new PackagedProgram(folder).start(installation(copies.get(i % 2))));
        }
        for (Process process : processes) {
            assertThat(process.waitFor()).isZero();
        }
        assertThat(wholeModule()).isIn(copies);
        assertThat(left()).isEmpty();
    }

    /** The moment is a number of files that were written, and behind them of files of the old copy that were removed. */
    private void installAndKill(Bundle bundle, int moment) throws Exception {
        Process process = new PackagedProgram(folder).start(installation(bundle));
        while (done() < moment && !process.waitFor(1, TimeUnit.MILLISECONDS)) {
            // Its files are counted again.
        }
        process.destroyForcibly().waitFor();
    }

    private int done() throws IOException {
        int written = 0;
        int removed = 0;
        for (Path folder : left()) {
            int files = count(folder.resolve("assets"));
            if (folder.getFileName().toString().startsWith(".new-")) {
                written = Math.max(written, files);
            } else {
                removed = Math.max(removed, 2 * FILES - files);
            }
        }
        return Math.max(written, removed);
    }

    private static int count(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return (int) files.count();
        } catch (NoSuchFileException | UncheckedIOException e) {
            return 0;
        }
    }

    /** What installations that ended in the middle have left. */
    private List<Path> left() throws IOException {
        try (Stream<Path> entries = Files.list(modules)) {
            return entries.filter(entry -> entry.getFileName().toString().startsWith("."))
                    .filter(Files::isDirectory)
                    .toList();
        }
    }

    private Bundle otherThan(Bundle copy) {
        return copy.equals(copies.getFirst()) ? copies.getLast() : copies.getFirst();
    }

    /** Which copy a reader sees, after each of its files was held against its sum. */
    private Bundle wholeModule() throws IOException {
        JsonNode shown = Json.parse(run("module", "inspect", "big", "--json"));
        Path module = Path.of(shown.path("sourcePath").stringValue());
        JsonNode sums =
                Json.parse(Files.readString(module.resolve("artifact.json"))).path("files");
        assertThat(sums.size()).isGreaterThan(FILES);
        for (Map.Entry<String, JsonNode> sum : sums.properties()) {
            String actual = "sha256:" + Json.sha256(Files.readAllBytes(module.resolve(sum.getKey())));
            assertThat(actual).as(sum.getKey()).isEqualTo(sum.getValue().stringValue());
        }
        String hash = shown.path("hash").stringValue();
        return copies.stream()
                .filter(copy -> copy.hash().equals(hash))
                .findFirst()
                .orElseThrow();
    }

    private Bundle packed(String name, String content, String more) throws IOException {
        Path module = Files.createDirectories(folder.resolve(content));
        Files.writeString(
                module.resolve("module.json"),
                "{\"name\": \"%s\", \"version\": \"1.0.0\", \"actions\": {}%s}".formatted(name, more));
        Path bundle = folder.resolve(content + ".zip");
        String answer = run("module", "pack", "--path", module.toString(), "--out", bundle.toString(), "--json");
        return new Bundle(bundle, Json.parse(answer).path("hash").stringValue());
    }

    private void install(Bundle bundle) {
        run("module", "install", "--bundle", bundle.file().toString());
    }

    private Invocation installation(Bundle bundle) {
        return invocation("module", "install", "--bundle", bundle.file().toString());
    }

    private Invocation invocation(String... arguments) {
        return new Invocation(Arrays.asList(arguments), folder, Map.of("HOME", folder.toString()), "");
    }

    private String run(String... arguments) {
        Execution execution = new ProgramInProcess().run(invocation(arguments));
        assertThat(execution.exitCode()).as(execution.out() + execution.err()).isZero();
        return execution.out();
    }
}
