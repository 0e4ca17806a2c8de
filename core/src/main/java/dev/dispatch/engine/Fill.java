package dev.dispatch.engine;

import dev.dispatch.job.Dependencies;
import dev.dispatch.plan.Plan;
import dev.dispatch.plan.Situation;
import java.nio.file.Path;
import java.util.List;

/**
 * A seed job that is going to run so that another one finds its values in memory.
 *
 * @param job {@code module:job}, as the needing job names it
 * @param needs what it has to have stored when it is done
 */
record Fill(String job, Path file, Plan plan, Situation situation, List<Dependencies.NeededMemory> needs) {
    Fill {
        needs = List.copyOf(needs);
    }

    /** The keys it is run for, each as {@code namespace.key}. */
    List<String> keys() {
        return needs.stream().map(Dependencies.NeededMemory::name).toList();
    }
}
