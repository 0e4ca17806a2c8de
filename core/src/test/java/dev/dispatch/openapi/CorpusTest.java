package dev.dispatch.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import dev.dispatch.module.ActionDefinition;
import dev.dispatch.module.Layer;
import dev.dispatch.module.LoadedModule;
import dev.dispatch.module.ModuleLoader;
import dev.dispatch.schema.JsonSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.node.ObjectNode;

/** Whatever comes in, what comes out is a module that loads, with schemas that compile. */
class CorpusTest {

    static final List<String> CORPUS = Specification.CORPUS;

    @TempDir
    Path folder;

    private LoadedModule load(ObjectNode manifest) throws IOException {
        Files.writeString(folder.resolve("module.json"), Json.pretty(manifest));
        ModuleLoader.Loading loading = ModuleLoader.load(folder, Layer.REPO);
        assertThat(loading).isInstanceOf(ModuleLoader.Loading.Loaded.class);
        return ((ModuleLoader.Loading.Loaded) loading).module();
    }

    @ParameterizedTest
    @FieldSource("CORPUS")
    void theModuleLoadsWithoutAWarning(String name) throws IOException {
        Specification specification = Specification.of(name);
        LoadedModule module = load(specification.manifest());
        assertThat(module.warnings()).isEmpty();
        assertThat(module.actions().keySet())
                .isNotEmpty()
                .containsExactlyElementsOf(specification.actions())
                .hasSize(specification.imported().counts().actions());
    }

    @ParameterizedTest
    @FieldSource("CORPUS")
    void everySchemaOfEveryActionCompiles(String name) throws IOException {
        List<String> faults = new ArrayList<>();
        for (ActionDefinition action :
                load(Specification.of(name).manifest()).actions().values()) {
            for (ObjectNode schema :
                    new ObjectNode[] {action.inputSchema(), action.credentialSchema(), action.responseSchema()}) {
                if (schema != null && JsonSchema.compile(schema) instanceof JsonSchema.Compiled.Invalid invalid) {
                    faults.add(action.key() + ": " + invalid.violations());
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("CORPUS")
    void everythingListedHasALineAndAReason(String name) {
        assertThat(Specification.of(name).imported().notExpressed())
                .allSatisfy(one -> assertThat(one.position()).isNotNull())
                .allSatisfy(one -> assertThat(one.why()).isNotBlank());
    }

    @ParameterizedTest
    @FieldSource("CORPUS")
    void theSameDocumentGivesTheSameText(String name) {
        assertThat(Json.pretty(Specification.of(name).manifest()))
                .isEqualTo(Json.pretty(Specification.of(name).manifest()));
    }
}
