package dev.dispatch.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dispatch.json.Json;
import dev.dispatch.module.ActionDefinition;
import dev.dispatch.module.Layer;
import dev.dispatch.module.ModuleLoader;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import dev.dispatch.schema.JsonSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Documents that are broken, too large, too deep, or nonsense: a clear refusal, or a module that loads. */
class HostileDocumentTest {

    static final List<String> CORPUS = Specification.CORPUS;

    private static final int ROUNDS = 12;

    private static final String HEAD = "openapi: 3.0.0\npaths: {/a: {get: {responses: {}}}}\n";

    @TempDir
    Path folder;

    private Problem refused(String text) {
        try {
            Specification.document(folder, text);
        } catch (ProblemException e) {
            return e.problem();
        }
        throw new AssertionError("it was read");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{`openapi`: } | not JSON | 1:13",
                "{`openapi`:\\n `3.0.0`, `openapi`: `3.1.0`} | stands twice | 2:11",
                "openapi: 3.0.0\\npaths: {}\\npaths: {} | stands twice | 3:1",
                "{`openapi`: 1e99999999999} | exponent of this number | 1:13",
                "openapi: 3.0.0\\nx: 1e99999999999 | exponent of this number | 2:4",
                "openapi: 3.0.0\\npaths: [ | not YAML | 2:9",
                "openapi: 3.0.0\\npaths:\\n\\t- a | not YAML | 3:1",
                "a: *b | stands for nothing that came before | 1:4",
                "a: &b [*b] | stands for nothing that came before | 1:8",
                "openapi: 3.0.0\\n---\\na: 1 | more text after the end | 3:1",
                "[1] | is an object | 1:1",
                "swagger: '2.0' | Swagger 2.0 | 1:1",
                "openapi: 2.9 | '2.9' is not supported | 1:1",
                "openapi: 3.2.0 | '3.2.0' is not supported | 1:1",
                "info: {} | does not say which version | 1:1",
                "hello | is an object | ",
                "` ` | empty | 1:1",
            })
    void aFaultNamesFileLineAndColumn(String text, String message, String place) {
        Problem problem = refused(text.replace('`', '"').replace("\\n", "\n").replace("\\t", "\t"));
        assertThat(problem.code()).isEqualTo(ProblemCode.USAGE_ERROR);
        assertThat(problem.message()).contains(message, folder.resolve("spec").toString());
        Issue issue = problem.issues().getFirst();
        assertThat(issue.path()).endsWith("spec");
        if (place != null) {
            assertThat(issue.position()).hasToString(place);
        }
    }

    @Test
    void aFileThatIsNotThereIsNotFoundAndOneThatIsNoTextIsRefused() throws IOException {
        try {
            OpenApiDocument.read(folder.resolve("nowhere.yaml"));
        } catch (ProblemException e) {
            assertThat(e.problem().code()).isEqualTo(ProblemCode.NOT_FOUND);
        }
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        try {
            OpenApiDocument.read(binary);
            throw new AssertionError("it was read");
        } catch (ProblemException e) {
            assertThat(e.problem().message()).contains("not text in UTF-8");
        }
    }

    @Test
    void whatHasNoEndIsNotRead() {
        Path endless = Path.of("/dev/zero");
        ProblemException refusal = catchThrowableOfType(ProblemException.class, () -> OpenApiDocument.read(endless));
        assertThat(refusal.problem().message()).contains("no regular file");
    }

    @Test
    void deepNestingIsRefusedInBothForms() {
        assertThat(refused("{\"openapi\": " + "[".repeat(100_000)).message()).contains("nest");
        assertThat(refused("openapi: " + "[".repeat(100_000)).message()).contains("nest");
        assertThat(refused("openapi: " + "- ".repeat(100_000)).message()).contains("not YAML");
    }

    @Test
    void anAliasBombIsRefusedAndAFewAliasesAreNot() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            String alias = "*a" + (i - 1);
            bomb.append("a" + i + ": &a" + i + " [" + (alias + ", ").repeat(9) + alias + "]\n");
        }
        assertThat(refused(bomb + HEAD).message()).contains("Aliases repeat more than");
        StringBuilder deep = new StringBuilder("a0: &a0 " + "[".repeat(200) + "]".repeat(200) + "\n");
        for (int i = 1; i < 4; i++) {
            deep.append("a" + i + ": &a" + i + " " + "[".repeat(200) + "*a" + (i - 1) + "]".repeat(200) + "\n");
        }
        assertThat(refused(deep + HEAD).message()).contains("nested deeper");
        OpenApiDocument merged = Specification.document(
                folder, HEAD + "x-a: &a {one: 1, two: 2}\nx-b: {<<: *a, two: 3}\nx-c: {'<<': plain}\n");
        assertThat(Json.compact(merged.root().path("x-b"))).isEqualTo("{\"two\":3,\"one\":1}");
        assertThat(merged.root().path("x-c").path("<<").stringValue()).isEqualTo("plain");
    }

    @Test
    void yamlMeansWhatItsCurrentVersionSays() {
        JsonNode root = Specification.document(
                        folder, HEAD + "x-a: [no, 012, 1.50, ~, true, 'true', 2026-01-31, 0o17]\n")
                .root();
        assertThat(root.path("x-a").get(0).isString()).isTrue();
        assertThat(root.path("x-a").get(1).asString("")).isNotEqualTo("10");
        assertThat(root.path("x-a").get(2).decimalValue().toPlainString()).isEqualTo("1.50");
        assertThat(root.path("x-a").get(3).isNull()).isTrue();
        assertThat(root.path("x-a").get(4).isBoolean()).isTrue();
        assertThat(root.path("x-a").get(5).isString()).isTrue();
        assertThat(root.path("x-a").get(6).stringValue()).isEqualTo("2026-01-31");
    }

    private void assertLoads(Imported imported) {
        try {
            Files.writeString(folder.resolve("module.json"), Json.pretty(imported.manifest()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        ModuleLoader.Loading loading = ModuleLoader.load(folder, Layer.REPO);
        assertThat(loading).isInstanceOf(ModuleLoader.Loading.Loaded.class);
        for (ActionDefinition action :
                ((ModuleLoader.Loading.Loaded) loading).module().actions().values()) {
            assertThat(JsonSchema.compile(action.inputSchema())).isInstanceOf(JsonSchema.Compiled.Ok.class);
            if (action.responseSchema() != null) {
                assertThat(JsonSchema.compile(action.responseSchema())).isInstanceOf(JsonSchema.Compiled.Ok.class);
            }
        }
    }

    private static ObjectNode document(ObjectNode schemas, String used) {
        ObjectNode root = (ObjectNode) Json.parse("{\"openapi\":\"3.1.0\",\"paths\":{\"/a\":{\"post\":{\"requestBody\":"
                + "{\"content\":{\"application/json\":{\"schema\":{\"$ref\":\"#/components/schemas/" + used
                + "\"}}}},\"responses\":{\"200\":{\"content\":{\"application/json\":{\"schema\":"
                + "{\"$ref\":\"#/components/schemas/" + used + "\"}}}}}}}}}");
        root.putObject("components").set("schemas", schemas);
        return root;
    }

    private Specification imported(ObjectNode root) {
        OpenApiDocument document = Specification.document(folder, Json.compact(root));
        return new Specification(OpenApiImport.of(document, "api", "0.1.0", Selection.ALL));
    }

    @Test
    void aChainOfManyReferencesEnds() {
        ObjectNode schemas = Json.object();
        for (int i = 0; i < 20_000; i++) {
            schemas.putObject("S" + i).put("$ref", "#/components/schemas/S" + (i + 1));
        }
        schemas.putObject("S20000").put("type", "string");
        assertLoads(imported(document(schemas, "S0")).imported());
    }

    @Test
    void schemasNestedTooDeepAreCutAndListed() {
        ObjectNode schemas = Json.object();
        ObjectNode inner = schemas.putObject("Deep");
        for (int i = 0; i < 200; i++) {
            inner = inner.put("type", "array").putObject("items");
        }
        Specification deep = imported(document(schemas, "Deep"));
        assertLoads(deep.imported());
        assertThat(deep.notExpressed()).anyMatch(line -> line.endsWith("/items: schema"));
    }

    @Test
    void aSchemaOfMoreThanCanBeCheckedIsLeftOutAndListed() {
        ObjectNode schemas = Json.object();
        for (int i = 0; i < 1_000; i++) {
            ObjectNode properties =
                    schemas.putObject("S" + i).put("type", "object").putObject("properties");
            properties.putObject("next").put("$ref", "#/components/schemas/S" + (i + 1) % 1_000);
            for (int k = 0; k < 60; k++) {
                properties.putObject("p" + k).put("type", "string");
            }
        }
        Specification large = imported(document(schemas, "S0"));
        assertLoads(large.imported());
        assertThat(large.notExpressed())
                .contains(
                        "POST /a /paths/~1a/post/responses: schema of the answer",
                        "POST /a /paths/~1a/post: schemas of the inputs");
    }

    @Test
    void aHugeEnumIsLeftOutAndListed() {
        ObjectNode schemas = Json.object();
        ArrayNode values = schemas.putObject("Huge").putArray("enum");
        for (int i = 0; i < 50_000; i++) {
            values.add("v" + i);
        }
        Specification huge = imported(document(schemas, "Huge"));
        assertLoads(huge.imported());
        assertThat(huge.notExpressed()).contains("/components/schemas/Huge/enum: schema keyword 'enum'");
    }

    @Test
    void manyPartsThatReferToEachOtherAreLookedAtABoundedNumberOfTimes() {
        ObjectNode schemas = Json.object();
        for (int i = 0; i < 60; i++) {
            ArrayNode parts = schemas.putObject("S" + i).putArray("allOf");
            for (int k = 0; k < 10; k++) {
                parts.addObject().put("$ref", "#/components/schemas/S" + (i + 1));
            }
        }
        schemas.putObject("S60").put("type", "object");
        assertLoads(imported(document(schemas, "S0")).imported());
    }

    /** Puts nonsense in the place of single values of a good document. */
    @ParameterizedTest
    @FieldSource("CORPUS")
    void nonsenseInAnyPlaceIsRefusedOrListedAndTheRestLoads(String name) {
        JsonNode good = OpenApiDocument.read(Specification.file(name)).root();
        String text = Json.compact(good);
        List<JsonNode> nonsense = List.of(
                Json.nothing(),
                Json.number(-1),
                Json.text("#/components"),
                Json.text("${input.x}"),
                Json.array(),
                Json.object().put("$ref", "#"),
                Json.parse("[[{}]]"),
                Json.parse("1e9999"),
                Json.parse("true"));
        Random random = new Random(name.hashCode());
        for (int round = 0; round < ROUNDS; round++) {
            ObjectNode broken = (ObjectNode) Json.parse(text);
            List<ObjectNode> places = new ArrayList<>();
            collect(broken, places);
            ObjectNode place = places.get(1 + random.nextInt(places.size() - 1));
            List<String> members = List.copyOf(place.propertyNames());
            if (!members.isEmpty()) {
                place.set(members.get(random.nextInt(members.size())), nonsense.get(random.nextInt(nonsense.size())));
            }
            assertLoadsOrIsRefused(Json.compact(broken));
        }
    }

    private void assertLoadsOrIsRefused(String text) {
        Imported imported;
        try {
            OpenApiDocument document = Specification.document(folder, text);
            imported = OpenApiImport.of(document, "api", "0.1.0", Selection.ALL);
        } catch (ProblemException e) {
            assertThat(e.problem().code()).isEqualTo(ProblemCode.USAGE_ERROR);
            return;
        }
        assertLoads(imported);
    }

    private static void collect(JsonNode node, List<ObjectNode> places) {
        if (node instanceof ObjectNode object) {
            places.add(object);
        }
        node.forEach(child -> collect(child, places));
    }

    @Test
    void textsOfTheDocumentStayTextsInTheModule() {
        String text =
                "openapi: 3.0.0\npaths: {/a: {get: {summary: 'cost ${env.HOME}', operationId: x, responses: {}}}}\n";
        Imported imported = OpenApiImport.of(Specification.document(folder, text), "api", "0.1.0", Selection.ALL);
        assertLoads(imported);
        assertThat(imported.manifest()
                        .path("actions")
                        .path("x")
                        .path("description")
                        .stringValue())
                .isEqualTo("cost ${env.HOME}");
    }
}
