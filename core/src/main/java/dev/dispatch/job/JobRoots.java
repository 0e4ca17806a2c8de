package dev.dispatch.job;

import dev.dispatch.expression.Roots;

/** What references may begin with in each part of a job. */
public final class JobRoots {

    /** In a step's payload and in {@code http}: everything from outside and from earlier steps. */
    public static final Roots PAYLOAD = Roots.of("env", "input", "credential", "run", "step");

    /** In {@code when} and {@code outputs}. */
    public static final Roots STATE = Roots.of("env", "input", "run", "step");

    /** In {@code expect} and {@code result}: the same and the step's own answer. */
    public static final Roots ANSWER = Roots.of("env", "input", "run", "step", "response", "exports");

    /** In {@code verification}, which is evaluated from the record alone. */
    public static final Roots RECORD = Roots.of("input", "step");

    /** In a capture. */
    static final Roots CAPTURE = Roots.of("response", "exports");

    private JobRoots() {}
}
