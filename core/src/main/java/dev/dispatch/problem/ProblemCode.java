package dev.dispatch.problem;

/** The closed set of outcomes that are not success, each with its exit code and whether trying again can help. */
public enum ProblemCode {
    RUNTIME_ERROR(1, false),
    ASSERTION_FAILED(1, false),
    INTERNAL_ERROR(1, false),
    USAGE_ERROR(2, false),
    POLICY_DENIED(2, false),
    TRANSIENT_ERROR(3, true),
    NOT_FOUND(4, false),
    INTERRUPTED(130, false);

    private final int exitCode;
    private final boolean retryable;

    ProblemCode(int exitCode, boolean retryable) {
        this.exitCode = exitCode;
        this.retryable = retryable;
    }

    public int exitCode() {
        return exitCode;
    }

    public boolean retryable() {
        return retryable;
    }
}
