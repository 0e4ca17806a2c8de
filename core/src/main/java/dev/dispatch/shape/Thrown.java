package dev.dispatch.shape;

import java.lang.reflect.InvocationTargetException;

/** What the author's code threw, without what reflection wraps around it. */
public final class Thrown {

    private Thrown() {}

    /** The exception, to be thrown on; an error is thrown at once. */
    public static Exception by(InvocationTargetException e) {
        Throwable cause = e.getCause();
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof Exception exception ? exception : e;
    }
}
