package dev.dispatch.sdk;

/**
 * Marks the class of a module that comes as a jar: the jar names it in
 * {@code META-INF/services/dev.dispatch.sdk.ModuleProvider}.
 */
public interface ModuleProvider {}
