package dev.dispatch.run;

/** How a run ended. */
public enum RunStatus {
    SUCCESS,
    FAILED,
    INTERRUPTED
}
