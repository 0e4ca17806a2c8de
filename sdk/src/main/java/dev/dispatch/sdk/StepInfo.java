package dev.dispatch.sdk;

/**
 * The step that an action runs for.
 *
 * @param id unique in the job
 * @param action the full name of the action that runs, {@code module.action}
 * @param path the execution's path in the run record, such as {@code create#1}
 */
public record StepInfo(String id, String action, String path) {}
