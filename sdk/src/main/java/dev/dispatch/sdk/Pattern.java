package dev.dispatch.sdk;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A regular expression that is found somewhere in a text; {@code ^} and {@code $} make it fit the whole. It is matched in
 * linear time, so that look-ahead and back references are not known.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Pattern {

    /**
     * The expression.
     *
     * @return the expression, such as {@code ^[A-Z]{3}$}
     */
    String value();
}
