package dev.dispatch.openapi;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * The schemas that others refer to, each translated once and only where something refers to it. They become the
 * {@code $defs} of the manifest.
 */
final class Definitions {

    private static final int LONGEST_NAME = 80;

    private record Key(Pointer at, Direction direction) {}

    private record Pending(String name, Located schema, Direction direction) {}

    private final References references;
    private final Directional directional;
    private final SchemaTranslation translation;
    private final Map<Key, String> names = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final Deque<Pending> pending = new ArrayDeque<>();
    private final Map<String, ObjectNode> translated = new LinkedHashMap<>();
    private final Map<String, Pointer> sources = new HashMap<>();

    Definitions(References references, boolean version30, Findings findings) {
        this.references = references;
        this.directional = new Directional(references);
        this.translation = new SchemaTranslation(this, references, version30, findings);
    }

    /** A schema as it stands in an action; what it refers to is defined. */
    ObjectNode schema(Located schema, Direction direction) {
        return translation.translate(schema, direction);
    }

    /** The name under which the schema is defined; it is translated later, so that circles end here. */
    String define(Located schema, Direction wanted) {
        Direction direction = directional.isDirectional(schema) ? wanted : Direction.ANSWERED;
        return names.computeIfAbsent(new Key(schema.at(), direction), _ -> {
            String name = name(schema.at(), direction);
            sources.put(name, schema.at());
            pending.add(new Pending(name, schema, direction));
            return name;
        });
    }

    /** Translates what is still to be translated, and cuts the circles that no check would ever leave. */
    void finish(Findings findings) {
        while (!pending.isEmpty()) {
            Pending next = pending.poll();
            translated.put(next.name, translation.translate(next.schema, next.direction));
        }
        new EndlessCircles(translated)
                .cut(name -> findings.add(
                        Optional.ofNullable(sources.get(name)).orElse(Pointer.ROOT),
                        "schema '" + name + "'",
                        "it applies itself to the same value again; that reference is left out"));
    }

    /** By name, in the order in which they were needed; after {@link #finish}. */
    Map<String, ObjectNode> translated() {
        return translated;
    }

    References references() {
        return references;
    }

    SchemaTranslation translation() {
        return translation;
    }

    private String name(Pointer at, Direction direction) {
        List<String> path = at.names();
        boolean component = path.size() == 3
                && path.get(0).equals("components")
                && path.get(1).equals("schemas");
        String base = safe(component ? path.getLast() : String.join("_", path));
        String wanted = direction == Direction.SENT ? base + "Input" : base;
        String name = wanted;
        for (int number = 2; !taken.add(name); number++) {
            name = wanted + "_" + number;
        }
        return name;
    }

    /** Letters, digits, {@code _}, {@code -} and dots, which need no escape in a reference. */
    private static String safe(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = Math.max(0, text.length() - LONGEST_NAME); i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '_'
                    || c == '-'
                    || c == '.';
            out.append(plain ? c : '_');
        }
        return out.isEmpty() ? "_" : out.toString();
    }

    static ObjectNode reference(String name) {
        return Json.object().put("$ref", "#/$defs/" + name);
    }
}
