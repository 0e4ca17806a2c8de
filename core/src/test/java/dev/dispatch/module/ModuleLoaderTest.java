package dev.dispatch.module;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.problem.Issue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A manifest that cannot be used is a cause with line, member and fix; everything else loads. */
class ModuleLoaderTest {

    @TempDir
    Path folder;

    private ModuleLoader.Loading load(String name, String manifest) throws IOException {
        Path place = Files.createDirectories(folder.resolve(name));
        Files.writeString(place.resolve("module.json"), manifest.replace('\'', '"'));
        return ModuleLoader.load(place, Layer.REPO);
    }

    private LoadedModule loaded(String name, String manifest) throws IOException {
        return ((ModuleLoader.Loading.Loaded) load(name, manifest)).module();
    }

    private String cause(String manifest) throws IOException {
        return ((ModuleLoader.Loading.Failed) load("m", manifest)).broken().cause();
    }

    private static String action(String action) {
        return "{'name': 'm', 'version': '1.0.0',\n 'actions': {'a': {'description': 'd',\n  " + action + "}}}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'request': {'method': 'GET'} | 3:3 (actions.a.request) | needs the member 'path'",
                "'request': {'method': 'GTE', 'path': '/'} | 3:15 (actions.a.request.method) | 'GTE' is not a method",
                "'request': {'method': 'GET', 'path': '/${input.x'} | 3:32 (actions.a.request.path) | (character",
                "'request': {'method': 'GET', 'path': '/${input.x}'} | 3:32 (actions.a.request.path) | The input schema of this action has no 'x'",
                "'request': {'method': 'GET', 'path': '/', 'boddy': 1} | 3:45 (actions.a.request.boddy) | Unknown member 'boddy'",
                "'request': {'method': 'POST', 'path': '/', 'body': 1, 'text': 'x'} | (actions.a.request) | not body and text",
                "'request': {'method': 'post', 'path': '/'} | (actions.a.request.method) | one of DELETE, GET,",
                "'request': {'method': 'GET', 'path': '/', 'body': 1} | (actions.a.request.body) | A GET request carries no body",
                "'request': {'method': 'HEAD', 'path': '/', 'multipart': {}} | (actions.a.request.multipart) | A HEAD request carries no body",
                "'request': {'method': 'GET', 'path': '${env.X?}'} | (actions.a.request.path) | cannot be left out",
                "'request': {'method': 'GET', 'path': '/a/${input.x?}'} | (actions.a.request.path) | cannot stand inside a longer text",
                "'request': {'method': 'GET', 'path': '/', 'query': {'a': {'b': 1}}} | (actions.a.request.query.a) | an array of them",
                "'request': {'method': 'GET', 'path': '/', 'query': '${env.A} ${env.B}'} | (actions.a.request.query) | one expression",
                "'request': {'method': 'POST', 'path': '/', 'form': {'a': [[1]]}} | (actions.a.request.form.a) | an array of them",
                "'request': {'method': 'GET', 'path': '/', 'headers': {'x y': 'a'}} | (actions.a.request.headers.x y) | is not a name for a header",
                "'request': {'method': 'GET', 'path': '/', 'headers': {'X-A': '1', 'x-a': '2'}} | (actions.a.request.headers.x-a) | are one header",
                "'request': {'method': 'GET', 'path': '/', 'headers': {'x': '${credential.token}'}} | (actions.a.request.headers.x) | has no 'credential'",
                "'request': {'method': 'GET', 'path': '/', 'headers': {'x': '${credential.tokn}'}}, 'credential': {'properties': {'token': {}}, 'additionalProperties': false} | (actions.a.request.headers.x) | one of token",
                "'request': {'method': 'POST', 'path': '/', 'multipart': {'a': {'fil': 'x'}}} | (actions.a.request.multipart.a) | fil",
                "'request': {'method': 'POST', 'path': '/', 'multipart': {'a': [null]}} | (actions.a.request.multipart.a[0]) | an object with 'file'",
                "'request': {'method': 'POST', 'path': '/', 'multipart': '${env.A}'} | (actions.a.request.multipart) | must be an object",
                "'request': {'method': 'POST', 'path': '/', 'multipart': {'a': {'file': '${input.x}'}}} | (actions.a.request.multipart.a.file) | has no 'x'",
                "'request': {'method': 'GET', 'path': '/'}, 'checkResponse': true | (actions.a.checkResponse) | needs a 'responseSchema'",
                "'request': {'method': 'GET', 'path': '/'}, 'exportsSchema': {'required': ['id']} | (actions.a.exportsSchema) | 'exports' does not give",
                "'request': {'method': 'GET', 'path': '/'}, 'exports': {'idd': '$.id'}, 'exportsSchema': {'properties': {'id': {}}, 'additionalProperties': false} | (actions.a.exports.idd) | one of id",
                "'request': {'method': 'GET', 'path': '/'}, 'efect': 'read' | (actions.a.efect) | Unknown member 'efect'",
                "'request': {'method': 'GET', 'path': '/'}, 'effect': 'none' | (actions.a.effect) | expected read, write or delete",
                "'request': {'method': 'GET', 'path': '/'}, 'expectStatus': 'ok' | (actions.a.expectStatus) | a range such as 2xx",
                "'request': {'method': 'GET', 'path': '/'}, 'response': 'data' | (actions.a.response) | not a JSONPath",
                "'request': {'method': 'GET', 'path': '/'}, 'exports': {'id': 'id'} | (actions.a.exports.id) | not a JSONPath",
                "'request': [] | (actions.a.request) | must be an object, is an array",
            })
    void aFaultNamesLineMemberAndFix(String action, String place, String fix) throws IOException {
        assertThat(cause(action(action))).startsWith("module.json ").contains(place, fix);
    }

    @Test
    void aFileThatIsNoManifestSaysWhy() throws IOException {
        assertThat(cause("{'name': ")).startsWith("module.json 1:").contains("not JSON");
        assertThat(cause("[]")).contains("must be an object").doesNotContain("more");
        assertThat(cause("{'name': 'A', 'version': 'v1', 'actions': {}}"))
                .contains("'A' is not a name for a module", "more");
        assertThat(cause("{'name': 'a', 'version': '1.0.0', 'entry': 'index.mjs'}"))
                .contains("does not run", ".java or .jar");
        Files.write(folder.resolve("m/module.json"), new byte[] {'"', (byte) 0xff, '"'});
        assertThat(((ModuleLoader.Loading.Failed) ModuleLoader.load(folder.resolve("m"), Layer.REPO))
                        .broken()
                        .cause())
                .isEqualTo("module.json is not text in UTF-8");
    }

    @Test
    void anUnknownMemberAtTheTopIsAWarningOfTheRegistry() throws IOException {
        LoadedModule module = loaded("m", "{'name': 'm', 'version': '1.0.0',\n'descripton': 'd', 'actions': {}}");
        ModuleRegistry registry = ModuleRegistry.of(List.of(module), List.of());
        assertThat(registry.modules()).hasSize(1);
        assertThat(registry.modules().getFirst().warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.message()).isEqualTo("Unknown member 'descripton' in the document");
            assertThat(warning.path()).endsWith("module.json");
            assertThat(warning.pointer()).hasToString("/descripton");
            assertThat(warning.position()).hasToString("2:1");
            assertThat(warning.suggestions()).containsExactly("description");
        });
    }

    @Test
    void aFaultOfAManifestSuggestsWhatWasMeant() throws IOException {
        ModuleLoader.Loading loading = load("m", action("'request': {'method': 'GET', 'path': '/', 'boddy': 1}"));
        Issue issue = ((ModuleLoader.Loading.Failed) loading).broken().issue();
        assertThat(issue.suggestions()).containsExactly("body");
        assertThat(issue.message()).doesNotContain("mean");
    }

    @Test
    void twoCopiesOfOneVersionAreOneModuleOnlyWhereTheirContentIsTheSame() throws IOException {
        String manifest = action("'request': {'method': 'GET', 'path': '/'}");
        LoadedModule first = loaded("one", manifest);
        LoadedModule copy = loaded("two", manifest);
        LoadedModule other = loaded("three", manifest.replace("'d'", "'other'"));
        ModuleRegistry mirrored = ModuleRegistry.of(List.of(first, copy), List.of());
        assertThat(mirrored.conflicts()).isEmpty();
        assertThat(mirrored.modules()).containsExactly(copy);
        ModuleRegistry all = ModuleRegistry.of(List.of(first, copy, other), List.of());
        assertThat(all.conflicts())
                .containsExactly(new ModuleRegistry.Conflict(
                        other.actions().values().iterator().next().key(), other, copy));
        assertThat(all.action("m.a").orElseThrow().module()).isSameAs(other);
    }

    @Test
    void everyLoserOfAConflictNamesTheModuleThatIsUsed() throws IOException {
        String manifest = action("'request': {'method': 'GET', 'path': '/'}");
        LoadedModule low = loaded("low", manifest);
        LoadedModule middle = loaded("middle", manifest.replace("1.0.0", "1.0.1"));
        LoadedModule high = loaded("high", manifest.replace("1.0.0", "1.0.2"));
        assertThat(ModuleRegistry.of(List.of(low, middle, high), List.of()).conflicts())
                .extracting(ModuleRegistry.Conflict::winner)
                .containsExactly(high, high);
    }

    @Test
    void aCopyThatCannotBeReadBreaksNoOther() throws IOException {
        String manifest = action("'request': {'method': 'GET', 'path': '/'}");
        LoadedModule first = loaded("one", manifest);
        LoadedModule gone = loaded("two", manifest);
        Files.delete(folder.resolve("two/module.json"));
        Files.delete(folder.resolve("two"));
        ModuleRegistry registry = ModuleRegistry.of(List.of(first, gone), List.of());
        assertThat(registry.modules()).containsExactly(first);
        assertThat(registry.broken()).extracting(BrokenModule::source).containsExactly(gone.source());
    }

    @Test
    void theHashIsThatOfTheContentWhereverItLies() throws IOException {
        LoadedModule one = loaded("one", "{'name': 'm', 'version': '1.0.0', 'actions': {}}");
        LoadedModule two = loaded("two", "{'name': 'm', 'version': '1.0.0', 'actions': {}}");
        assertThat(one.hash()).isEqualTo(two.hash()).matches("sha256:[0-9a-f]{64}");
        Files.writeString(folder.resolve("two/README.md"), "x");
        assertThat(two.hash()).isNotEqualTo(one.hash());
        Files.writeString(folder.resolve("one/.hidden"), "x");
        assertThat(one.hash())
                .isEqualTo(loaded("four", "{'name': 'm', 'version': '1.0.0', 'actions': {}}")
                        .hash());
    }

    @Test
    void shippedJobsAreSortedSeedsFirst() throws IOException {
        Path jobs = Files.createDirectories(folder.resolve("m/jobs/deep"));
        Files.writeString(jobs.resolve("b.job.case.json"), "");
        Files.writeString(jobs.resolve("b.job.seed.json"), "");
        Files.writeString(folder.resolve("m/jobs/a.job.case.json"), "");
        Files.writeString(jobs.resolve("notes.json"), "");
        Files.createDirectory(jobs.resolve("no-file.job.case.json"));
        assertThat(loaded("m", "{'name': 'm', 'version': '1.0.0', 'actions': {}}")
                        .jobs())
                .extracting(job -> job.id() + " " + job.kind().word())
                .containsExactly("a case", "b seed", "b case");
    }
}
