package dev.dispatch.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The files of a release as their users meet them; runs where the build made them, with the profile {@code release}. */
@Tag("artifacts")
class ArtifactsTest {
    private static final Path ARTIFACTS =
            Path.of(System.getProperty("dispatch.root")).resolve("release/target/artifacts");
    private static final String NAME = "dispatch-" + System.getProperty("dispatch.pom");
    private static final String SDK = "dispatch-sdk-" + System.getProperty("dispatch.pom");
    private static final String TESTING = "dispatch-sdk-testing-" + System.getProperty("dispatch.pom");
    private static final String CORE = "dispatch-core-" + System.getProperty("dispatch.pom");
    private static final String SELF_CONTAINED = NAME + "-" + RuntimeImage.platform();
    private static final Pattern LINK = Pattern.compile("(?<!!)\\[[^]]*]\\(([^)#\\s]+)");

    /** Makes the VM refuse to start where it cannot use the cache. */
    private static final Map<String, String> CACHE_OR_NOTHING = Map.of("JDK_JAVA_OPTIONS", "-XX:AOTMode=on");

    @TempDir
    private Path folder;

    private Path workspace;

    @BeforeAll
    static void aReleaseWasBuilt() {
        assertThat(ARTIFACTS.resolve(NAME + ".zip"))
                .as("the release; build it with `mvn -Prelease verify`")
                .exists();
    }

    @BeforeEach
    void makeAWorkspaceWithAHomeAndAnEmptyPath() throws IOException {
        workspace = Files.createDirectories(folder.resolve("a workspace"));
        Files.createDirectories(folder.resolve("no programs"));
    }

    @Test
    void theSumsAreThoseOfEveryOtherFile() throws Exception {
        Process check = new ProcessBuilder("sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS")
                .directory(ARTIFACTS.toFile())
                .inheritIO()
                .start();
        assertThat(check.waitFor()).isZero();
        assertThat(Files.readAllLines(ARTIFACTS.resolve("SHA256SUMS")))
                .extracting(line -> line.substring(line.lastIndexOf(' ') + 1))
                .containsExactly(
                        SELF_CONTAINED + ".tar.gz",
                        NAME + ".cdx.json",
                        NAME + ".zip",
                        CORE + "-sources.jar",
                        CORE + ".jar",
                        CORE + ".pom",
                        SDK + "-javadoc.jar",
                        SDK + "-sources.jar",
                        SDK + ".jar",
                        SDK + ".pom",
                        TESTING + "-sources.jar",
                        TESTING + ".jar",
                        TESTING + ".pom");
    }

    @Test
    void theTestingKitComesWithTheEngineItRuns() throws Exception {
        String own = "<groupId>dev.dispatch</groupId>\n      <artifactId>%s</artifactId>\n      <version>"
                + System.getProperty("dispatch.pom") + "</version>";
        assertThat(ARTIFACTS.resolve(TESTING + ".pom"))
                .content()
                .contains(own.formatted("dispatch-core"))
                .doesNotContain("<parent>", "${", "junit");
        assertThat(ARTIFACTS.resolve(CORE + ".pom"))
                .content()
                .contains(own.formatted("dispatch-sdk"), "<artifactId>okhttp-jvm</artifactId>")
                .doesNotContain("<parent>", "${", "junit");
        assertThat(classesOf(TESTING)).contains("dev/dispatch/sdk/testing/ActionTest.class");
        assertThat(classesOf(CORE)).contains("dev/dispatch/engine/Engine.class");
    }

    private static List<String> classesOf(String library) throws IOException {
        try (JarFile jar = new JarFile(ARTIFACTS.resolve(library + ".jar").toFile())) {
            return jar.stream().map(JarEntry::getName).toList();
        }
    }

    @Test
    void theSdkStandsOnItsOwn() throws Exception {
        String pom = Files.readString(ARTIFACTS.resolve(SDK + ".pom"));
        assertThat(pom).doesNotContain("<parent>", "${").contains("<artifactId>jackson-databind</artifactId>");
        try (JarFile jar = new JarFile(ARTIFACTS.resolve(SDK + ".jar").toFile())) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Implementation-Version"))
                    .isEqualTo(System.getProperty("dispatch.pom"));
            assertThat(jar.stream().map(JarEntry::getName))
                    .contains("module-info.class", "dev/dispatch/sdk/ActionContext.class", "META-INF/license.txt");
        }
        try (JarFile jar = new JarFile(ARTIFACTS.resolve(SDK + "-sources.jar").toFile())) {
            assertThat(jar.stream().map(JarEntry::getName)).contains("dev/dispatch/sdk/ActionContext.java");
        }
        try (JarFile jar = new JarFile(ARTIFACTS.resolve(SDK + "-javadoc.jar").toFile())) {
            assertThat(jar.stream().map(JarEntry::getName)).contains("index.html");
        }
    }

    @Test
    void theListOfComponentsNamesTheLibrariesOfTheJarAndNoneOfTheTests() throws IOException {
        JsonNode list = Json.parse(Files.readString(ARTIFACTS.resolve(NAME + ".cdx.json")));
        assertThat(list.get("bomFormat").stringValue()).isEqualTo("CycloneDX");
        List<String> names = new ArrayList<>();
        for (JsonNode component : list.get("components")) {
            String name = component.get("name").stringValue();
            names.add(name);
            assertThat(component.get("version").stringValue()).as(name).isNotEmpty();
            assertThat(component.get("licenses")).as("licences of " + name).isNotEmpty();
            if (!component.get("group").stringValue().equals("dev.dispatch")) {
                assertThat(component.get("hashes")).as("hashes of " + name).isNotEmpty();
            }
        }
        assertThat(names)
                .contains("dispatch-cli", "okhttp-jvm", "jackson-databind", "picocli", "json-schema-validator")
                .doesNotContain("junit-jupiter", "assertj-core", "mockwebserver3", "archunit");
    }

    @Test
    void theZipFileRunsWithAJdkAndTheCacheItRecords() throws Exception {
        Unpacked zip = unpacked(NAME, Map.of("DISPATCH_JAVA_HOME", System.getProperty("java.home")), "unzip", "-q");
        String train = zip.distribution().resolve("lib/train.sh").toString();
        ChildProcess.run(train, zip.distribution().toString(), System.getProperty("java.home"));

        assertThat(zip.check()).returns(0, Unpacked.Result::exitCode);
        assertThatAJobSucceeds(zip);
        assertThat(zip.files()).noneMatch(file -> file.startsWith("runtime/"));
        assertThatDocumentsAreWhole(zip);
    }

    @Test
    void theArchiveWithItsRuntimeNeedsNothingInstalled() throws Exception {
        Unpacked image = image();
        SortedSet<String> shipped = image.files();

        assertThat(image.runWith(CACHE_OR_NOTHING, "version"))
                .returns(0, Unpacked.Result::exitCode)
                .returns(System.getProperty("dispatch.pom") + "\n", Unpacked.Result::out);
        assertThat(image.check()).returns(0, Unpacked.Result::exitCode);
        assertThatAJobSucceeds(image);
        assertThat(image.run("self-check")).returns(0, Unpacked.Result::exitCode);
        assertThat(image.run("skill", "install")).returns(0, Unpacked.Result::exitCode);
        assertThat(workspace.resolve(".agents/skills/dispatch/SKILL.md"))
                .hasSameBinaryContentAs(image.distribution().resolve("SKILL.md"));
        assertThat(image.run("demo"))
                .returns(0, Unpacked.Result::exitCode)
                .extracting(Unpacked.Result::out)
                .asString()
                .contains("SUCCESS", "PASS");

        assertThat(image.files()).as("what the runs left in its folder").isEqualTo(shipped);
        assertThatDocumentsAreWhole(image);
    }

    @Test
    void theRuntimeCompilesModulesInJavaSource() throws Exception {
        Path module = Files.createDirectories(workspace.resolve("modules/greeter"));
        Files.writeString(
                module.resolve("module.json"),
                "{\"name\": \"greeter\", \"version\": \"1.0.0\", \"entry\": \"Greeter.java\"}");
        Files.writeString(module.resolve("Greeter.java"), """
                import dev.dispatch.sdk.*;

                @DispatchModule(name = "greeter", version = "1.0.0")
                class Greeter {
                    record Greeting(String text) {}

                    @Action(name = "greet", description = "Say hello.", effect = Effect.READ)
                    ActionResult<Greeting> greet(ActionContext<Void> context) {
                        return ActionResult.<Greeting>response(null).exports(new Greeting("hello"));
                    }
                }
                """);
        Unpacked image = image();
        for (int i = 0; i < 2; i++) {
            Unpacked.Result run = image.run("run", "greeter.greet", "--json");
            assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        }
        assertThat(image.files()).contains("runtime/legal/jdk.compiler/LICENSE");
    }

    @Test
    void theArchiveWithItsRuntimeUsesNoOtherJava() throws Exception {
        Unpacked image = image();
        String noJava = workspace.toString();
        Map<String, String> elsewhere = Map.of("DISPATCH_JAVA_HOME", noJava, "JAVA_HOME", noJava);
        assertThat(image.runWith(elsewhere, "version")).returns(0, Unpacked.Result::exitCode);

        Files.move(image.distribution().resolve("runtime"), folder.resolve("taken away"));
        assertThat(image.runWith(elsewhere, "version")).returns(2, Unpacked.Result::exitCode);
    }

    @Test
    void theRuntimeKeepsItsLicences() throws Exception {
        assertThat(image().files()).contains("runtime/legal/java.base/LICENSE", "runtime/legal/jdk.compiler/LICENSE");
    }

    private void assertThatAJobSucceeds(Unpacked program) throws Exception {
        assertThat(program.runWith(CACHE_OR_NOTHING, "job", "run", "--case", "flow-sleep", "--json"))
                .returns(0, Unpacked.Result::exitCode)
                .extracting(result -> Json.parse(result.out()).get("status").stringValue())
                .isEqualTo("SUCCESS");
        assertThat(program.run("job", "assert", "--run-id", "latest")).returns(0, Unpacked.Result::exitCode);
    }

    /** Everything a reader is sent to by a document is in the archive. */
    private static void assertThatDocumentsAreWhole(Unpacked program) throws Exception {
        assertThat(program.files())
                .contains("completions/dispatch.bash", "completions/_dispatch", "completions/dispatch.fish")
                .contains("man/man1/dispatch.1", "SKILL.md")
                .contains("README.md", "LICENSE", "CHANGELOG.md", "docs/guide/writing-a-module.md")
                .contains("docs/guide/release.md")
                .contains("sbom.cdx.json", "docs/reference/README.md");
        List<String> broken = new ArrayList<>();
        try (Stream<Path> found = Files.walk(program.distribution())) {
            for (Path document :
                    found.filter(file -> file.toString().endsWith(".md")).toList()) {
                Matcher link = LINK.matcher(Files.readString(document));
                while (link.find()) {
                    Path target = document.resolveSibling(link.group(1));
                    if (!link.group(1).contains(":") && !Files.exists(target)) {
                        broken.add(program.distribution().relativize(document) + ": " + link.group(1));
                    }
                }
            }
        }
        assertThat(broken).as("links that lead nowhere").isEmpty();
    }

    private Unpacked image() throws Exception {
        return unpacked(SELF_CONTAINED, Map.of(), "tar", "-xzf");
    }

    private Unpacked unpacked(String name, Map<String, String> more, String tool, String option) throws Exception {
        String archive = ARTIFACTS
                .resolve(name + (tool.equals("tar") ? ".tar.gz" : ".zip"))
                .toString();
        Process unpack = new ProcessBuilder(tool, option, archive)
                .directory(folder.toFile())
                .inheritIO()
                .start();
        assertThat(unpack.waitFor()).as(tool).isZero();
        Map<String, String> environment = new HashMap<>(more);
        environment.put("PATH", folder.resolve("no programs").toString());
        environment.put("HOME", Files.createDirectories(folder.resolve("home")).toString());
        return new Unpacked(folder.resolve(name), workspace, environment);
    }
}
