package dev.dispatch.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes the files of a release: the zip file, the archive with its own runtime, the libraries for authors of
 * modules, the list of components and the sums. Started by the build; the arguments are the repository's root, the folder
 * to work in, the version, and the time that every file in the archives has.
 */
final class BuildRelease {
    private static final String DOCUMENTS = "dev.dispatch.cli.Documents";
    private static final List<String> DIST_FILES =
            List.of("bin/dispatch", "lib/current", "lib/launch.sh", "lib/train.sh", "LICENSE");

    private final Path root;
    private final Path work;
    private final Path distribution;

    private BuildRelease(Path root, Path work) {
        this.root = root;
        this.work = work;
        this.distribution = root.resolve("cli/target/dist");
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        new BuildRelease(Path.of(args[0]), Path.of(args[1])).run(args[2], Instant.parse(args[3]));
    }

    private void run(String version, Instant time) throws IOException, InterruptedException {
        String name = "dispatch-" + version;
        Path artifacts = emptied("artifacts");
        Path components = artifacts.resolve(name + ".cdx.json");
        ComponentList.write(work.resolve("bom.json"), components);
        LibraryPom pom = new LibraryPom(version, components);
        new LibraryArtifacts(root, emptied("libraries"), time, version, pom).write(artifacts);
        Path jar = jar();
        ArchiveContent content = content(jar);
        content.addFile("sbom.cdx.json", components);
        ZipArchive.write(content, name, time, artifacts.resolve(name + ".zip"));

        Path image = emptied("image");
        RuntimeImage runtime = RuntimeImage.link(jar, image.resolve("runtime"));
        runtime.recordCaches(distribution, image.resolve("cache"));
        content.addFolder("runtime", runtime.folder());
        content.addFolder("cache", image.resolve("cache"));
        String selfContained = name + "-" + RuntimeImage.platform();
        TarArchive.write(content, selfContained, time, artifacts.resolve(selfContained + ".tar.gz"));
        Checksums.write(artifacts);
    }

    /** What both archives hold. */
    private ArchiveContent content(Path jar) throws IOException, InterruptedException {
        ArchiveContent content = new ArchiveContent();
        for (String file : DIST_FILES) {
            content.addFile(file, distribution.resolve(file));
        }
        content.addFile("lib/" + jar.getFileName(), jar);
        content.addFolder("jobs", distribution.resolve("jobs"));
        content.addFolder("modules", distribution.resolve("modules"));
        content.addFolder("docs", root.resolve("docs"));
        content.addFile("CHANGELOG.md", root.resolve("CHANGELOG.md"));
        content.addFile("README.md", root.resolve("release/src/dist/README.md"));
        content.addFile("SKILL.md", distribution.resolve("SKILL.md"));
        addGenerated(content, jar);
        return content;
    }

    /** Adds the completions and the manual page, which the program writes itself. */
    private void addGenerated(ArchiveContent content, Path jar) throws IOException, InterruptedException {
        Path generated = emptied("generated");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ChildProcess.run(java, "-cp", jar.toString(), DOCUMENTS, generated.toString());
        content.addFolder("completions", generated.resolve("completions"));
        content.addFolder("man", generated.resolve("man"));
    }

    /** The one jar that counts; the one it replaced may still be beside it. */
    private Path jar() throws IOException {
        String name = Files.readString(distribution.resolve("lib/current")).strip();
        return distribution.resolve("lib/" + name + ".jar");
    }

    private Path emptied(String name) throws IOException {
        Path folder = work.resolve(name);
        if (Files.exists(folder)) {
            try (Stream<Path> old = Files.walk(folder)) {
                for (Path file : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        return Files.createDirectories(folder);
    }
}
