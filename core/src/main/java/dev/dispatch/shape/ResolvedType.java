package dev.dispatch.shape;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A type whose variables have been put in.
 *
 * @param arguments of a generic class; of an array, its element type; empty for a generic class that is used raw
 */
record ResolvedType(Class<?> raw, List<ResolvedType> arguments) {

    private static final int DEEPEST = 16;

    ResolvedType {
        arguments = List.copyOf(arguments);
    }

    /** What stands for a variable that nothing is known of, or for a type that never ends. */
    private static final ResolvedType UNKNOWN = new ResolvedType(Object.class, List.of());

    static ResolvedType of(Type type, Map<TypeVariable<?>, ResolvedType> variables) {
        return of(type, variables, 0);
    }

    private static ResolvedType of(Type type, Map<TypeVariable<?>, ResolvedType> variables, int depth) {
        if (depth > DEEPEST) {
            return UNKNOWN;
        }
        return switch (type) {
            case Class<?> array
            when array.isArray() ->
                new ResolvedType(array, List.of(of(array.getComponentType(), variables, depth + 1)));
            case Class<?> plain -> new ResolvedType(plain, List.of());
            case ParameterizedType generic -> {
                List<ResolvedType> arguments = new ArrayList<>();
                for (Type argument : generic.getActualTypeArguments()) {
                    arguments.add(of(argument, variables, depth + 1));
                }
                yield new ResolvedType((Class<?>) generic.getRawType(), arguments);
            }
            case GenericArrayType array -> {
                ResolvedType element = of(array.getGenericComponentType(), variables, depth + 1);
                yield new ResolvedType(element.raw().arrayType(), List.of(element));
            }
            case TypeVariable<?> variable -> variables.getOrDefault(variable, UNKNOWN);
            case WildcardType wildcard -> of(wildcard.getUpperBounds()[0], variables, depth + 1);
            default -> UNKNOWN;
        };
    }

    /** How many types deep its arguments go. */
    int depth() {
        return 1 + arguments.stream().mapToInt(ResolvedType::depth).max().orElse(0);
    }

    boolean endless() {
        return depth() > DEEPEST;
    }

    /** As a program writes it, without packages. */
    String title() {
        String name = raw.getSimpleName();
        return arguments.isEmpty() || raw.isArray()
                ? name
                : name + arguments.stream().map(ResolvedType::title).collect(Collectors.joining(", ", "<", ">"));
    }
}
