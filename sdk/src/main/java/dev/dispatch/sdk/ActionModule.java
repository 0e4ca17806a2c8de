package dev.dispatch.sdk;

/**
 * Makes a {@link DispatchModule} in a jar known to {@link java.util.ServiceLoader}: the class implements it, is public,
 * has a public constructor without parameters, and is named in {@code META-INF/services/dev.dispatch.sdk.ActionModule}.
 * A class in a single source file need not implement it.
 */
public interface ActionModule {}
