package dev.dispatch.sdk;

import tools.jackson.databind.node.ObjectNode;

/**
 * What a handler may use while it runs.
 *
 * @param <C> the type of the credential that the step binds
 */
public interface ActionContext<C> {

    /** The transport of the run: base URL, default headers and cookies are those of the job. */
    Http http();

    /**
     * The secrets that the step's credential profile names.
     *
     * @throws ActionException where the step binds none
     */
    C credential();

    /** The step that this call belongs to. */
    StepInfo step();

    /** A copy of the values that the run holds under {@code run.*}. */
    ObjectNode run();

    /** Adds a line to the run's activity log. */
    void activity(String line);

    /** Tells a watching person what is going on; not kept in the record. */
    void progress(String message);
}
