package dev.dispatch.code;

import dev.dispatch.sdk.ActionContext;
import dev.dispatch.sdk.ActionResult;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The types in the signature of an action's method.
 *
 * @param input null where the method takes none
 */
record ActionSignature(Type credential, @Nullable Type input, Type exports) {

    private static final String FORM =
            "an action is a method 'ActionResult<Exports> name(ActionContext<Credential> context, Input input)';"
                    + " Void stands for no exports or no credential, and the input may be left out";

    /** The signature, or a sentence that says why it is none of an action. */
    sealed interface Reading {
        record Ok(ActionSignature signature) implements Reading {}

        record Wrong(String why) implements Reading {}
    }

    static Reading of(Method method) {
        Type[] parameters = method.getGenericParameterTypes();
        if (Modifier.isStatic(method.getModifiers()) || Modifier.isAbstract(method.getModifiers())) {
            return wrong("is static or abstract");
        }
        if (method.getTypeParameters().length > 0) {
            return wrong("has type parameters");
        }
        if (parameters.length < 1 || parameters.length > 2 || method.getParameterTypes()[0] != ActionContext.class) {
            return wrong("does not take a context and at most one input");
        }
        if (method.getReturnType() != ActionResult.class) {
            return wrong("does not return an ActionResult");
        }
        Type credential = argument(parameters[0]);
        Type exports = argument(method.getGenericReturnType());
        if (credential == null) {
            return wrong(
                    "does not say of what its ActionContext is; write ActionContext<Void> where it needs no credential");
        }
        if (exports == null) {
            return wrong("does not say of what its ActionResult is; write ActionResult<Void> where it exports nothing");
        }
        return new Reading.Ok(new ActionSignature(credential, parameters.length == 2 ? parameters[1] : null, exports));
    }

    private static Reading wrong(String why) {
        return new Reading.Wrong(why + "; " + FORM);
    }

    /** Null where nothing says what it is. */
    private static @Nullable Type argument(Type type) {
        return type instanceof ParameterizedType generic
                        && !(generic.getActualTypeArguments()[0] instanceof WildcardType)
                ? generic.getActualTypeArguments()[0]
                : null;
    }

    /** Tells the methods of a class apart: the name and the classes of the parameters. */
    static String key(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(Class::getName)
                .collect(Collectors.joining(",", method.getName() + "(", ")"));
    }
}
