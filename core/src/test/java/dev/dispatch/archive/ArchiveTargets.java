package dev.dispatch.archive;

import dev.dispatch.fuzz.Corpus;
import dev.dispatch.fuzz.FuzzTarget;
import dev.dispatch.fuzz.Refused;
import dev.dispatch.problem.Issue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** Bundles of modules, packages of a registry, and what is left of an installed module. */
public final class ArchiveTargets {

    private ArchiveTargets() {}

    /**
     * All of them.
     *
     * @param folder for files
     */
    public static List<FuzzTarget> all(Path folder) {
        return List.of(
                bundle(folder),
                contents(folder),
                installed(folder.resolve("installed")),
                packed(),
                unpacked(),
                artifact());
    }

    private static FuzzTarget bundle(Path folder) {
        return FuzzTarget.ofBytes("bundle", 40, zips(), input -> {
            Path file = Files.write(folder.resolve("bundle.zip"), input);
            BundleCheck.of(new ZipArchive(file), null);
        });
    }

    /** A zip without a fault whose files have the names and contents of the input's lines: {@code name content}. */
    private static FuzzTarget contents(Path folder) {
        List<String> corpus = List.of(
                "module.json {\"name\": \"shop\", \"version\": \"1.0.0\", \"actions\": {}}\nassets/data.txt x\nREADME.md y",
                "module.json {\"name\": \"shop\", \"version\": \"1.0.0\", \"actions\": {}}\njobs/a.job.case.json {}");
        List<String> words = List.of(
                "\n",
                "/",
                "../",
                "module.json ",
                "artifact.json ",
                "jobs/",
                "assets/",
                "a/b/c/",
                "\\",
                "C:",
                "MODULE.JSON ",
                "./",
                "con.txt ",
                "x.class ",
                ".git/",
                "node_modules/",
                "a.",
                "version",
                "1.0.0",
                "shop");
        return FuzzTarget.ofTexts("bundle-contents", 30, corpus, words, text -> {
            Map<String, byte[]> files = new TreeMap<>();
            for (String line : text.split("\n", -1)) {
                int space = line.indexOf(' ');
                files.put(
                        space < 0 ? line : line.substring(0, space),
                        Bundles.bytes(space < 0 ? "" : line.substring(space + 1)));
            }
            ZipBytes zip = Bundles.zip(Bundles.withArtifact("shop", "1.0.0", files));
            try {
                BundleCheck.of(new ZipArchive(zip.writeTo(folder.resolve("contents.zip"))), null);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** The same to its end; that which is right is written, so it takes longer. */
    private static FuzzTarget installed(Path folder) {
        ModuleStore store = new ModuleStore(folder.resolve("modules"));
        return FuzzTarget.ofBytes("bundle-install", 4, zips(), input -> {
            Files.createDirectories(folder);
            Path file = Files.write(folder.resolve("bundle.zip"), input);
            InstalledModule module = store.install(new ZipArchive(file), null);
            InstalledState.of(module.folder());
        });
    }

    private static List<byte[]> zips() {
        Map<String, byte[]> files = Bundles.files("shop", "1.0.0", "some data ".repeat(30));
        ZipBytes deflated = Bundles.zip(files);
        deflated.entries.forEach(ZipBytes.Entry::deflated);
        ZipBytes commented = Bundles.zip(files);
        commented.comment = Bundles.bytes("a comment");
        return List.of(Bundles.zip(files).bytes(), deflated.bytes(), commented.bytes());
    }

    private static FuzzTarget packed() {
        return FuzzTarget.ofBytes(
                "package", 20, List.of(tar().gzipped()), input -> BundleCheck.of(new TarArchive("shop", input), null));
    }

    /** Damaged before it is packed: what is inside of gzip. */
    private static FuzzTarget unpacked() {
        byte[] tar = gunzip(tar().gzipped());
        return FuzzTarget.ofBytes(
                "tar", 30, List.of(tar), input -> BundleCheck.of(new TarArchive("shop", Corpus.gzip(input)), null));
    }

    private static TarBytes tar() {
        TarBytes tar = new TarBytes()
                .entry("pax_global_header", 'g', 18, Bundles.bytes("18 comment=abcdef\n"))
                .entry("package", '5', 0, new byte[0]);
        Bundles.files("shop", "1.0.0", "data").forEach((name, content) -> tar.file("package/" + name, content));
        return tar;
    }

    private static FuzzTarget artifact() {
        String sound = new String(
                Bundles.files("shop", "1.0.0", "a").get("artifact.json"), java.nio.charset.StandardCharsets.UTF_8);
        List<String> words =
                List.of("schemaVersion", "files", "sha256:", "module.json", "../x", "name", "version", "shop");
        return FuzzTarget.ofTexts("artifact", 20, List.of(sound), words, text -> {
            List<Issue> issues = new ArrayList<>();
            if (new ArtifactParser(issues::add).parse(text).isEmpty()) {
                throw new Refused();
            }
        });
    }

    private static byte[] gunzip(byte[] bytes) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return gzip.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
