package dev.dispatch.authoring;

import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.module.LoadedModule;
import dev.dispatch.module.ModuleRegistry;
import dev.dispatch.module.UsedDefinitions;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The {@code module.json} of an override, made of that of the module whose action it replaces. */
final class ModuleManifest {

    private final ObjectNode json = Json.object();

    private ModuleManifest() {}

    static ModuleManifest of(ModuleRegistry.Provided winner, String version) {
        ModuleManifest manifest = new ModuleManifest();
        manifest.json.put("$schema", EditorSchema.REFERENCE);
        manifest.json.put("name", winner.module().name());
        manifest.json.put("version", version);
        manifest.json.put("description", "Replaces " + winner.action().key() + ".");
        JsonNode http = written(winner.module()).path("http");
        if (http.isObject() && !http.isEmpty()) {
            manifest.json.set("http", http);
        }
        return manifest;
    }

    void entry(String file) {
        json.put("entry", file);
    }

    /** The action as it is written, with the definitions that it uses. */
    void addHttpAction(ModuleRegistry.Provided winner) {
        JsonNode written = written(winner.module());
        ObjectNode action = writtenAction(written, winner);
        json.putObject("actions").set(winner.action().key().name(), action);
        JsonNode shared = written.path("$defs").isObject() ? written.path("$defs") : Json.object();
        JsonNode definitions = new UsedDefinitions(shared).joined(action).path("$defs");
        if (!definitions.isEmpty()) {
            json.set("$defs", definitions);
        }
    }

    /** The action with schemas that stand on their own, to be put into another manifest. */
    static ObjectNode standalone(ModuleRegistry.Provided winner) {
        ObjectNode action = writtenAction(written(winner.module()), winner).deepCopy();
        for (String name : List.of("input", "credential", "exportsSchema", "responseSchema")) {
            JsonNode whole = switch (name) {
                case "input" -> action.has(name) ? winner.action().inputSchema() : null;
                case "credential" -> winner.action().credentialSchema();
                case "exportsSchema" -> winner.action().exportsSchema();
                default -> winner.action().responseSchema();
            };
            if (whole != null) {
                action.set(name, whole);
            }
        }
        return action;
    }

    /** The http defaults of a module; an empty object where it has none. */
    static JsonNode http(LoadedModule module) {
        JsonNode http = written(module).path("http");
        return http.isObject() ? http : Json.object();
    }

    String text() {
        return Json.pretty(json) + "\n";
    }

    private static ObjectNode writtenAction(JsonNode written, ModuleRegistry.Provided winner) {
        JsonNode action = written.path("actions").path(winner.action().key().name());
        if (action instanceof ObjectNode found) {
            return found;
        }
        throw unreadable(winner.module().source(), "the action is not in it any more");
    }

    private static JsonNode written(LoadedModule module) {
        Path folder = module.folder();
        if (folder == null) {
            return Json.object();
        }
        try {
            return Json.parse(Files.readString(folder.resolve("module.json")));
        } catch (IOException | JsonSyntaxException e) {
            throw unreadable(module.source(), String.valueOf(e.getMessage()));
        }
    }

    private static RuntimeException unreadable(String source, String why) {
        return Problem.of(ProblemCode.RUNTIME_ERROR, "Cannot read the module.json of " + source + ": " + why)
                .exception();
    }
}
