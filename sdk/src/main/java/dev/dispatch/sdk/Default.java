package dev.dispatch.sdk;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a component is where a payload leaves it out. It is part of the schema, so that people and agents see it before
 * they run anything; a component with a default is not required.
 *
 * <pre>{@code
 * record Page(@Default("20") @Range(min = 1, max = 100) int size, @Default("name") String order) {}
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Default {

    /**
     * The value: of a component that is a text in JSON the text itself, of any other JSON such as {@code 20}, {@code true}
     * or {@code []}.
     *
     * @return the value as text
     */
    String value();
}
