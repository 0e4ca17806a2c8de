package dev.dispatch.run;

/** How a step ended. */
public enum StepStatus {
    SUCCEEDED,
    FAILED,
    /** Its {@code when} was false. */
    SKIPPED,
    /** It was running when the run was asked to stop. */
    CANCELLED,
    /** An earlier step failed, or the run was asked to stop before it. */
    NOT_RUN
}
