package dev.dispatch.engine;

import dev.dispatch.plan.GivenInputs;

/**
 * A wish to check or run a job.
 *
 * @param reference a path, a path under the workspace's {@code jobs/}, a bare name, or the name of a shipped job
 * @param resolveDependencies whether values that memory lacks are filled before a run
 */
public record JobRequest(String reference, GivenInputs inputs, boolean resolveDependencies) {

    /** A wish that fills nothing. */
    public JobRequest(String reference, GivenInputs inputs) {
        this(reference, inputs, false);
    }
}
