package dev.dispatch.sdk;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How long a text is, counted in characters (Unicode code points), or how many values a list, set, array or map has. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Length {

    /**
     * The least count.
     *
     * @return the least count, 0 or more
     */
    int min() default 0;

    /**
     * The greatest count.
     *
     * @return the greatest count
     */
    int max() default Integer.MAX_VALUE;
}
