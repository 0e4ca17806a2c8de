package dev.dispatch.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code module install} refuses of sound zip files for what is in them, always before anything is written. */
class BundleContentsTest {

    @TempDir
    Path folder;

    private BundleInstalls installs;

    @BeforeEach
    void nothingIsThereYet() {
        installs = new BundleInstalls(folder);
    }

    @Test
    void aRefusalNamesTheBundleTheEntryAndWhatWasExpected() throws IOException {
        Map<String, byte[]> files = Bundles.files("shop", "1.0.0", "a");
        files.put("assets/data.txt", Bundles.bytes("b"));
        Issue issue = installs.refused(Bundles.zip(files).bytes()).getFirst();
        assertThat(issue.code()).isEqualTo(IssueCode.INVALID_BUNDLE);
        assertThat(issue.path()).isEqualTo("assets/data.txt");
        assertThat(issue.attributes().path("file").asString("")).endsWith("bundle.zip");
        assertThat(issue.expected()).startsWith("sha256:ca978112");
        assertThat(issue.actual()).startsWith("sha256:3e23e816");
    }

    @Test
    void everyFaultOfTheContentIsToldAtOnce() throws IOException {
        Map<String, byte[]> files = Bundles.files("shop", "1.0.0", "a");
        files.put("assets/data.txt", Bundles.bytes("b"));
        files.put("lib/unlisted.jar", Bundles.bytes("c"));
        files.remove("README.md");
        assertThat(installs.refused(Bundles.zip(files).bytes()))
                .extracting(Issue::path)
                .containsExactly("README.md", "assets/data.txt", "lib/unlisted.jar");
    }

    @ParameterizedTest
    @ValueSource(strings = {"module.json", "artifact.json"})
    void aMissingDocumentIsRefused(String name) throws IOException {
        Map<String, byte[]> files = Bundles.files("shop", "1.0.0", "a");
        files.remove(name);
        assertThat(installs.refused(Bundles.zip(files).bytes()).getFirst().message())
                .isEqualTo("The bundle has no " + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"module.json", "artifact.json"})
    void aDocumentThatIsNoJsonIsRefusedWithThePlace(String name) throws IOException {
        Map<String, byte[]> files = Bundles.files("shop", "1.0.0", "a");
        files.put(name, Bundles.bytes("{\n  nothing"));
        Issue issue = installs.refused(Bundles.zip(files).bytes()).getFirst();
        assertThat(issue.path()).startsWith(name);
        assertThat(issue.position()).isNotNull();
    }

    @Test
    void anotherNameOrVersionInTheArtifactIsRefused() throws IOException {
        Map<String, byte[]> files = Bundles.files("shop", "1.0.0", "a");
        assertThat(installs.refused(Bundles.zip(Bundles.withArtifact("shoq", "1.0.1", files))
                        .bytes()))
                .extracting(Issue::message)
                .containsExactly(
                        "artifact.json and module.json differ in 'name'",
                        "artifact.json and module.json differ in 'version'");
    }

    @Test
    void anotherModuleThanTheOneAskedForIsRefused() throws IOException {
        Path file = Bundles.zip("shop", "1.0.0", "a").writeTo(folder.resolve("bundle.zip"));
        ProblemException refusal = catchThrowableOfType(
                ProblemException.class, () -> BundleCheck.of(new ZipArchive(file), new ModuleId("shop", "1.0.1")));
        assertThat(refusal.problem().issues().getFirst().expected()).isEqualTo("shop@1.0.1");
    }

    @ParameterizedTest
    @CsvSource({"Shop,1.0.0", "shop,one", "../shop,1.0.0", "shop,1.0.0/../..", "'',1.0.0"})
    void aNameOrVersionThatIsNoneIsRefused(String name, String version) throws IOException {
        assertThat(installs.refused(Bundles.zip(name, version, "a").bytes())).isNotEmpty();
    }

    @Test
    void aBundleOfTheOriginalToolIsTakenWithAWarning() throws IOException {
        ZipBytes zip = new ZipBytes();
        zip.add("module.json", "{\"name\": \"shop\", \"version\": \"1.0.0\", \"entry\": \"index.mjs\"}")
                .deflated();
        zip.add("index.mjs", "export default {}").deflated();
        zip.add("artifact.json", "{\"schemaVersion\": 1, \"name\": \"shop\", \"version\": \"1.0.0\", \"extra\": 1}");
        InstalledModule module = installs.install(zip.bytes());
        assertThat(module.warnings()).hasSize(1);
        assertThat(module.folder().resolve("index.mjs")).exists();
    }

    @Test
    void aBundleOfANewerFormIsRefused() throws IOException {
        ZipBytes zip = new ZipBytes();
        zip.add("module.json", "{\"name\": \"shop\", \"version\": \"1.0.0\"}");
        zip.add("artifact.json", "{\"schemaVersion\": 3, \"name\": \"shop\", \"version\": \"1.0.0\"}");
        assertThat(installs.refused(zip.bytes()).getFirst().code()).isEqualTo(IssueCode.UNSUPPORTED_SCHEMA_VERSION);
    }

    @Test
    void aBundleWithoutTheFileOfItsEntryIsRefused() throws IOException {
        ZipBytes zip = new ZipBytes();
        zip.add("module.json", "{\"name\": \"shop\", \"version\": \"1.0.0\", \"entry\": \"lib/shop.jar\"}");
        zip.add("artifact.json", "{\"schemaVersion\": 1}");
        assertThat(installs.refused(zip.bytes()).getFirst().message())
                .isEqualTo("The bundle lacks the file of its 'entry'");
    }
}
