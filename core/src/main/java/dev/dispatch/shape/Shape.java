package dev.dispatch.shape;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How values of a Java type look in JSON. Schema, reading and writing are three uses of the same shape. */
public sealed interface Shape {

    /** Nothing at all; the type is {@link Void}. */
    record Nothing() implements Shape {}

    record Plain(PlainType type) implements Shape {}

    /**
     * One of a few words.
     *
     * @param words the constants in their order, by their word
     */
    record Choice(Class<?> type, Map<String, Enum<?>> words) implements Shape {
        public Choice {
            words = Collections.unmodifiableMap(new LinkedHashMap<>(words));
        }
    }

    /** JSON as it is; the type is a class of the tree. */
    record Tree(Class<?> type) implements Shape {}

    /**
     * A value or none.
     *
     * @param type {@code Optional} or one of its siblings for numbers
     */
    record Maybe(Class<?> type, Shape value) implements Shape {}

    /**
     * An array.
     *
     * @param type {@code List}, {@code Set}, {@code Collection}, or the class of a Java array
     * @param element the class of an element, which a Java array is made of
     */
    record Sequence(Class<?> type, Class<?> element, Shape elements) implements Shape {}

    /** An object of any names. */
    record Dictionary(Shape values) implements Shape {}

    /**
     * One of several records, told apart by the member {@value #TAG}.
     *
     * @param alternatives by the value of that member
     */
    record OneOf(Class<?> type, Map<String, RecordShape> alternatives) implements Shape {

        /** The member that names the alternative. */
        static final String TAG = "type";

        public OneOf {
            alternatives = Collections.unmodifiableMap(new LinkedHashMap<>(alternatives));
        }
    }

    /**
     * A component of a record.
     *
     * @param name of the member in JSON
     * @param java as the record declares it
     * @param absent what an absent member is read as; null for no value
     */
    record Component(
            String name,
            java.lang.reflect.RecordComponent java,
            Shape shape,
            @Nullable JsonNode absent) {}

    /** An object with the members of a record; may hold itself, so that it is compared by identity. */
    final class RecordShape implements Shape {
        private final Class<?> type;
        private final String title;
        private List<Component> components = List.of();

        /**
         * A record without components yet.
         *
         * @param title the class with its type arguments, as people write it
         */
        RecordShape(Class<?> type, String title) {
            this.type = type;
            this.title = title;
        }

        RecordShape filled(List<Component> all) {
            components = List.copyOf(all);
            return this;
        }

        Class<?> type() {
            return type;
        }

        String title() {
            return title;
        }

        List<Component> components() {
            return components;
        }
    }
}
