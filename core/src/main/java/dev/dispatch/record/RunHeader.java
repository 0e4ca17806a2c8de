package dev.dispatch.record;

import dev.dispatch.module.ModuleRegistry;
import dev.dispatch.plan.Plan;
import dev.dispatch.run.RunFacts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a record says of a run before its first step.
 *
 * @param casePath the job's file as text; null where the job was made for one action
 * @param replayOf id of the run that it repeats; null for a new one
 * @param batch its place in a batch; null for a run on its own
 * @param plan the job, its inputs and the modules that serve its steps
 * @param registry where conflicts and broken modules are known
 */
public record RunHeader(
        String cliVersion,
        String runId,
        Instant startedAt,
        @Nullable String casePath,
        @Nullable String replayOf,
        RunFacts.@Nullable Batch batch,
        Plan plan,
        ModuleRegistry registry) {}
