package dev.dispatch.sdk;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method of a {@link DispatchModule} an action. The method takes an {@link ActionContext} and, where the action
 * takes input, a record (or a sealed interface of records, a map or an {@code ObjectNode}); it returns an {@link ActionResult}. The schemas of input, credential and exports are made of
 * these types.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Action {

    /**
     * The action's own name; jobs write {@code module.name}. Name the intent in the words of the API's domain.
     *
     * @return lower-case letters, digits and hyphens, such as {@code register-webhook}
     */
    String name();

    /**
     * What it is for; people and agents choose an action by it.
     *
     * @return one sentence
     */
    String description();

    /**
     * What it does to the world behind it; where it is left out, policies count the action as {@link Effect#DELETE}.
     *
     * @return one effect, or none
     */
    Effect[] effect() default {};

    /**
     * Whether its effect is a session, as that of a login is, so that a resumed run may repeat it.
     *
     * @return true for a login
     */
    boolean credentialFlow() default false;
}
