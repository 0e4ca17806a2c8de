package dev.dispatch.release;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.spi.ToolProvider;

/** The Java runtime that the self-contained archive brings: the modules of this JDK that the program needs. */
final class RuntimeImage {

    /** What the program looks up by name, so that no class of its jar refers to it: charsets of answers, javac, zip files. */
    private static final List<String> BY_NAME = List.of("jdk.charsets", "jdk.compiler", "jdk.zipfs");

    /** Jackson does without these two packages of its own where the desktop and SQL modules are missing. */
    private static final String ANALYZED = "(?!tools\\.jackson\\.databind\\.ext\\.(beans|sql)\\.).*";

    private final Path folder;

    private RuntimeImage(Path folder) {
        this.folder = folder;
    }

    /**
     * Links the runtime for the program in a jar.
     *
     * @param folder where to; must not exist
     */
    static RuntimeImage link(Path jar, Path folder) throws IOException, InterruptedException {
        run(
                "jlink",
                "--add-modules",
                String.join(",", modules(jar)),
                "--output",
                folder.toString(),
                "--strip-java-debug-attributes",
                "--no-header-files",
                "--no-man-pages");
        // What is not in a cache of ours comes from this archive; jlink would also make one for heaps beyond 32 GB.
        ChildProcess.run(folder.resolve("bin/java").toString(), "-Xshare:dump", "-Xlog:disable");
        return new RuntimeImage(folder);
    }

    Path folder() {
        return folder;
    }

    /** Records the ahead-of-time caches of a distribution for this runtime. */
    void recordCaches(Path distribution, Path caches) throws IOException, InterruptedException {
        ChildProcess.run(
                "sh",
                distribution.resolve("lib/train.sh").toString(),
                distribution.toString(),
                folder.toString(),
                caches.toString());
    }

    /** The operating system and the processor that this runtime is for, as in {@code linux-x64}. */
    static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch");
        return (system.startsWith("mac") ? "macos" : system.replace(' ', '-'))
                + "-"
                + (processor.equals("amd64") || processor.equals("x86_64") ? "x64" : processor);
    }

    private static Set<String> modules(Path jar) throws IOException {
        String found = run(
                "jdeps",
                "--ignore-missing-deps",
                "--multi-release",
                String.valueOf(Runtime.version().feature()),
                "-include",
                ANALYZED,
                "--print-module-deps",
                jar.toString());
        Set<String> modules = new TreeSet<>(BY_NAME);
        modules.addAll(List.of(found.strip().split(",", -1)));
        return modules;
    }

    private static String run(String tool, String... arguments) throws IOException {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = ToolProvider.findFirst(tool)
                .orElseThrow(() -> new IOException("this Java has no " + tool))
                .run(new PrintWriter(out), new PrintWriter(err), arguments);
        if (exitCode != 0) {
            throw new IOException(tool + " failed with exit code " + exitCode + ": " + out + err);
        }
        return out.toString();
    }
}
