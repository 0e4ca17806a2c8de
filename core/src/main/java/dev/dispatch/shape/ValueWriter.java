package dev.dispatch.shape;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.sdk.ActionException;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes JSON of Java values. What is null or empty is left out of an object, and null in an array. */
public final class ValueWriter {

    private static final String ROOT = "exports";

    /**
     * The JSON form; empty for no value.
     *
     * @throws ActionException where a value has none, with its place
     * @throws Exception as an accessor throws it
     */
    public Optional<JsonNode> write(Shape shape, @Nullable Object value, Pointer at) throws Exception {
        if (depth(at) > Json.MOST_NESTING) {
            throw misfit(Pointer.ROOT, "are nested too deep");
        }
        if (value == null) {
            return Optional.empty();
        }
        return switch (shape) {
            case Shape.Nothing _ -> Optional.empty();
            case Shape.Tree _ -> Optional.of(TreeCheck.checked((JsonNode) value, ROOT, at));
            case Shape.Maybe(var _, Shape inner) -> write(inner, content(value), at);
            case Shape.Plain(PlainType type) -> Optional.of(plain(type, value, at));
            case Shape.Choice(var _, Map<String, Enum<?>> words) -> Optional.of(Json.text(word(words, value)));
            case Shape.Sequence(var _, var _, Shape elements) -> Optional.of(array(elements, value, at));
            case Shape.Dictionary(Shape values) -> Optional.of(object(values, (Map<?, ?>) value, at));
            case Shape.RecordShape type -> Optional.of(members(type, value, Json.object(), at));
            case Shape.OneOf oneOf -> Optional.of(alternative(oneOf, value, at));
        };
    }

    /** A list that an author can change may hold itself. */
    private static long depth(Pointer at) {
        return at.text().chars().filter(c -> c == '/').count();
    }

    private static @Nullable Object content(Object maybe) {
        return switch (maybe) {
            case OptionalInt number -> number.isPresent() ? number.getAsInt() : null;
            case OptionalLong number -> number.isPresent() ? number.getAsLong() : null;
            case OptionalDouble number -> number.isPresent() ? number.getAsDouble() : null;
            default -> ((Optional<?>) maybe).orElse(null);
        };
    }

    private static JsonNode plain(PlainType type, Object value, Pointer at) {
        JsonNode node = PlainValues.write(type, value);
        if (node == null) {
            throw misfit(at, "is " + value + ", which JSON has no form for");
        }
        return node;
    }

    private static String word(Map<String, Enum<?>> words, Object value) {
        return words.entrySet().stream()
                .filter(entry -> entry.getValue() == value)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    private ArrayNode array(Shape elements, Object value, Pointer at) throws Exception {
        ArrayNode array = Json.array();
        if (value instanceof Collection<?> collection) {
            for (Object element : collection) {
                array.add(element(elements, element, at.child(array.size())));
            }
            return array;
        }
        for (int i = 0; i < Array.getLength(value); i++) {
            array.add(element(elements, Array.get(value, i), at.child(i)));
        }
        return array;
    }

    private JsonNode element(Shape shape, @Nullable Object value, Pointer at) throws Exception {
        return write(shape, value, at).orElse(Json.nothing());
    }

    private ObjectNode object(Shape values, Map<?, ?> map, Pointer at) throws Exception {
        ObjectNode object = Json.object();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String name = String.valueOf(entry.getKey());
            write(values, entry.getValue(), at.child(name)).ifPresent(node -> object.set(name, node));
        }
        return object;
    }

    private ObjectNode alternative(Shape.OneOf oneOf, Object value, Pointer at) throws Exception {
        for (Map.Entry<String, Shape.RecordShape> entry : oneOf.alternatives().entrySet()) {
            if (entry.getValue().type() == value.getClass()) {
                ObjectNode object = Json.object().put(Shape.OneOf.TAG, entry.getKey());
                return members(entry.getValue(), value, object, at);
            }
        }
        throw new IllegalStateException("a sealed interface has no other classes");
    }

    private ObjectNode members(Shape.RecordShape type, Object value, ObjectNode object, Pointer at) throws Exception {
        for (Shape.Component component : type.components()) {
            write(component.shape(), get(component.java().getAccessor(), value), at.child(component.name()))
                    .ifPresent(node -> object.set(component.name(), node));
        }
        return object;
    }

    private static @Nullable Object get(Method accessor, Object value) throws Exception {
        try {
            accessor.setAccessible(true);
            return accessor.invoke(value);
        } catch (InvocationTargetException e) {
            throw Thrown.by(e);
        }
    }

    static ActionException misfit(Pointer at, String message) {
        return TreeCheck.misfit(ROOT, at, message);
    }
}
