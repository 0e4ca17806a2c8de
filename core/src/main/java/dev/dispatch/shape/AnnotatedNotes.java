package dev.dispatch.shape;

import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.sdk.Default;
import dev.dispatch.sdk.Description;
import dev.dispatch.sdk.Name;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the annotations of a module's types, and remembers what a call will need of them. */
public final class AnnotatedNotes implements Notes {

    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, JsonNode> defaults = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();

    public ComponentNotes remembered() {
        return new ComponentNotes(names, defaults);
    }

    /** What is wrong with the annotations that were looked at, each once. */
    public List<String> faults() {
        return faults.stream().distinct().toList();
    }

    @Override
    public String name(String key, AnnotatedElement element, String usual) {
        foreign(key, element);
        if (element instanceof RecordComponent component) {
            // Where annotations end up that are not meant for components.
            foreign(key, component.getAccessor());
        }
        Name name = element.getAnnotation(Name.class);
        if (name == null) {
            return usual;
        }
        if (name.value().isBlank()) {
            faults.add("@Name of " + plain(key) + " is empty");
        }
        names.put(key, name.value());
        return name.value();
    }

    @Override
    public @Nullable JsonNode defaultOf(String key, AnnotatedElement element) {
        Default given = element.getAnnotation(Default.class);
        if (given == null || !(element instanceof RecordComponent component)) {
            return null;
        }
        JsonNode value = isText(component.getType()) ? Json.text(given.value()) : parsed(key, given.value());
        defaults.put(key, value);
        return value;
    }

    private JsonNode parsed(String key, String text) {
        try {
            return Json.parse(text);
        } catch (JsonSyntaxException e) {
            faults.add("@Default of " + plain(key) + " is not JSON: " + e.getMessage());
            return Json.nothing();
        }
    }

    private static boolean isText(Class<?> type) {
        PlainType plain = PlainType.of(type);
        if (plain == null) {
            return type.isEnum();
        }
        return PlainSchemas.of(plain).path("type").asString("").equals("string");
    }

    /** True for an annotation of that name, whichever library it is of. */
    boolean isNullable(RecordComponent component) {
        for (Annotation annotation : component.getAnnotatedType().getAnnotations()) {
            if (annotation.annotationType().getSimpleName().equals("Nullable")) {
                return true;
            }
        }
        return false;
    }

    /** What the schema of a component says beyond its type. */
    void describe(Shape.Component component, ObjectNode schema) {
        describe(component.java(), schema);
        new Constraints(component, faults).addTo(schema);
        if (component.absent() != null) {
            schema.set("default", component.absent());
        }
    }

    void describe(AnnotatedElement element, ObjectNode schema) {
        Description description = element.getAnnotation(Description.class);
        if (description != null) {
            schema.put("description", description.value());
        }
    }

    /** The constants that are described, after the description of their type. */
    void describe(Class<?> type, Map<String, Enum<?>> words, ObjectNode schema) {
        describe(type, schema);
        StringBuilder text = new StringBuilder(schema.path("description").asString(""));
        words.forEach((word, constant) -> {
            try {
                Description description = type.getField(constant.name()).getAnnotation(Description.class);
                if (description != null) {
                    text.append(text.isEmpty() ? "" : " ")
                            .append(word)
                            .append(": ")
                            .append(description.value());
                }
            } catch (NoSuchFieldException e) {
                throw new IllegalStateException(e);
            }
        });
        if (!text.isEmpty()) {
            schema.put("description", text.toString());
        }
    }

    private void foreign(String key, AnnotatedElement element) {
        for (Annotation annotation : element.getAnnotations()) {
            String name = annotation.annotationType().getName();
            if (name.startsWith("com.fasterxml.jackson.") || name.startsWith("tools.jackson.")) {
                faults.add(plain(key) + " has @" + annotation.annotationType().getSimpleName()
                        + ", which is not read; use the annotations of dev.dispatch.sdk, such as @Name");
            }
        }
    }

    /** {@code 'amount' of Payment} for a component or constant, {@code Payment} for a class. */
    private static String plain(String key) {
        int member = key.indexOf('#');
        String type = member < 0 ? key : key.substring(0, member);
        String simple = type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
        return member < 0 ? simple : "'" + key.substring(member + 1) + "' of " + simple;
    }
}
