package dev.dispatch.engine;

import dev.dispatch.plan.GivenInputs;

/**
 * A wish to continue a run.
 *
 * @param reference {@code latest}, an id, or a part of one that no other has
 * @param inputs those that the record does not hold, since they are secret
 * @param force whether what is not known to be safe is done a second time
 */
public record ResumeRequest(String reference, GivenInputs inputs, boolean force) {}
