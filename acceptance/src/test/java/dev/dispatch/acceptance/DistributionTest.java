package dev.dispatch.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistributionTest {
    private static final int JAVA_7_CLASS_FILE = 51;
    private static final Path DIST = Path.of(System.getProperty("dispatch.dist"));
    private static final String JDK = System.getProperty("java.home");

    /** Makes the VM refuse to start where it cannot use the cache. */
    private static final Map<String, String> CACHE_OR_NOTHING = Map.of("JDK_JAVA_OPTIONS", "-XX:AOTMode=on");

    @TempDir
    private Path folder;

    @BeforeAll
    static void theDistributionWasBuilt() {
        assertThat(DIST.resolve("lib/current"))
                .as("the distribution; build it with `mvn package`")
                .exists();
    }

    @Test
    void theJarIsNamedByItsContent() throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(currentJar(DIST)));
        String hash = HexFormat.of().formatHex(digest).substring(0, 12);
        assertThat(currentJar(DIST)).hasFileName("dispatch-" + hash + ".jar");
    }

    @Test
    void noClassIsTooOldForTheCache() throws IOException {
        List<String> tooOld = new ArrayList<>();
        int classes = 0;
        try (JarFile jar = new JarFile(currentJar(DIST).toFile())) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                if (entry.getName().endsWith(".class")) {
                    classes++;
                    if (majorVersion(jar, entry) < JAVA_7_CLASS_FILE) {
                        tooOld.add(entry.getName());
                    }
                }
            }
        }
        assertThat(classes).isGreaterThan(1000);
        assertThat(tooOld).isEmpty();
    }

    @Test
    void theJarHasNoSignaturesNoModuleDescriptorsAndNoOtherVersions() throws IOException {
        try (JarFile jar = new JarFile(currentJar(DIST).toFile())) {
            assertThat(Collections.list(jar.entries()))
                    .extracting(JarEntry::getName)
                    .noneMatch(name -> name.endsWith("module-info.class")
                            || name.startsWith("META-INF/versions/")
                            || name.matches("META-INF/[^/]*\\.(SF|RSA|DSA)"))
                    .contains("META-INF/LICENSE", "META-INF/NOTICE");
        }
    }

    @Test
    void noEntryOfTheJarDependsOnTheTimeZoneOfTheBuild() throws IOException {
        try (JarFile jar = new JarFile(currentJar(DIST).toFile())) {
            assertThat(Collections.list(jar.entries())).allMatch(entry -> entry.getExtra() == null);
        }
    }

    @Test
    void theProgramRunsThroughALinkFromAnyFolderAndKeepsQuiet() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("a link"), DIST.resolve("bin/dispatch"));
        assertThat(run(folder, Map.of(), link.toString(), "version")).isEqualTo(new Result(0, version(), ""));
    }

    @Test
    void aCopyInAFolderWithASpaceUsesTheCacheItRecords() throws Exception {
        Path copy = copyOfDistribution();
        Path cache = cacheOfVersion(copy);
        Files.delete(cache);
        Result training =
                run(folder, Map.of(), "sh", copy.resolve("lib/train.sh").toString(), copy.toString(), JDK);
        assertThat(training).isEqualTo(new Result(0, "", ""));
        assertThat(cacheOfVersion(copy)).isEqualTo(cache);

        Result result = run(folder, CACHE_OR_NOTHING, launcher(copy), "version");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).isEqualTo(version());
    }

    @Test
    void everyOtherCommandUsesTheLargeCache() throws Exception {
        Result result = run(folder, CACHE_OR_NOTHING, launcher(DIST), "schema", "case", "--print", "--json");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).startsWith("{");
    }

    @Test
    void aDamagedCacheChangesNeitherTheResultNorStdout() throws Exception {
        Path copy = copyOfDistribution();
        Files.write(cacheOfVersion(copy), new byte[] {1, 2, 3});
        Result result = run(folder, Map.of(), launcher(copy), "version");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).isEqualTo(version());
        assertThat(run(folder, CACHE_OR_NOTHING, launcher(copy), "version").exitCode())
                .isNotZero();
    }

    @Test
    void aFolderThatIsNoJdk25IsNamedAndEndsWithAUsageError() throws Exception {
        Result result = run(folder, Map.of("DISPATCH_JAVA_HOME", folder.toString()), launcher(DIST), "version");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains(folder.toString()).contains("JDK 25");
    }

    @Test
    void aRuntimeThatTheDistributionBringsIsUsedBeforeAnyOther() throws Exception {
        Path own = Files.createDirectory(folder.resolve("own"));
        Map<String, Path> parts = Map.of(
                "bin", DIST.resolve("bin"),
                "lib", DIST.resolve("lib"),
                "cache", DIST.resolve("cache"),
                "runtime", Path.of(JDK));
        for (Map.Entry<String, Path> part : parts.entrySet()) {
            Files.createSymbolicLink(own.resolve(part.getKey()), part.getValue());
        }
        Map<String, String> noJdk = Map.of("DISPATCH_JAVA_HOME", folder.toString());
        assertThat(run(folder, noJdk, launcher(own), "version")).isEqualTo(new Result(0, version(), ""));
        for (String part : parts.keySet()) {
            Files.delete(own.resolve(part));
        }
    }

    private record Result(int exitCode, String out, String err) {}

    private Result run(Path workingFolder, Map<String, String> environment, String... command) throws Exception {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(workingFolder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        builder.environment().put("DISPATCH_JAVA_HOME", JDK);
        builder.environment().putAll(environment);
        int exitCode = builder.start().waitFor();
        return new Result(exitCode, Files.readString(out), Files.readString(err));
    }

    private Path copyOfDistribution() throws IOException {
        Path copy = folder.resolve("a copy");
        try (Stream<Path> files = Files.walk(DIST)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(DIST.relativize(file).toString()));
            }
        }
        return copy;
    }

    private static String launcher(Path distribution) {
        return distribution.resolve("bin/dispatch").toString();
    }

    private static String version() {
        return System.getProperty("dispatch.pom") + "\n";
    }

    private static Path currentJar(Path distribution) throws IOException {
        String name = Files.readString(distribution.resolve("lib/current")).strip();
        return distribution.resolve("lib/" + name + ".jar");
    }

    private static Path cacheOfVersion(Path distribution) throws IOException {
        String name = Files.readString(distribution.resolve("lib/current")).strip();
        try (Stream<Path> caches = Files.list(distribution.resolve("cache"))) {
            return caches.filter(cache -> cache.getFileName().toString().startsWith(name))
                    .filter(cache -> cache.getFileName().toString().endsWith("-version.aot"))
                    .reduce((one, other) -> {
                        throw new AssertionError("two caches: " + one + ", " + other);
                    })
                    .orElseThrow();
        }
    }

    private static int majorVersion(JarFile jar, JarEntry entry) throws IOException {
        try (DataInputStream bytes = new DataInputStream(jar.getInputStream(entry))) {
            bytes.skipNBytes(6);
            return bytes.readUnsignedShort();
        }
    }
}
