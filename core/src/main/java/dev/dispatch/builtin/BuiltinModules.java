package dev.dispatch.builtin;

import dev.dispatch.job.ActionKey;
import dev.dispatch.json.Json;
import dev.dispatch.memory.MemoryStore;
import dev.dispatch.module.ActionBody;
import dev.dispatch.module.ActionDefinition;
import dev.dispatch.module.LoadedModule;
import dev.dispatch.module.Manifest;
import dev.dispatch.module.ModuleLoader;
import dev.dispatch.module.ModuleSource;
import dev.dispatch.module.UsedDefinitions;
import dev.dispatch.sdk.Effect;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The modules that are part of the program; what they promise stands in a document each, what they do in code. */
public final class BuiltinModules {

    private final String version;
    private final MemoryStore memory;

    /**
     * The modules of one process.
     *
     * @param version of the program, which is theirs too
     */
    public BuiltinModules(String version, MemoryStore memory) {
        this.version = version;
        this.memory = memory;
    }

    /** Their documents are read when one is asked for. */
    public List<ModuleSource> sources() {
        return List.of(source("flow", this::flow), source("memory", this::ofMemory), source("http", this::http));
    }

    /** All of them, loaded. */
    public List<LoadedModule> modules() {
        return List.of(flow(), ofMemory(), http());
    }

    private static ModuleSource source(String name, Supplier<LoadedModule> module) {
        return new ModuleSource(name, null, () -> new ModuleLoader.Loading.Loaded(module.get()));
    }

    private LoadedModule flow() {
        return module(
                "flow",
                FlowDocument.TEXT,
                Map.of(
                        "sleep", new ActionBody.Flow(ActionBody.Flow.Kind.SLEEP),
                        "poll", new ActionBody.Flow(ActionBody.Flow.Kind.POLL),
                        "fail", new ActionBody.Flow(ActionBody.Flow.Kind.FAIL),
                        "log", new ActionBody.Flow(ActionBody.Flow.Kind.LOG),
                        "call", new ActionBody.Flow(ActionBody.Flow.Kind.CALL)));
    }

    private LoadedModule ofMemory() {
        MemoryActions actions = new MemoryActions(memory);
        return module(
                "memory",
                MemoryDocument.TEXT,
                Map.of(
                        "store", new ActionBody.Code((_, input) -> actions.store(input)),
                        "store-many", new ActionBody.Code((_, input) -> actions.storeMany(input)),
                        "recall", new ActionBody.Code((_, input) -> actions.recall(input)),
                        "recall-many", new ActionBody.Code((_, input) -> actions.recallMany(input)),
                        "list", new ActionBody.Code((_, input) -> actions.list(input)),
                        "forget", new ActionBody.Code((_, input) -> actions.forget(input))));
    }

    private LoadedModule http() {
        return module(
                "http",
                HttpDocument.TEXT,
                Map.of(
                        "request", new ActionBody.Code(HttpRequestAction::send, HttpRequestAction::content),
                        "graphql", new ActionBody.Code(GraphqlAction::send, GraphqlAction::content)));
    }

    private LoadedModule module(String name, String text, Map<String, ActionBody> bodies) {
        JsonNode document = Json.parse(text);
        Map<String, ActionDefinition> actions = new LinkedHashMap<>();
        document.get("actions").properties().forEach(member -> {
            ActionBody body = bodies.get(member.getKey());
            if (body == null) {
                throw new IllegalStateException("no code for " + name + "." + member.getKey());
            }
            actions.put(
                    member.getKey(),
                    action(new ActionKey(name, member.getKey()), member.getValue(), document.get("$defs"), body));
        });
        String description = document.get("description").stringValue();
        return LoadedModule.builtin(Manifest.named(name, version, description), actions);
    }

    private static ActionDefinition action(
            ActionKey key, JsonNode written, @Nullable JsonNode definitions, ActionBody body) {
        ObjectNode input = schema(written.get("input"), definitions);
        return new ActionDefinition(
                key,
                written.get("description").stringValue(),
                Effect.of(written.path("effect").asString("")).orElse(null),
                input == null ? Json.object() : input,
                schema(written.get("exportsSchema"), definitions),
                null,
                schema(written.get("responseSchema"), definitions),
                false,
                body);
    }

    /** A schema that stands on its own: the definitions shared in the document come with it where it uses them. */
    private static @Nullable ObjectNode schema(@Nullable JsonNode schema, @Nullable JsonNode definitions) {
        if (schema == null) {
            return null;
        }
        return definitions == null ? (ObjectNode) schema : new UsedDefinitions(definitions).joined((ObjectNode) schema);
    }
}
