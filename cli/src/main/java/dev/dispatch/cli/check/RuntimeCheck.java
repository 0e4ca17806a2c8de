package dev.dispatch.cli.check;

import dev.dispatch.engine.EngineSettings;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What the program runs on: Java, its start-up cache, and Node.js where there is one. */
final class RuntimeCheck {

    private static final String CACHE = "cache";
    private static final String CACHE_FLAG = "-XX:AOTCache=";
    private static final int JAVA_VERSION = 25;
    private static final int NODE_VERSION = 20;
    private static final int NODE_SECONDS = 5;

    private final EngineSettings settings;

    RuntimeCheck(EngineSettings settings) {
        this.settings = settings;
    }

    CheckResult java() {
        String message =
                "Java " + System.getProperty("java.runtime.version") + " in " + System.getProperty("java.home");
        return Runtime.version().feature() == JAVA_VERSION
                ? CheckResult.ok("java", message)
                : CheckResult.warn("java", message, "use a Java " + JAVA_VERSION + ", with which dispatch is tested");
    }

    /** The virtual machine is given a cache by the launcher, which also has a missing one built. */
    CheckResult cache() {
        String[] arguments = ProcessHandle.current().info().arguments().orElseGet(() -> new String[0]);
        for (String argument : arguments) {
            if (argument.startsWith(CACHE_FLAG)) {
                return CheckResult.ok(CACHE, "in use: " + argument.substring(CACHE_FLAG.length()));
            }
        }
        return settings.distribution().stream().anyMatch(this::canBuildCache)
                ? CheckResult.ok(CACHE, "none for this Java yet; the launcher builds it in the background")
                : CheckResult.warn(
                        CACHE,
                        "none, and there is no folder that it could be written to; every command starts slowly",
                        "start dispatch by its launcher, and make ~/.cache/dispatch writable");
    }

    /** The folders that the launcher tries. */
    private boolean canBuildCache(Path distribution) {
        if (Files.isWritable(WritableCheck.nearest(distribution.resolve(CACHE)))) {
            return true;
        }
        String caches = settings.environment().getOrDefault("XDG_CACHE_HOME", "");
        String user = settings.environment().getOrDefault("HOME", "");
        String folder = caches.isEmpty() ? user : caches;
        return !folder.isEmpty() && Files.isWritable(WritableCheck.nearest(Path.of(folder)));
    }

    /** Never a fault: most of what dispatch does needs no Node.js. */
    CheckResult node() {
        String name = "node";
        Optional<Path> found = onPath("node");
        if (found.isEmpty()) {
            return CheckResult.ok(name, "not found; only modules written in JavaScript need Node.js");
        }
        String version = nodeVersion(found.get());
        String shown = "Node.js " + (version.isEmpty() ? "of unknown version" : version) + " in " + found.get();
        return CheckResult.ok(
                name,
                major(version) >= NODE_VERSION
                        ? shown
                        : shown + "; modules written in JavaScript need " + NODE_VERSION + " or newer");
    }

    private Optional<Path> onPath(String program) {
        for (String folder : settings.environment().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            try {
                Path file = Path.of(folder).resolve(program);
                if (!folder.isEmpty() && Files.isRegularFile(file) && Files.isExecutable(file)) {
                    return Optional.of(file);
                }
            } catch (InvalidPathException e) {
                // What is no path holds no program.
            }
        }
        return Optional.empty();
    }

    /** Empty where the program does not say. */
    private static String nodeVersion(Path node) {
        try {
            Process process = new ProcessBuilder(node.toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(NODE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return "";
            }
            byte[] said = process.getInputStream().readNBytes(100);
            return new String(said, StandardCharsets.UTF_8).strip();
        } catch (IOException | UncheckedIOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /** 22 of {@code v22.1.0}; 0 for what is no version. */
    static int major(String version) {
        int end = 1;
        while (end < version.length() && end < 6 && Character.isDigit(version.charAt(end))) {
            end++;
        }
        return version.startsWith("v") && end > 1 ? Integer.parseInt(version.substring(1, end)) : 0;
    }
}
