package dev.dispatch.engine;

import dev.dispatch.plan.GivenInputs;
import org.jspecify.annotations.Nullable;

/**
 * A wish to check or run a job.
 *
 * @param reference a path, a path under the workspace's {@code jobs/}, a bare name, or the name of a shipped job
 * @param resolveDependencies whether values that memory lacks are filled before a run
 * @param planHash the only plan that may run, as {@code PlanHash} writes it; null for any
 */
public record JobRequest(
        String reference,
        GivenInputs inputs,
        boolean resolveDependencies,
        @Nullable String planHash) {

    /** A wish that fills nothing, for whatever plan comes of it. */
    public JobRequest(String reference, GivenInputs inputs) {
        this(reference, inputs, false, null);
    }
}
