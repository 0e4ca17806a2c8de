package dev.dispatch.code;

import dev.dispatch.job.ActionKey;
import dev.dispatch.json.Json;
import dev.dispatch.module.ActionBody;
import dev.dispatch.module.ActionDefinition;
import dev.dispatch.sdk.Effect;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An action of a class, as it is known without the class. Schemas are JSON Schema 2020-12.
 *
 * @param name its own name, without the module's
 * @param method the method behind it: its name and the classes of its parameters
 * @param effect null where the author does not say
 * @param input the schema of its payload
 * @param exports null where it exports nothing
 * @param credential null where it takes none
 */
public record DescribedAction(
        String name,
        String method,
        String description,
        @Nullable Effect effect,
        boolean credentialFlow,
        ObjectNode input,
        @Nullable ObjectNode exports,
        @Nullable ObjectNode credential) {

    /** The action of a module of that name. */
    public ActionDefinition in(String module, ActionBody.Code body) {
        return new ActionDefinition(
                new ActionKey(module, name),
                description,
                effect,
                input,
                exports,
                credential,
                null,
                credentialFlow,
                body);
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object().put("name", name).put("method", method).put("description", description);
        if (effect != null) {
            json.put("effect", effect.word());
        }
        json.put("credentialFlow", credentialFlow).set("input", input);
        if (exports != null) {
            json.set("exports", exports);
        }
        if (credential != null) {
            json.set("credential", credential);
        }
        return json;
    }

    static DescribedAction of(JsonNode json) {
        return new DescribedAction(
                json.required("name").stringValue(),
                json.required("method").stringValue(),
                json.required("description").stringValue(),
                Effect.of(json.path("effect").asString("")).orElse(null),
                json.required("credentialFlow").booleanValue(),
                json.required("input").asObject(),
                schema(json, "exports"),
                schema(json, "credential"));
    }

    private static @Nullable ObjectNode schema(JsonNode json, String name) {
        return json.has(name) ? json.path(name).asObject() : null;
    }
}
