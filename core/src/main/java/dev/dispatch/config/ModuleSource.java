package dev.dispatch.config;

import java.util.Optional;

/**
 * Where a module comes from.
 *
 * @param repo of its skill, as the installer of skills takes it
 * @param version wanted; empty for any
 */
public record ModuleSource(String repo, Optional<String> version) {}
