package dev.dispatch.plan;

import dev.dispatch.expression.Generator;
import dev.dispatch.memory.MemoryStore;
import dev.dispatch.module.ModuleRegistry;
import java.util.Map;

/**
 * What is there when a job is checked, whichever job it is.
 *
 * @param registry the modules that may serve its steps
 * @param environment the variables that jobs may read
 * @param generator where made values come from
 */
public record Situation(
        ModuleRegistry registry, MemoryStore memory, Map<String, String> environment, Generator generator) {}
