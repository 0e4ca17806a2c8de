package dev.dispatch.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.testkit.RealServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A browser without a window and without a network, with a profile of its own. */
final class Chromium {

    private static final int SECONDS = 120;

    private final Path folder;

    Chromium(Path folder) {
        this.folder = folder;
    }

    /** The document after its scripts; a script that fails, and whatever its policy refuses, fails the test. */
    String dom(Path page) throws IOException, InterruptedException {
        return open(page, List.of("--dump-dom"));
    }

    /** A picture of the page. */
    Path picture(Path page, int width, int height) throws IOException, InterruptedException {
        Path file = Files.createTempFile(folder, "page", ".png");
        open(page, List.of("--screenshot=" + file, "--window-size=" + width + "," + height));
        return file;
    }

    private String open(Path page, List<String> options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                RealServers.program("chromium").orElseThrow().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--host-resolver-rules=MAP * ~NOTFOUND",
                "--user-data-dir=" + Files.createTempDirectory(folder, "profile"),
                "--enable-logging=stderr",
                "--virtual-time-budget=10000"));
        command.addAll(options);
        command.add(page.toUri().toString());
        Path out = Files.createTempFile(folder, "chromium", ".out");
        Path err = Files.createTempFile(folder, "chromium", ".err");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError("still running after " + SECONDS + " s: " + command);
        }
        assertThat(Files.readString(err)).doesNotContain("CONSOLE");
        return Files.readString(out);
    }
}
