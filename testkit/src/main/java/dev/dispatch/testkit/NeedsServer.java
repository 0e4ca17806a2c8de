package dev.dispatch.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests that talk to a server which is none of ours. Where its program is not installed they are skipped with the reason,
 * and fail in the nightly build ({@link RealServers#NIGHTLY}).
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(RealServers.class)
public @interface NeedsServer {

    /** The program, such as {@code nginx}; {@link RealServers#program} finds it. */
    String value();

    /** How to get it, such as {@code apt-get install nginx-light}. */
    String install();
}
