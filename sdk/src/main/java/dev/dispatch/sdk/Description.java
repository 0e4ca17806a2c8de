package dev.dispatch.sdk;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says in one sentence what a type, a component of a record or a constant of an enum stands for. It becomes part of the
 * schema, which is all that people and agents see of an action before they use it; Javadoc comments are not, since they
 * are not in the compiled class.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE, ElementType.FIELD})
public @interface Description {

    /**
     * The sentence.
     *
     * @return one sentence
     */
    String value();
}
