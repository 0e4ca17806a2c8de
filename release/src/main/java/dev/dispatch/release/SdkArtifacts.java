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

/**
 * Makes what the author of a module compiles against: the classes, their sources and their documentation as jars, and a
 * POM without a parent, so that one file names all that the sdk needs.
 */
final class SdkArtifacts {

    private final Path sdk;
    private final Path work;
    private final Instant time;

    /**
     * Artifacts of a module that was built.
     *
     * @param sdk the module's folder
     * @param work an empty folder to work in
     * @param time of every file in the jars
     */
    SdkArtifacts(Path sdk, Path work, Instant time) {
        this.sdk = sdk;
        this.work = work;
        this.time = time;
    }

    /** Puts them into a folder, the versions being that of dispatch and those of the libraries. */
    void write(String version, String jackson, String jspecify, Path target) throws IOException, InterruptedException {
        String name = "dispatch-sdk-" + version;
        jar(version, sdk.resolve("target/classes"), target.resolve(name + ".jar"));
        jar(version, sources(), target.resolve(name + "-sources.jar"));
        jar(version, documentation(), target.resolve(name + "-javadoc.jar"));
        String pom = Files.readString(sdk.resolveSibling("release/src/sdk/pom.xml"))
                .replace("@VERSION@", version)
                .replace("@JACKSON@", jackson)
                .replace("@JSPECIFY@", jspecify);
        Files.writeString(target.resolve(name + ".pom"), pom);
    }

    private Path sources() {
        return sdk.resolve("src/main/java");
    }

    private void jar(String version, Path folder, Path target) throws IOException {
        Path manifest = work.resolve("MANIFEST.MF");
        Files.writeString(
                manifest,
                "Manifest-Version: 1.0\r\nImplementation-Title: dispatch sdk\r\nImplementation-Version: " + version
                        + "\r\n\r\n");
        ArchiveContent content = new ArchiveContent();
        content.addFolder("", folder);
        content.addFile("META-INF/MANIFEST.MF", manifest);
        content.addFile("META-INF/license.txt", sdk.resolveSibling("LICENSE"));
        ZipArchive.write(content, "", time, target);
    }

    /** A gap in the documentation ends the build. */
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
        try (Stream<Path> found = Files.walk(sources())) {
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
