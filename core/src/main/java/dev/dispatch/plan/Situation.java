package dev.dispatch.plan;

import dev.dispatch.config.Config;
import dev.dispatch.config.HttpDefaults;
import dev.dispatch.expression.Generator;
import dev.dispatch.json.Json;
import dev.dispatch.memory.MemoryStore;
import dev.dispatch.module.ModuleRegistry;
import dev.dispatch.policy.Policies;
import dev.dispatch.state.ActionDefaults;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is there when a job is checked, whichever job it is.
 *
 * @param registry the modules that may serve its steps
 * @param environment the variables of the process, of which policies may keep some from jobs
 * @param generator where made values come from
 * @param defaults what users stored for the payloads of actions; null where there is no file
 * @param runtime what every run finds under {@code run} when it starts
 * @param config what the files of configuration say; empty where there are none
 */
public record Situation(
        ModuleRegistry registry,
        MemoryStore memory,
        Map<String, String> environment,
        Generator generator,
        @Nullable ActionDefaults defaults,
        ObjectNode runtime,
        Optional<Config> config) {

    /** Where users stored neither defaults nor overrides, without any configuration. */
    public Situation(
            ModuleRegistry registry, MemoryStore memory, Map<String, String> environment, Generator generator) {
        this(registry, memory, environment, generator, null, Json.object(), Optional.empty());
    }

    Policies policies() {
        return config.isPresent() ? config.get().policies() : Policies.NONE;
    }

    /** The weakest first. */
    List<HttpDefaults> httpDefaults() {
        return config.isPresent() ? config.get().http() : List.of();
    }
}
