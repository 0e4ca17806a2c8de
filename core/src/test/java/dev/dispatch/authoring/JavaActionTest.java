package dev.dispatch.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.code.JavaModules;
import dev.dispatch.job.ActionKey;
import dev.dispatch.json.Json;
import dev.dispatch.module.ActionBody;
import dev.dispatch.module.ActionDefinition;
import dev.dispatch.module.CodeLoader;
import dev.dispatch.schema.JsonSchema;
import dev.dispatch.sdk.Effect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is written for an action compiles, and takes and gives what the action does. */
class JavaActionTest {

    private static final String INPUT = """
            {"type": "object", "additionalProperties": false, "required": ["x-id", "items"], "properties": {
              "x-id": {"type": "string", "pattern": "^[a-z]\\\\d$", "maxLength": 5},
              "class": {"type": "integer", "minimum": 1, "maximum": 5000000000},
              "kind": {"enum": ["in-progress", "createdAt", "created_at", "*", "+"]}, "mode": {"enum": ["a", ""]}, "blank": {"type": "object", "properties": {" ": {}}},
              "items": {"type": "array", "minItems": 1, "items": {"type": "object", "required": ["sku"],
                "properties": {"sku": {"type": "string"}, "n": {"type": "number", "default": 1.5}}}},
              "map": {"type": "object", "additionalProperties": {"type": "integer"}},
              "any": {"anyOf": [{"type": "string"}, {"type": "null"}]},
              "node": {"$ref": "#/$defs/Node"},
              "flag": {"type": "boolean", "default": true},
              "when": {"type": "string", "format": "date-time", "description": "When\\n\\"it\\" is \\\\u000a */"},
              "url": {"type": "string", "format": "uri"},
              "two": {"type": ["string", "null"]},
              "Odd": {"type": "object", "properties": {"a": {"type": "string", "maxLength": 9000000000}}},
              "string": {"type": "object", "properties": {"a": {"type": "string"}}},
              "hashCode": {"type": "integer"}, "größe": {"type": "integer"}, "1": {"type": "integer"}},
             "$defs": {"Node": {"type": "object",
               "properties": {"name": {"type": "string", "minLength": 2}, "next": {"$ref": "#/$defs/Node"}}}}}""";

    @TempDir
    private Path folder;

    @Test
    void awkwardSchemasBecomeTypesThatTakeTheSameValues() throws Exception {
        ObjectNode exports =
                object("{'type': 'object', 'properties': {'id': {'type': 'integer'}}, 'required': ['id']}");
        ObjectNode credential =
                object("{'type': 'object', 'properties': {'api-key': {'type': 'string'}}, 'required': ['api-key']}");
        ActionDefinition made = made(action((ObjectNode) Json.parse(INPUT), exports, credential));
        JsonSchema input = compiled(made.inputSchema());
        assertThat(input.validate(Json.parse("""
                        {"x-id": "a1", "items": [{"sku": "s"}], "kind": "createdAt", "map": {"a": 1}, "any": null,
                         "node": {"name": "ab", "next": {}}, "url": "http://a.example", "hashCode": 1, "1": 2}"""))).isEmpty();
        assertThat(input.validate(Json.parse("{\"x-id\": \"1\", \"items\": []}")))
                .hasSize(2);
        assertThat(input.validate(Json.parse("{\"x-id\": \"a1\", \"items\": [{\"sku\": 1}], \"kind\": \"-\"}")))
                .hasSize(2);
        assertThat(made.inputSchema()
                        .path("properties")
                        .path("flag")
                        .path("default")
                        .asBoolean())
                .isTrue();
        assertThat(compiled(Objects.requireNonNull(made.credentialSchema())).validate(Json.parse("{}")))
                .hasSize(1);
        assertThat(made.effect()).isEqualTo(Effect.DELETE);
        assertThat(made.description()).isEqualTo("Go \"there\" \\u0041.");
    }

    @Test
    void typesThatWereJavaOnceAreTheSameTypesAgain() throws Exception {
        ActionDefinition action = action(object("""
                        {'type': 'object', 'additionalProperties': false, 'required': ['count'], 'properties': {
                          'count': {'type': 'integer', 'minimum': -2147483648, 'maximum': 2147483647},
                          'few': {'type': 'integer', 'minimum': 1, 'maximum': 2147483647, 'default': 1},
                          'total': {'type': 'integer', 'minimum': -9223372036854775808, 'maximum': 9223372036854775807},
                          'kind': {'type': ['string', 'null'], 'enum': ['slow', 'fast', null]},
                          'note': {'type': ['string', 'null']},
                          'id': {'type': 'string', 'format': 'uuid'},
                          'list': {'anyOf': [{'type': 'object', 'properties': {'a': {'type': 'string'}}}, {'type': 'null'}]}}}"""), null, null);
        assertThat(new JavaAction(action, "Odd").source("Odd", "1.0.0"))
                .contains(
                        " int count",
                        "@Range(min = 1) @Default(\"1\") int few",
                        "Optional<Long> total",
                        "Optional<Kind> kind",
                        "Optional<String> note",
                        "Optional<UUID> id",
                        "Optional<ListValue> list")
                .doesNotContain("//");
        assertThat(compiled(made(action).inputSchema())
                        .validate(Json.parse("{\"count\": 1, \"note\": null, \"kind\": null, \"list\": null}")))
                .isEmpty();
    }

    @Test
    void anActionWithoutInputAndExportsIsAMethodWithTheContextAlone() throws Exception {
        ActionDefinition made = made(action(object("{'type': 'object', 'additionalProperties': false}"), null, null));
        assertThat(compiled(made.inputSchema()).validate(Json.parse("{\"a\": 1}")))
                .hasSize(1);
        assertThat(made.exportsSchema()).isNull();
        assertThat(made.credentialSchema()).isNull();
    }

    @Test
    void whatIsNoRecordAtAllIsATree() throws Exception {
        ActionDefinition made = made(action(
                object("{'type': 'object', 'properties': {'a': {'type': 'string'}}, 'not': {'required': ['a']}}"),
                null,
                null));
        assertThat(compiled(made.inputSchema()).validate(Json.parse("{\"a\": 1}")))
                .isEmpty();
    }

    private ActionDefinition made(ActionDefinition action) throws IOException {
        Path file = folder.resolve("Odd.java");
        Files.writeString(file, new JavaAction(action, "Odd").source("Odd", "1.0.0"));
        CodeLoader loader = new JavaModules(folder.resolve("cache"), "0.1.0");
        return switch (loader.load(new CodeLoader.Entry("odd", "1.0.0", folder, file))) {
            case CodeLoader.Loading.Loaded(var code) ->
                Objects.requireNonNull(code.actions().get("go"));
            case CodeLoader.Loading.Failed(var issues) ->
                throw new AssertionError(issues + "\n" + Files.readString(file));
        };
    }

    private static ActionDefinition action(
            ObjectNode input, @Nullable ObjectNode exports, @Nullable ObjectNode credential) {
        return new ActionDefinition(
                new ActionKey("odd", "go"),
                "Go \"there\" \\u0041.",
                Effect.DELETE,
                input,
                exports,
                credential,
                null,
                true,
                new ActionBody.Flow(ActionBody.Flow.Kind.LOG));
    }

    private static ObjectNode object(String text) {
        return (ObjectNode) Json.parse(text.replace('\'', '"'));
    }

    private static JsonSchema compiled(JsonNode schema) {
        return ((JsonSchema.Compiled.Ok) JsonSchema.compile(schema)).schema();
    }
}
