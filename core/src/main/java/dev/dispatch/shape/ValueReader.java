package dev.dispatch.shape;

import dev.dispatch.json.Pointer;
import dev.dispatch.sdk.ActionException;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes Java values of JSON that was held against the schema of the same shape. */
public final class ValueReader {

    private final String root;

    /** @param root what messages call the whole document, such as {@code payload} */
    public ValueReader(String root) {
        this.root = root;
    }

    /**
     * The value; null stands for JSON's null.
     *
     * @param node null where the member is absent
     * @throws ActionException of kind BAD_INPUT that names the place where a value does not fit its Java type, or where
     *     a record's constructor refuses it with an {@link IllegalArgumentException}
     */
    public @Nullable Object read(Shape shape, @Nullable JsonNode node, Pointer at) {
        if (shape instanceof Shape.Maybe(Class<?> type, Shape value)) {
            return maybe(type, node == null || node.isNull() ? null : read(value, node, at));
        }
        if (node == null) {
            return null;
        }
        if (shape instanceof Shape.Tree(Class<?> type)) {
            return type.isInstance(node) ? node.deepCopy() : nullOr(node, at, "an " + treeName(type));
        }
        if (node.isNull()) {
            return null;
        }
        return switch (shape) {
            case Shape.Plain(PlainType type) -> plain(type, node, at);
            case Shape.Choice(var _, Map<String, Enum<?>> words) -> constant(words, node, at);
            case Shape.Sequence sequence -> sequence(sequence, node, at);
            case Shape.Dictionary(Shape values) -> dictionary(values, node, at);
            case Shape.OneOf oneOf -> alternative(oneOf, node, at);
            case Shape.RecordShape type -> construct(type, node, at);
            case Shape.Nothing _, Shape.Tree _, Shape.Maybe _ -> throw new IllegalStateException("read above");
        };
    }

    private static String treeName(Class<?> type) {
        return type.getSimpleName().startsWith("Array") ? "array" : "object";
    }

    private @Nullable Object nullOr(JsonNode node, Pointer at, String expected) {
        if (node.isNull()) {
            return null;
        }
        throw misfit(at, "expected " + expected);
    }

    private Object plain(PlainType type, JsonNode node, Pointer at) {
        Object value = PlainValues.read(type, node);
        if (value == null) {
            throw misfit(at, "expected " + type.phrase());
        }
        return value;
    }

    private Object constant(Map<String, Enum<?>> words, JsonNode node, Pointer at) {
        Enum<?> constant = node.isString() ? words.get(node.stringValue()) : null;
        if (constant == null) {
            throw misfit(at, "expected one of " + String.join(", ", words.keySet()));
        }
        return constant;
    }

    private static Object maybe(Class<?> type, @Nullable Object value) {
        if (type == OptionalInt.class) {
            return value == null ? OptionalInt.empty() : OptionalInt.of((Integer) value);
        }
        if (type == OptionalLong.class) {
            return value == null ? OptionalLong.empty() : OptionalLong.of((Long) value);
        }
        if (type == OptionalDouble.class) {
            return value == null ? OptionalDouble.empty() : OptionalDouble.of((Double) value);
        }
        return Optional.ofNullable(value);
    }

    private Object sequence(Shape.Sequence sequence, JsonNode node, Pointer at) {
        if (!node.isArray()) {
            throw misfit(at, "expected an array");
        }
        List<@Nullable Object> values = new ArrayList<>();
        for (JsonNode element : node) {
            values.add(read(sequence.elements(), element, at.child(values.size())));
        }
        if (!sequence.type().isArray()) {
            return sequence.type() == java.util.Set.class
                    ? Collections.unmodifiableSet(new LinkedHashSet<>(values))
                    : Collections.unmodifiableList(values);
        }
        Object array = Array.newInstance(sequence.element(), values.size());
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            if (value == null && sequence.element().isPrimitive()) {
                throw misfit(at.child(i), "expected a value");
            }
            Array.set(array, i, value);
        }
        return array;
    }

    private Object dictionary(Shape values, JsonNode node, Pointer at) {
        if (!node.isObject()) {
            throw misfit(at, "expected an object");
        }
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        node.properties()
                .forEach(
                        member -> map.put(member.getKey(), read(values, member.getValue(), at.child(member.getKey()))));
        return Collections.unmodifiableMap(map);
    }

    private Object alternative(Shape.OneOf oneOf, JsonNode node, Pointer at) {
        Shape.RecordShape type =
                oneOf.alternatives().get(node.path(Shape.OneOf.TAG).asString(""));
        if (type == null) {
            throw misfit(
                    at.child(Shape.OneOf.TAG),
                    "expected one of " + String.join(", ", oneOf.alternatives().keySet()));
        }
        return construct(type, node, at);
    }

    private Object construct(Shape.RecordShape type, JsonNode node, Pointer at) {
        if (!node.isObject()) {
            throw misfit(at, "expected an object");
        }
        List<Shape.Component> components = type.components();
        Class<?>[] types = new Class<?>[components.size()];
        @Nullable Object[] values = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            Shape.Component component = components.get(i);
            JsonNode member = node.get(component.name());
            types[i] = component.java().getType();
            values[i] =
                    read(component.shape(), member == null ? component.absent() : member, at.child(component.name()));
            if (values[i] == null && types[i].isPrimitive()) {
                throw misfit(at.child(component.name()), "expected a value");
            }
        }
        try {
            Constructor<?> constructor = type.type().getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw refused(type, Thrown.by(e), at);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + type.title(), e);
        }
    }

    /** A message that begins with the name of a component is about that component. */
    private RuntimeException refused(Shape.RecordShape type, Exception cause, Pointer at) {
        if (!(cause instanceof IllegalArgumentException)) {
            return cause instanceof RuntimeException broken ? broken : new IllegalStateException(cause);
        }
        String message = cause.getMessage() == null ? "is refused by " + type.title() : cause.getMessage();
        for (Shape.Component component : type.components()) {
            String name = component.java().getName();
            if (message.startsWith(name)
                    && message.length() > name.length()
                    && !Character.isJavaIdentifierPart(message.charAt(name.length()))) {
                String rest = message.substring(name.length());
                return misfit(at.child(component.name()), (rest.startsWith(":") ? rest.substring(1) : rest).strip());
            }
        }
        return misfit(at, message);
    }

    private ActionException misfit(Pointer at, String message) {
        String place = at.dotted();
        String name = place.isEmpty() || place.startsWith("[") ? root + place : root + "." + place;
        return ActionException.badInput(at.text(), name + ": " + message);
    }
}
