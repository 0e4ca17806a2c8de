package dev.dispatch.release;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the libraries that authors of modules take into their builds: jars and POMs for a Maven repository. */
final class LibraryArtifacts {

    private final Path root;
    private final Path work;
    private final Instant time;
    private final String version;
    private final LibraryPom pom;

    /**
     * Artifacts of modules that were built.
     *
     * @param root the repository's folder
     * @param work an empty folder to work in
     * @param time of every file in the jars
     */
    LibraryArtifacts(Path root, Path work, Instant time, String version, LibraryPom pom) {
        this.root = root;
        this.work = work;
        this.time = time;
        this.version = version;
        this.pom = pom;
    }

    /** What a module is compiled against and tested with, and the engine that the tests run. */
    void write(Path target) throws IOException, InterruptedException {
        library("sdk", target);
        jar("sdk", documentation(), target.resolve(name("sdk") + "-javadoc.jar"));
        library("sdk-testing", target);
        library("core", target);
    }

    private void library(String module, Path target) throws IOException {
        jar(module, root.resolve(module).resolve("target/classes"), target.resolve(name(module) + ".jar"));
        jar(module, sources(module), target.resolve(name(module) + "-sources.jar"));
        Files.writeString(
                target.resolve(name(module) + ".pom"),
                pom.of(root.resolve(module).resolve("pom.xml")));
    }

    private String name(String module) {
        return "dispatch-" + module + "-" + version;
    }

    private Path sources(String module) {
        return root.resolve(module).resolve("src/main/java");
    }

    private void jar(String module, Path folder, Path target) throws IOException {
        Path manifest = work.resolve("MANIFEST.MF");
        Files.writeString(
                manifest,
                "Manifest-Version: 1.0\r\nImplementation-Title: dispatch " + module + "\r\nImplementation-Version: "
                        + version + "\r\n\r\n");
        ArchiveContent content = new ArchiveContent();
        content.addFolder("", folder);
        content.addFile("META-INF/MANIFEST.MF", manifest);
        content.addFile("META-INF/license.txt", root.resolve("LICENSE"));
        ZipArchive.write(content, "", time, target);
    }

    /** Of the sdk; a gap in the documentation ends the build. */
    private Path documentation() throws IOException, InterruptedException {
        Path folder = work.resolve("javadoc");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "javadoc").toString(),
                "-quiet",
                "-Xdoclint:all",
                "-Werror",
                "-notimestamp",
                "--module-path",
                libraries(),
                "-d",
                folder.toString()));
        try (Stream<Path> found = Files.walk(sources("sdk"))) {
            found.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .forEach(file -> command.add(file.toString()));
        }
        ChildProcess.run(command.toArray(String[]::new));
        return folder;
    }

    /** Those of the class path of this build that the sdk is compiled against. */
    private static String libraries() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry ->
                        entry.matches(".*[/\\\\](jackson-(core|databind|annotations)|jspecify)-[^/\\\\]*\\.jar"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
