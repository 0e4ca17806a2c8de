package dev.dispatch.plan;

import dev.dispatch.expression.Generator;
import dev.dispatch.json.Json;
import dev.dispatch.memory.MemoryStore;
import dev.dispatch.module.ModuleRegistry;
import dev.dispatch.state.ActionDefaults;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is there when a job is checked, whichever job it is.
 *
 * @param registry the modules that may serve its steps
 * @param environment the variables that jobs may read
 * @param generator where made values come from
 * @param defaults what users stored for the payloads of actions; null where there is no file
 * @param runtime what every run finds under {@code run} when it starts
 */
public record Situation(
        ModuleRegistry registry,
        MemoryStore memory,
        Map<String, String> environment,
        Generator generator,
        @Nullable ActionDefaults defaults,
        ObjectNode runtime) {

    /** Where users stored neither defaults nor overrides. */
    public Situation(
            ModuleRegistry registry, MemoryStore memory, Map<String, String> environment, Generator generator) {
        this(registry, memory, environment, generator, null, Json.object());
    }
}
