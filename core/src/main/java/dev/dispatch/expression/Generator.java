package dev.dispatch.expression;

import java.time.Instant;

/** Where made values come from; tests put fixed ones in its place. */
public interface Generator {

    /** A random UUID (RFC 9562, version 4) in lower case. */
    String uuid();

    Instant now();

    /** A whole number between these two, both included. */
    long randomInt(long least, long most);
}
