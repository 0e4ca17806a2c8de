package dev.dispatch.cli.command;

import dev.dispatch.json.Extent;
import dev.dispatch.json.Json;
import dev.dispatch.module.ActionDefinition;
import dev.dispatch.module.LoadedModule;
import dev.dispatch.module.ModuleRegistry;
import dev.dispatch.module.ShippedJob;
import dev.dispatch.problem.Issue;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Modules in the documents of {@code module list} and {@code module inspect}. */
final class ModuleDocument {

    private ModuleDocument() {}

    /** An item of a list: actions by name, without their schemas. */
    static ObjectNode listed(LoadedModule module, Extent extent) {
        ObjectNode json = head(module);
        addActions(json, module, extent, ModuleDocument::actionHead);
        ArrayNode jobs = json.putArray("jobs");
        module.jobs().forEach(job -> jobs.add(job(job)));
        return json;
    }

    /** The whole of a module. */
    static ObjectNode inspected(LoadedModule module, Extent extent) {
        ObjectNode json = head(module);
        json.put("hash", module.hash());
        json.set("warnings", warnings(List.of(module)));
        addActions(json, module, extent, ModuleDocument::action);
        ArrayNode jobs = json.putArray("jobs");
        for (ShippedJob shipped : module.jobs()) {
            ObjectNode job = job(shipped);
            JobNeeds.of(shipped).addTo(job);
            jobs.add(job);
        }
        return json;
    }

    private static void addActions(
            ObjectNode json, LoadedModule module, Extent extent, Function<ActionDefinition, ObjectNode> form) {
        List<ActionDefinition> shown = extent.first(List.copyOf(module.actions().values()));
        json.put("shown", shown.size());
        ArrayNode actions = json.putArray("actions");
        shown.forEach(action -> actions.add(form.apply(action)));
    }

    /** What the manifests of usable modules say that nobody reads. */
    static ArrayNode warnings(List<LoadedModule> modules) {
        return Issue.toJson(
                modules.stream().flatMap(module -> module.warnings().stream()).toList());
    }

    static ObjectNode conflict(ModuleRegistry.Conflict conflict) {
        ObjectNode json = Json.object();
        json.put("action", conflict.action().toString());
        json.set("winner", provider(conflict.winner()));
        json.set("loser", provider(conflict.loser()));
        return json;
    }

    /** Sets a member that may be missing. */
    static void put(ObjectNode json, String name, @Nullable JsonNode value) {
        if (value != null) {
            json.set(name, value);
        }
    }

    private static ObjectNode provider(LoadedModule module) {
        return place(module).put("hash", module.hash());
    }

    /** Which module it is and where it comes from. */
    static ObjectNode place(LoadedModule module) {
        ObjectNode json = Json.object();
        json.put("module", module.name());
        json.put("version", module.version());
        json.put("layer", module.layer().word());
        if (module.folder() != null) {
            json.put("sourcePath", module.folder().toString());
        }
        return json;
    }

    private static ObjectNode head(LoadedModule module) {
        ObjectNode json = Json.object();
        json.put("name", module.name());
        json.put("version", module.version());
        if (module.description() != null) {
            json.put("description", module.description());
        }
        json.put("layer", module.layer().word());
        if (module.folder() != null) {
            json.put("sourcePath", module.folder().toString());
        }
        return json.put("actionCount", module.actions().size());
    }

    private static ObjectNode actionHead(ActionDefinition action) {
        ObjectNode json = Json.object();
        json.put("key", action.key().toString());
        if (!action.description().isEmpty()) {
            json.put("description", action.description());
        }
        return json;
    }

    private static ObjectNode action(ActionDefinition action) {
        ObjectNode json = actionHead(action);
        if (action.effect() != null) {
            json.put("effect", action.effect().word());
        }
        json.set("schema", action.inputSchema());
        put(json, "exportsSchema", action.exportsSchema());
        put(json, "credentialSchema", action.credentialSchema());
        return json;
    }

    private static ObjectNode job(ShippedJob job) {
        return Json.object()
                .put("id", job.id())
                .put("kind", job.kind().word())
                .put("path", job.path().toString());
    }
}
