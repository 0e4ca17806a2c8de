package dev.dispatch.shape;

import dev.dispatch.json.Json;
import java.lang.reflect.AnnotatedElement;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What annotations say that reading and writing values needs to know. They are read once and kept beside the compiled
 * classes: the first annotation that a process looks at costs more than a whole call.
 *
 * @param names by {@code class#component}, {@code class#constant} or {@code class}, where they are not the usual ones
 * @param defaults by {@code class#component}
 */
public record ComponentNotes(Map<String, String> names, Map<String, JsonNode> defaults) implements Notes {

    public static final ComponentNotes NONE = new ComponentNotes(Map.of(), Map.of());

    public ComponentNotes {
        names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
        defaults = Collections.unmodifiableMap(new LinkedHashMap<>(defaults));
    }

    @Override
    public String name(String key, AnnotatedElement element, String usual) {
        return names.getOrDefault(key, usual);
    }

    @Override
    public @Nullable JsonNode defaultOf(String key, AnnotatedElement element) {
        return defaults.get(key);
    }

    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        ObjectNode named = json.putObject("names");
        names.forEach(named::put);
        ObjectNode values = json.putObject("defaults");
        defaults.forEach(values::set);
        return json;
    }

    public static ComponentNotes of(JsonNode json) {
        Map<String, String> names = new LinkedHashMap<>();
        json.required("names")
                .properties()
                .forEach(member -> names.put(member.getKey(), member.getValue().stringValue()));
        Map<String, JsonNode> defaults = new LinkedHashMap<>();
        json.required("defaults").properties().forEach(member -> defaults.put(member.getKey(), member.getValue()));
        return new ComponentNotes(names, defaults);
    }
}
