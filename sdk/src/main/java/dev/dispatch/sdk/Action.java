package dev.dispatch.sdk;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method of a {@link DispatchModule} an action. The method takes an {@link ActionContext} and, where the action
 * takes input, a record; it returns an {@link ActionResult}. The schemas of input, credential and exports are made of
 * these types.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Action {

    /** The action's own name, of {@code [a-z0-9-]+}; jobs write {@code module.name}. */
    String name();

    /** One sentence; people and agents choose an action by it. */
    String description();

    /** What it does to the world behind it; where it is left out, policies count the action as {@link Effect#DELETE}. */
    Effect[] effect() default {};

    /** True where its effect is a session, as that of a login is, so that a resumed run may repeat it. */
    boolean credentialFlow() default false;
}
