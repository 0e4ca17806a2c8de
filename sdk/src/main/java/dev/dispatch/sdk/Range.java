package dev.dispatch.sdk;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The least and the greatest value of a number, both included; {@code minimum} and {@code maximum} of the schema. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Range {

    /**
     * The least value.
     *
     * @return the least value; negative infinity for the least of the Java type
     */
    double min() default Double.NEGATIVE_INFINITY;

    /**
     * The greatest value.
     *
     * @return the greatest value; infinity for the greatest of the Java type
     */
    double max() default Double.POSITIVE_INFINITY;
}
