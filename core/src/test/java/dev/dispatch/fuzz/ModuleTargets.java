package dev.dispatch.fuzz;

import dev.dispatch.authoring.ModuleValidation;
import dev.dispatch.json.Json;
import dev.dispatch.module.Layer;
import dev.dispatch.module.LoadedModule;
import dev.dispatch.module.ModuleLoader;
import dev.dispatch.openapi.Imported;
import dev.dispatch.openapi.OpenApiDocument;
import dev.dispatch.openapi.OpenApiImport;
import dev.dispatch.openapi.Selection;
import java.util.ArrayList;
import java.util.List;

/** What modules are written in, and what they are made from. */
final class ModuleTargets {

    private static final List<String> WORDS = List.of(
            "name",
            "version",
            "description",
            "actions",
            "input",
            "request",
            "method",
            "path",
            "query",
            "headers",
            "body",
            "form",
            "multipart",
            "expectStatus",
            "responseSchema",
            "exports",
            "exportsSchema",
            "credential",
            "effect",
            "read",
            "write",
            "entry",
            "X.java",
            "http",
            "baseUrl",
            "auth",
            "type",
            "oauth2-client-credentials",
            "$defs",
            "$ref",
            "#/$defs/a",
            "deprecated",
            "idempotent",
            "retry",
            "unsafe",
            "credentialFlow",
            "${input.id}",
            "${credential.token}",
            "string",
            "saveTo",
            "tls",
            "proxy",
            "2xx",
            "200-299",
            "graphql",
            "examples",
            "GET",
            "POST",
            "jobs",
            "engine",
            "^1.0.0");

    private static final String MODULE = """
            {"name": "shop", "version": "1.0.0", "description": "A shop.", "http": {"baseUrl": "https://a.example",
             "auth": {"type": "api-key", "name": "X-Key", "value": "${credential.key}", "in": "header"}},
             "$defs": {"id": {"type": "integer"}}, "actions": {
             "get": {"description": "One.", "effect": "read", "input": {"type": "object", "properties": {"id": {"$ref": "#/$defs/id"},
              "tags": {"type": "array"}}, "required": ["id"]}, "credential": {"type": "object", "properties": {"key": {"type": "string"}}},
              "request": {"method": "GET", "path": "/a/${input.id}", "query": {"t": "${input.tags?}"}, "headers": {"A": "b"}},
              "expectStatus": [200, 404], "responseSchema": {"type": "object"}, "exports": {"id": "$.id"}},
             "put": {"description": "Change.", "effect": "write", "input": {"type": "object"},
              "request": {"method": "PUT", "path": "/a", "body": "${input}"}, "expectStatus": 204}}}""";

    private ModuleTargets() {}

    static List<FuzzTarget> all(Surroundings around) {
        return List.of(
                module(around.below("module")), validated(around.below("validated")), openApi(around.below("openapi")));
    }

    private static FuzzTarget module(Surroundings around) {
        return FuzzTarget.ofTexts("module", 20, modules(), WORDS, text -> load(around, text));
    }

    private static List<String> modules() {
        return Corpus.all(
                List.of(MODULE),
                Corpus.repository("modules/jsonplaceholder", "module.json"),
                Corpus.repository("modules/orders", "module.json"));
    }

    private static void load(Surroundings around, String text) {
        around.write("module.json", FuzzTarget.bytes(text));
        switch (ModuleLoader.load(around.folder(), Layer.REPO)) {
            case ModuleLoader.Loading.Loaded(LoadedModule module) -> module.actions();
            case ModuleLoader.Loading.Failed(var broken) -> {
                LanguageTargets.check(!broken.cause().isBlank(), "a broken module without a cause");
                throw new Refused();
            }
        }
    }

    private static FuzzTarget validated(Surroundings around) {
        ModuleValidation validation = around.engine().moduleValidation();
        return FuzzTarget.ofTexts("module-validate", 8, modules(), WORDS, text -> {
            around.write("module.json", FuzzTarget.bytes(text));
            if (!validation.check(around.folder()).authoring().passed()) {
                throw new Refused();
            }
        });
    }

    private static FuzzTarget openApi(Surroundings around) {
        String folder = "core/src/test/resources/openapi";
        List<String> json = new ArrayList<>(Corpus.repository(folder, ".json"));
        // The same as JSON, so that damaged ones are read to their end.
        for (String yaml : Corpus.repository(folder, ".yaml")) {
            json.add(Json.compact(OpenApiDocument.read(around.write("sound", FuzzTarget.bytes(yaml)))
                    .root()));
        }
        List<String> words = List.of(
                "openapi",
                "3.1.0",
                "3.0.3",
                "paths",
                "components",
                "schemas",
                "$ref",
                "#/components/schemas/A",
                "#/paths/~1a/get",
                "allOf",
                "oneOf",
                "anyOf",
                "nullable",
                "discriminator",
                "mapping",
                "parameters",
                "requestBody",
                "content",
                "application/json",
                "multipart/form-data",
                "responses",
                "default",
                "2XX",
                "in",
                "query",
                "cookie",
                "style",
                "deepObject",
                "explode",
                "security",
                "securitySchemes",
                "oauth2",
                "servers",
                "variables",
                "{id}",
                "items",
                "additionalProperties",
                "$defs",
                "enum",
                "readOnly",
                "&a",
                "*a",
                "<<:",
                "!!binary",
                "- ",
                ": ",
                "|",
                "---");
        return FuzzTarget.ofTexts("openapi", 10, Corpus.all(json, Corpus.repository(folder, ".yaml")), words, text -> {
            Imported made = OpenApiImport.of(
                    OpenApiDocument.read(around.write("document", FuzzTarget.bytes(text))),
                    "api",
                    "0.1.0",
                    Selection.ALL);
            load(around, Json.compact(made.manifest()));
        });
    }
}
