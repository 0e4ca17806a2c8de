package dev.dispatch.builtin;

import dev.dispatch.json.Json;
import dev.dispatch.jsonpath.JsonPath;
import dev.dispatch.jsonpath.JsonPathLimitException;
import dev.dispatch.jsonpath.JsonPathSyntaxException;
import dev.dispatch.memory.MemoryListing;
import dev.dispatch.memory.MemoryStore;
import dev.dispatch.sdk.ActionException;
import dev.dispatch.sdk.ActionResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The actions {@code memory.*}; their inputs were held against their schemas before. */
final class MemoryActions {

    private final MemoryStore memory;

    MemoryActions(MemoryStore memory) {
        this.memory = memory;
    }

    ActionResult<JsonNode> store(ObjectNode input) {
        String namespace = text(input, "namespace");
        String key = text(input, "key");
        memory.store(namespace, key, input.get("value"));
        ObjectNode answer =
                Json.object().put("stored", true).put("namespace", namespace).put("key", key);
        answer.set("value", input.get("value"));
        return ActionResult.<JsonNode>response(answer).detail("stored " + namespace + "." + key);
    }

    ActionResult<JsonNode> storeMany(ObjectNode input) {
        String namespace = text(input, "namespace");
        JsonPath keyPath = path(input, "keyJsonPath");
        JsonPath valuePath = path(input, "valueJsonPath");
        String prefix = input.has("keyPrefix") ? text(input, "keyPrefix") + "." : "";
        Map<String, JsonNode> values = new LinkedHashMap<>();
        int index = 0;
        for (JsonNode element : input.get("source")) {
            String key = prefix + key(keyPath, element, index);
            JsonNode value = part(valuePath, element, index);
            if (values.put(key, value) != null) {
                throw badInput("source[" + index + "] gives the key '" + key + "' a second time");
            }
            index++;
        }
        memory.storeAll(namespace, values);
        ObjectNode answer =
                Json.object().put("stored", true).put("namespace", namespace).put("count", values.size());
        answer.set("keys", Json.texts(values.keySet()));
        return ActionResult.<JsonNode>response(answer)
                .exports(answer)
                .detail("stored " + values.size() + " keys in " + namespace);
    }

    ActionResult<JsonNode> recall(ObjectNode input) {
        String namespace = text(input, "namespace");
        String key = text(input, "key");
        Optional<JsonNode> found = memory.recall(namespace, key);
        ObjectNode answer = Json.object()
                .put("found", found.isPresent())
                .put("namespace", namespace)
                .put("key", key);
        answer.set("value", found.orElseGet(() -> standIn(input)));
        return ActionResult.<JsonNode>response(answer)
                .exports(answer)
                .detail((found.isPresent() ? "found " : "did not find ") + namespace + "." + key);
    }

    ActionResult<JsonNode> recallMany(ObjectNode input) {
        String namespace = text(input, "namespace");
        ArrayNode results = Json.array();
        ArrayNode missing = Json.array();
        for (JsonNode key : input.get("keys")) {
            Optional<JsonNode> found = memory.recall(namespace, key.stringValue());
            ObjectNode result = Json.object().put("key", key.stringValue()).put("found", found.isPresent());
            result.set("value", found.orElseGet(() -> standIn(input)));
            results.add(result);
            if (found.isEmpty()) {
                missing.add(key);
            }
        }
        ObjectNode answer = Json.object().put("namespace", namespace);
        answer.set("results", results);
        answer.put("foundCount", results.size() - missing.size());
        answer.set("missingKeys", missing);
        return ActionResult.<JsonNode>response(answer)
                .exports(answer)
                .detail("found " + (results.size() - missing.size()) + " of " + results.size() + " keys");
    }

    ActionResult<JsonNode> list(ObjectNode input) {
        if (!input.has("namespace")) {
            List<String> namespaces = memory.namespaces();
            ObjectNode answer = Json.object();
            answer.set("namespaces", Json.texts(namespaces));
            return ActionResult.response(answer.put("count", namespaces.size()));
        }
        String namespace = text(input, "namespace");
        ObjectNode answer = Json.object().put("namespace", namespace);
        String prefix = input.has("prefix") ? text(input, "prefix") : null;
        if (prefix != null) {
            answer.put("prefix", prefix);
        }
        MemoryListing listing = memory.list(namespace, prefix);
        answer.set("keys", Json.texts(listing.keys()));
        answer.put("count", listing.keys().size());
        answer.set("values", listing.contents());
        return ActionResult.response(answer);
    }

    ActionResult<JsonNode> forget(ObjectNode input) {
        String namespace = text(input, "namespace");
        if (input.has("all")) {
            int removed = memory.clear(namespace);
            return ActionResult.<JsonNode>response(Json.object()
                            .put("cleared", true)
                            .put("namespace", namespace)
                            .put("removed", removed))
                    .detail("removed " + removed + " keys from " + namespace);
        }
        String key = text(input, "key");
        boolean forgotten = memory.forget(namespace, key);
        return ActionResult.<JsonNode>response(Json.object()
                        .put("cleared", false)
                        .put("namespace", namespace)
                        .put("key", key)
                        .put("forgotten", forgotten))
                .detail((forgotten ? "forgot " : "nothing to forget at ") + namespace + "." + key);
    }

    private static String key(JsonPath path, JsonNode element, int index) {
        JsonNode key = part(path, element, index);
        if (!key.isString() && !Json.isInteger(key)) {
            throw badInput("the key of source[" + index + "] must be a text or an integer, is " + Json.compact(key));
        }
        return Json.show(key);
    }

    private static JsonNode part(JsonPath path, JsonNode element, int index) {
        try {
            return path.value(element)
                    .orElseThrow(() -> badInput("source[" + index + "] has nothing at " + path.text()));
        } catch (JsonPathLimitException e) {
            throw badInput("source[" + index + "] at " + path.text() + ": " + e.getMessage());
        }
    }

    private static JsonPath path(ObjectNode input, String name) {
        String text = text(input, name);
        try {
            return JsonPath.parse(text);
        } catch (JsonPathSyntaxException e) {
            throw badInput("'" + name + "' is not a JSONPath: " + e.getMessage());
        }
    }

    private static ActionException badInput(String message) {
        return new ActionException(ActionException.Kind.BAD_INPUT, "MODULE_VALIDATION_ERROR", message, null);
    }

    private static String text(ObjectNode input, String name) {
        return input.get(name).stringValue();
    }

    /** The value of a key that is absent. */
    private static JsonNode standIn(ObjectNode input) {
        return input.has("defaultValue") ? input.get("defaultValue") : Json.nothing();
    }
}
