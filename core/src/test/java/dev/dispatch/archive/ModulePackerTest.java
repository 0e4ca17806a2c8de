package dev.dispatch.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dispatch.json.Json;
import dev.dispatch.module.CodeLoader;
import dev.dispatch.module.Layer;
import dev.dispatch.module.LoadedModule;
import dev.dispatch.module.ModuleCode;
import dev.dispatch.module.ModuleLoader;
import dev.dispatch.module.ModuleRegistry;
import dev.dispatch.policy.Policies;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What goes into a bundle, and that it is the same bytes each time. */
class ModulePackerTest {

    @TempDir
    Path folder;

    private Path shop;

    @BeforeEach
    void aModuleAmongOtherThings() throws IOException {
        shop = folder.resolve("modules/shop");
        manifest("[\"assets/**\", \"templates\", \"extra.txt\"]");
        write("README.md", "# Shop");
        write("SKILL.md", "---\n---\n");
        write("jobs/deep/look.job.case.json", "{}");
        write("jobs/notes.txt", "not packed");
        write("assets/a.txt", "a");
        write("assets/deep/b.txt", "b");
        write("assets/.hidden", "not packed");
        write("templates/page.html", "<p>");
        write("extra.txt", "extra");
        write("src/Shop.java", "not packed");
        write("test/ShopTest.java", "not packed");
        write("node_modules/x/index.js", "not packed");
        write(".env", "SECRET=not-packed");
    }

    @Test
    void theBundleHoldsWhatTheModuleNeedsAndNothingElse() throws IOException {
        Path bundle = pack(folder.resolve("shop.dpmod.zip"));
        try (ZipFile zip = new ZipFile(bundle.toFile())) {
            assertThat(zip.stream().map(Object::toString))
                    .containsExactly(
                            "README.md",
                            "SKILL.md",
                            "artifact.json",
                            "assets/a.txt",
                            "assets/deep/b.txt",
                            "extra.txt",
                            "jobs/deep/look.job.case.json",
                            "module.json",
                            "templates/page.html");
        }
        BundleCheck.of(new ZipArchive(bundle), new ModuleId("shop", "1.0.0"));
    }

    @Test
    void theArtifactListsEveryFileWithItsSum() throws IOException {
        Path bundle = pack(folder.resolve("shop.dpmod.zip"));
        try (ZipFile zip = new ZipFile(bundle.toFile())) {
            JsonNode artifact = Json.parse(new String(
                    zip.getInputStream(zip.getEntry("artifact.json")).readAllBytes(),
                    java.nio.charset.StandardCharsets.UTF_8));
            assertThat(artifact.path("schemaVersion").asInt()).isEqualTo(2);
            assertThat(artifact.path("cliVersion").asString("")).isEqualTo("0.1.0");
            assertThat(artifact.path("sourceHash").asString(""))
                    .isEqualTo(load(shop, Layer.REPO).hash());
            assertThat(artifact.path("files").size()).isEqualTo(8);
            assertThat(artifact.path("files").path("assets/a.txt").asString(""))
                    .isEqualTo("sha256:" + Json.sha256(Bundles.bytes("a")));
        }
    }

    @Test
    @ResourceLock(Resources.TIME_ZONE)
    void theSameContentGivesTheSameBytesWhateverTheClockTheZoneAndThePermissions() throws IOException {
        byte[] first = Files.readAllBytes(pack(folder.resolve("one/shop.dpmod.zip")));
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
        try {
            Files.setLastModifiedTime(shop.resolve("README.md"), FileTime.from(Instant.EPOCH));
            Files.setPosixFilePermissions(shop.resolve("README.md"), PosixFilePermissions.fromString("rwxr-x---"));
            write("src/Other.java", "more that is not packed");
            Path elsewhere = Files.move(folder.resolve("modules"), folder.resolve("elsewhere"));
            shop = elsewhere.resolve("shop");
            Path second = pack(folder.resolve("two/shop.dpmod.zip"));
            assertThat(Files.readAllBytes(second)).isEqualTo(first);
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void packingTwiceGivesTheSameBytes() throws IOException {
        byte[] first = Files.readAllBytes(pack(folder.resolve("shop.dpmod.zip")));
        assertThat(Files.readAllBytes(pack(shop.resolve("shop.dpmod.zip")))).isEqualTo(first);
        assertThat(Files.readAllBytes(pack(shop.resolve("shop.dpmod.zip")))).isEqualTo(first);
    }

    @Test
    void codeIsPackedInTheFormInWhichItRuns() throws IOException {
        write("Shop.java", "class Shop {}");
        manifestText("{\"name\": \"shop\", \"version\": \"1.0.0\", \"entry\": \"Shop.java\"}");
        LoadedModule module = withCode();
        PackedModule packed = new ModulePacker("0.1.0").pack(module);
        assertThat(packed.files()).containsKeys("lib/shop.jar", "SKILL.md").doesNotContainKey("Shop.java");
        assertThat(String.valueOf(packed.files().get("module.json"))).contains("\"entry\": \"lib/shop.jar\"");
        BundleCheck.of(packed, new ModuleId("shop", "1.0.0"));
        String before = module.hash();
        write("Shop.java", "class Shop { }");
        assertThat(withCode().hash()).isNotEqualTo(before);
    }

    /** Loaded by somebody for whom every source is the same jar. */
    private LoadedModule withCode() throws IOException {
        Path jar = Files.writeString(folder.resolve("made.jar"), "jar");
        CodeLoader loader = new CodeLoader() {
            @Override
            public boolean takes(String entry) {
                return entry.endsWith(".java");
            }

            @Override
            public Loading load(Entry entry) {
                TreeMap<String, Path> files = new TreeMap<>(Map.of("lib/shop.jar", jar));
                return new Loading.Loaded(new ModuleCode(
                        Map.of(),
                        List.of(entry.file()),
                        () -> new ModuleCode.RuntimeFiles("lib/shop.jar", files),
                        List.of()));
            }
        };
        return switch (ModuleLoader.load(shop, Layer.REPO, Policies.NONE, List.of(loader))) {
            case ModuleLoader.Loading.Loaded(LoadedModule module) -> module;
            case ModuleLoader.Loading.Failed(var broken) -> throw new AssertionError(broken.cause());
        };
    }

    @Test
    void whatIsPackedFromAnInstalledCopyIsTheSameModule() throws IOException {
        Path installed = install();
        PackedModule again = new ModulePacker("0.1.0").pack(load(installed, Layer.REPO));
        assertThat(again.files().keySet())
                .isEqualTo(new ModulePacker("0.1.0")
                        .pack(load(shop, Layer.REPO))
                        .files()
                        .keySet());
    }

    @Test
    void aModuleAndItsInstalledCopyAreOneModule() throws IOException {
        Path installed = install();
        LoadedModule repo = load(shop, Layer.REPO);
        LoadedModule user = load(installed, Layer.USER);
        assertThat(user.hash()).isEqualTo(repo.hash());
        assertThat(ModuleRegistry.of(List.of(repo, user), List.of()).conflicts())
                .isEmpty();
        write("tests/more.txt", "nothing that is packed");
        assertThat(user.hash()).isEqualTo(load(shop, Layer.REPO).hash());
        write("assets/a.txt", "changed");
        LoadedModule changed = load(shop, Layer.REPO);
        assertThat(changed.hash()).isNotEqualTo(user.hash());
        assertThat(ModuleRegistry.of(List.of(changed, user), List.of()).conflicts())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "missing.txt,names no file",
        "missing/**,names no file",
        "../outside.txt,not a path below",
        "/etc/passwd,not a path below",
        "a/../../b,not a path below",
        "assets\\a.txt,not a path below",
        ".env,is hidden",
        "assets/*.txt,a pattern that is not known",
        "**,a pattern that is not known",
        "artifact.json,written by module pack",
        "extra.txt/**,names no file"
    })
    void anIncludeThatCannotBeTakenIsNamedWithItsPlace(String pattern, String message) throws IOException {
        write("../outside.txt", "outside");
        manifest(Json.compact(Json.array().add(pattern)));
        Issue issue = refused().getFirst();
        assertThat(issue.message()).contains(message);
        assertThat(issue.path()).isEqualTo(shop.resolve("module.json").toString());
        assertThat(issue.pointer().text()).isEqualTo("/pack/include/0");
        assertThat(issue.position()).isNotNull();
    }

    @Test
    void linksAreNeverPacked() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "secret");
        Files.createSymbolicLink(shop.resolve("assets/link.txt"), secret);
        assertThat(refused().getFirst().message()).contains("assets/link.txt");
        Files.delete(shop.resolve("assets/link.txt"));
        Files.createSymbolicLink(shop.resolve("linked"), folder);
        manifest("[\"linked/secret.txt\"]");
        assertThat(refused().getFirst().message()).contains("linked/secret.txt");
        manifest("[\"linked/**\"]");
        assertThat(refused().getFirst().message()).contains("linked");
        manifest("[]");
        Files.delete(shop.resolve("README.md"));
        Files.createSymbolicLink(shop.resolve("README.md"), secret);
        assertThat(refused().getFirst().message()).contains("README.md");
    }

    @Test
    void aBundleThatWouldBecomePartOfTheNextOneIsRefused() throws IOException {
        for (String out :
                List.of("assets/shop.dpmod.zip", "templates/x.zip", "extra.txt", "README.md", "module.json")) {
            String before = Files.exists(shop.resolve(out)) ? Files.readString(shop.resolve(out)) : "";
            ProblemException refusal = catchThrowableOfType(ProblemException.class, () -> pack(shop.resolve(out)));
            assertThat(refusal.problem().message()).as(out).contains("belongs to the module");
            assertThat(Files.exists(shop.resolve(out)) ? Files.readString(shop.resolve(out)) : "")
                    .isEqualTo(before);
        }
    }

    @Test
    void aBundleIsNotWrittenOverTheModuleThroughALink() throws IOException {
        Files.createSymbolicLink(folder.resolve("way"), shop);
        String before = Files.readString(shop.resolve("module.json"));
        for (String out : List.of("way/module.json", "way/assets/new.zip", "way/templates/below/new.zip")) {
            ProblemException refusal = catchThrowableOfType(ProblemException.class, () -> pack(folder.resolve(out)));
            assertThat(refusal.problem().message()).as(out).contains("belongs to the module");
        }
        assertThat(shop.resolve("module.json")).hasContent(before);
    }

    @Test
    void aBundleIsNotWrittenOverTheSource() throws IOException {
        write("Shop.java", "class Shop {}");
        manifestText("{\"name\": \"shop\", \"version\": \"1.0.0\", \"entry\": \"Shop.java\"}");
        LoadedModule module = withCode();
        ModuleShipping shipping = new ModuleShipping(
                "0.1.0", new ModuleStore(folder.resolve("home/modules")), _ -> new ModuleLoader.Loading.Loaded(module));
        assertThat(catchThrowableOfType(ProblemException.class, () -> shipping.pack(shop, shop.resolve("Shop.java")))
                        .problem()
                        .message())
                .contains("belongs to the module");
        assertThat(shop.resolve("Shop.java")).hasContent("class Shop {}");
    }

    @Test
    void aModuleThatCannotBeLoadedIsNotPacked() throws IOException {
        manifestText("{\"name\": \"shop\", \"version\": \"one\", \"actions\": {}}");
        assertThat(refused().getFirst().message()).contains("not a semantic version");
    }

    @Test
    void aRefusalWritesNothing() throws IOException {
        manifest("[\"missing\"]");
        assertThat(refused()).hasSize(1);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    private List<Issue> refused() {
        ProblemException refusal =
                catchThrowableOfType(ProblemException.class, () -> pack(folder.resolve("out/shop.dpmod.zip")));
        assertThat(refusal).isNotNull();
        return refusal.problem().issues();
    }

    private Path install() throws IOException {
        Path bundle = pack(folder.resolve("shop.dpmod.zip"));
        return new ModuleStore(folder.resolve("home/modules"))
                .install(new ZipArchive(bundle), null)
                .folder();
    }

    private Path pack(Path out) {
        new ModuleShipping(
                        "0.1.0",
                        new ModuleStore(folder.resolve("home/modules")),
                        path -> ModuleLoader.load(path, Layer.REPO))
                .pack(shop, out);
        return out;
    }

    private static LoadedModule load(Path path, Layer layer) {
        return switch (ModuleLoader.load(path, layer)) {
            case ModuleLoader.Loading.Loaded(LoadedModule module) -> module;
            case ModuleLoader.Loading.Failed(var broken) -> throw new AssertionError(broken.cause());
        };
    }

    private void manifest(String include) throws IOException {
        manifestText("""
                {
                  "name": "shop",
                  "version": "1.0.0",
                  "actions": {
                    "get": { "description": "Get.", "effect": "read", "request": { "method": "GET", "path": "/x" } }
                  },
                  "pack": { "include": %s }
                }
                """.formatted(include));
    }

    private void manifestText(String text) throws IOException {
        write("module.json", text);
    }

    private void write(String name, String text) throws IOException {
        Path file = shop.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
