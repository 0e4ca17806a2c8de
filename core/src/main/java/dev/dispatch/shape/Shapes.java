package dev.dispatch.shape;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds the shapes of Java types; those of one module share their records. */
public final class Shapes {

    private static final Shape ANYTHING = new Shape.Tree(JsonNode.class);

    private final Notes notes;
    private final Map<ResolvedType, Shape.RecordShape> records = new HashMap<>();
    private final Set<String> faults = new LinkedHashSet<>();

    public Shapes(Notes notes) {
        this.notes = notes;
    }

    /** What was found to have no form in JSON; such a type counts as one that takes anything. */
    public List<String> faults() {
        return List.copyOf(faults);
    }

    /**
     * The shape of a type; one that takes anything where a fault was found.
     *
     * @param where what has that type, for findings
     */
    public Shape of(Type type, String where) {
        return of(ResolvedType.of(type, Map.of()), where);
    }

    private Shape of(ResolvedType type, String where) {
        Class<?> raw = type.raw();
        PlainType plain = PlainType.of(raw);
        if (plain != null) {
            return new Shape.Plain(plain);
        }
        if (raw == Void.class) {
            return new Shape.Nothing();
        }
        if (raw == JsonNode.class || raw == ObjectNode.class || raw == ArrayNode.class) {
            return new Shape.Tree(raw);
        }
        if (raw.isEnum()) {
            return choice(raw);
        }
        if (raw.isRecord()) {
            return record(type, where);
        }
        if (raw.isSealed() && raw.isInterface()) {
            return oneOf(type, where);
        }
        return container(type, where);
    }

    private Shape container(ResolvedType type, String where) {
        Class<?> raw = type.raw();
        if (raw == OptionalInt.class) {
            return new Shape.Maybe(raw, new Shape.Plain(PlainType.INT));
        }
        if (raw == OptionalLong.class) {
            return new Shape.Maybe(raw, new Shape.Plain(PlainType.LONG));
        }
        if (raw == OptionalDouble.class) {
            return new Shape.Maybe(raw, new Shape.Plain(PlainType.DOUBLE));
        }
        boolean sequence = raw == List.class || raw == Set.class || raw == Collection.class || raw.isArray();
        if (!sequence && raw != Optional.class && raw != Map.class) {
            return unknown(type, where);
        }
        if (type.arguments().isEmpty()) {
            return fault(where + " is a " + raw.getSimpleName() + " that does not say of what; write "
                    + raw.getSimpleName() + (raw == Map.class ? "<String, ...>" : "<...>"));
        }
        ResolvedType last = type.arguments().getLast();
        if (raw == Map.class) {
            return type.arguments().getFirst().raw() == String.class
                    ? new Shape.Dictionary(of(last, where))
                    : fault(where + " is a " + type.title()
                            + "; the keys of a JSON object are texts, so write Map<String, " + last.title() + ">");
        }
        return raw == Optional.class
                ? new Shape.Maybe(raw, of(last, where))
                : new Shape.Sequence(raw, last.raw(), of(last, where));
    }

    private Shape unknown(ResolvedType type, String where) {
        String name = type.raw() == Object.class ? "Object" : type.raw().getTypeName();
        return fault(where + " is of type " + name + ", which has no form in JSON; use " + instead(type.raw()));
    }

    private static String instead(Class<?> type) {
        if (type == Object.class) {
            return "JsonNode for any JSON value";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "List or Set";
        }
        return Map.class.isAssignableFrom(type)
                ? "Map<String, ...>"
                : "a record, an enum, a sealed interface of records, or JsonNode for any JSON value";
    }

    private Shape choice(Class<?> type) {
        Map<String, Enum<?>> words = new LinkedHashMap<>();
        for (Object constant : type.getEnumConstants()) {
            Enum<?> value = (Enum<?>) constant;
            String word = notes.name(
                    type.getName() + "#" + value.name(), field(type, value.name()), Words.ofConstant(value.name()));
            if (words.put(word, value) != null) {
                fault("Two constants of " + type.getSimpleName() + " are called '" + word + "' in JSON");
            }
        }
        return new Shape.Choice(type, words);
    }

    private static AnnotatedElement field(Class<?> type, String constant) {
        try {
            return type.getField(constant);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    private Shape.RecordShape record(ResolvedType type, String where) {
        Shape.RecordShape known = records.get(type);
        if (known != null) {
            return known;
        }
        Shape.RecordShape shape = new Shape.RecordShape(type.raw(), type.title());
        if (type.endless()) {
            fault(where + " is of a type that holds itself with ever more type arguments");
            return shape;
        }
        records.put(type, shape);
        return shape.filled(components(type));
    }

    private List<Shape.Component> components(ResolvedType type) {
        Map<TypeVariable<?>, ResolvedType> variables = new HashMap<>();
        TypeVariable<?>[] declared = type.raw().getTypeParameters();
        for (int i = 0; i < Math.min(declared.length, type.arguments().size()); i++) {
            variables.put(declared[i], type.arguments().get(i));
        }
        List<Shape.Component> components = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (RecordComponent java : type.raw().getRecordComponents()) {
            String key = type.raw().getName() + "#" + java.getName();
            String name = notes.name(key, java, java.getName());
            String where = "'" + java.getName() + "' of " + type.raw().getSimpleName();
            if (!names.add(name)) {
                fault("Two components of " + type.title() + " are called '" + name + "' in JSON");
            }
            Shape shape = of(ResolvedType.of(java.getGenericType(), variables), where);
            if (shape instanceof Shape.Nothing) {
                fault(where + " is Void, which has no value");
            }
            components.add(new Shape.Component(name, java, shape, notes.defaultOf(key, java)));
        }
        return components;
    }

    private Shape oneOf(ResolvedType type, String where) {
        Map<String, Shape.RecordShape> alternatives = new LinkedHashMap<>();
        alternatives(type.raw(), where, alternatives, new HashSet<>());
        return new Shape.OneOf(type.raw(), alternatives);
    }

    private void alternatives(Class<?> type, String where, Map<String, Shape.RecordShape> found, Set<Class<?>> seen) {
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            if (!seen.add(permitted)) {
                continue;
            }
            if (permitted.isSealed() && permitted.isInterface()) {
                alternatives(permitted, where, found, seen);
            } else if (!permitted.isRecord() || permitted.getTypeParameters().length > 0) {
                fault(permitted.getSimpleName() + ", one of the alternatives of " + type.getSimpleName()
                        + ", has to be a record without type parameters");
            } else {
                alternative(permitted, where, found);
            }
        }
    }

    private void alternative(Class<?> type, String where, Map<String, Shape.RecordShape> found) {
        String word = notes.name(type.getName(), type, Words.ofClass(type.getSimpleName()));
        Shape.RecordShape shape = record(new ResolvedType(type, List.of()), where);
        if (found.put(word, shape) != null) {
            fault("Two alternatives are called '" + word + "' in JSON; give one of them another @Name");
        }
        for (RecordComponent java : type.getRecordComponents()) {
            String key = type.getName() + "#" + java.getName();
            if (notes.name(key, java, java.getName()).equals(Shape.OneOf.TAG)) {
                fault("'" + java.getName() + "' of " + type.getSimpleName() + " has the name of the member '"
                        + Shape.OneOf.TAG + "' that tells the alternatives apart; give it another @Name");
            }
        }
    }

    private Shape fault(String message) {
        faults.add(message);
        return ANYTHING;
    }
}
