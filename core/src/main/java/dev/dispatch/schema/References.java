package dev.dispatch.schema;

import dev.dispatch.json.Pointer;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Where the references of one schema document lead; nothing outside the document is ever looked up. */
final class References {

    static final String META_SCHEMAS = "https://json-schema.org/draft/2020-12/";

    private record Reference(String base, String keyword, JsonNode holder, Pointer at) {}

    /** A schema that a reference leads to. */
    record Target(JsonNode schema, Pointer at) {}

    private final Map<String, Target> resources = new HashMap<>();
    private final Map<String, Target> anchors = new HashMap<>();
    private final IdentityHashMap<JsonNode, JsonNode> targets = new IdentityHashMap<>();
    private final List<Reference> waiting = new ArrayList<>();
    private boolean outside;

    References(JsonNode root) {
        resources.put("", new Target(root, Pointer.ROOT));
    }

    /** Records a schema that names itself; answers the base for the references inside it. */
    String identify(String base, String id, JsonNode schema, Pointer at) {
        String full = join(base, id).orElse(base);
        resources.putIfAbsent(full, new Target(schema, at));
        return full;
    }

    void anchor(String base, String name, JsonNode schema, Pointer at) {
        anchors.putIfAbsent(base + "#" + name, new Target(schema, at));
    }

    void add(String base, String keyword, JsonNode holder, Pointer at) {
        waiting.add(new Reference(base, keyword, holder, at));
    }

    /** Resolves what was added since the last call; what leads nowhere becomes a violation. */
    List<Target> resolve(List<SchemaViolation> found) {
        List<Target> reached = new ArrayList<>();
        for (Reference reference : waiting) {
            String text = reference.holder.path(reference.keyword).stringValue();
            if (text.startsWith(META_SCHEMAS)) {
                outside = true;
                continue;
            }
            outside |= !text.startsWith("#/") && !text.equals("#");
            Optional<Target> target = find(reference.base, text);
            if (target.isPresent()) {
                if (reference.keyword.equals("$ref")) {
                    targets.put(reference.holder, target.get().schema());
                }
                reached.add(target.get());
            } else {
                found.add(SchemaViolation.of(
                        reference.at,
                        reference.keyword,
                        "must lead to a schema in the same document, " + Wording.cut(text) + " does not",
                        "#/$defs/<name>",
                        Wording.cut(text)));
            }
        }
        waiting.clear();
        return reached;
    }

    /** The schema that the {@code $ref} of this schema object leads to. */
    Optional<JsonNode> target(JsonNode holder) {
        return Optional.ofNullable(targets.get(holder));
    }

    /** The schema, what its reference leads to and the parts of its {@code allOf}, each once: all of them apply. */
    List<JsonNode> parts(JsonNode schema) {
        IdentityHashMap<JsonNode, Boolean> seen = new IdentityHashMap<>();
        List<JsonNode> parts = new ArrayList<>();
        collect(schema, seen, parts);
        return parts;
    }

    private void collect(JsonNode schema, IdentityHashMap<JsonNode, Boolean> seen, List<JsonNode> parts) {
        if (seen.put(schema, true) == null) {
            parts.add(schema);
            target(schema).ifPresent(target -> collect(target, seen, parts));
            schema.path("allOf").forEach(part -> collect(part, seen, parts));
        }
    }

    /** True where a reference is not a plain pointer into the document. */
    boolean needLibrary() {
        return outside;
    }

    private Optional<Target> find(String base, String text) {
        int hash = text.indexOf('#');
        String place = hash < 0 ? text : text.substring(0, hash);
        String fragment = hash < 0 ? "" : text.substring(hash + 1);
        Optional<String> full = place.isEmpty() ? Optional.of(base) : join(base, place);
        if (full.isEmpty()) {
            return Optional.empty();
        }
        if (!fragment.isEmpty() && !fragment.startsWith("/")) {
            return Optional.ofNullable(anchors.get(full.get() + "#" + fragment));
        }
        Target resource = resources.get(full.get());
        return resource == null ? Optional.empty() : descend(resource, fragment);
    }

    private static Optional<Target> descend(Target from, String fragment) {
        Pointer below = new Pointer(decoded(fragment));
        JsonNode node = from.schema;
        for (String name : below.names()) {
            node = node.isArray() ? element(node, name) : node.path(name);
        }
        boolean schema = node.isObject() || node.isBoolean();
        return schema ? Optional.of(new Target(node, from.at.append(below))) : Optional.empty();
    }

    private static JsonNode element(JsonNode array, String name) {
        boolean index = !name.isEmpty() && name.length() < 7 && name.chars().allMatch(c -> c >= '0' && c <= '9');
        return array.path(index ? Integer.parseInt(name) : -1);
    }

    private static String decoded(String fragment) {
        if (fragment.indexOf('%') < 0) {
            return fragment;
        }
        try {
            return URLDecoder.decode(fragment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "/" + fragment; // a broken escape names nothing that exists
        }
    }

    private static Optional<String> join(String base, String relative) {
        try {
            URI joined = base.isEmpty() ? new URI(relative) : new URI(base).resolve(new URI(relative));
            String text = joined.toString();
            return Optional.of(text.endsWith("#") ? text.substring(0, text.length() - 1) : text);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
