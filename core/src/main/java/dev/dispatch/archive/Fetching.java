package dev.dispatch.archive;

import dev.dispatch.http.HttpClients;
import dev.dispatch.time.Cancellation;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What fetching from a registry takes from the process it happens in.
 *
 * @param progress is told what takes long
 * @param environment in which a proxy may be named
 */
public record Fetching(
        HttpClients clients,
        InstantSource clock,
        String userAgent,
        Cancellation cancellation,
        Consumer<String> progress,
        Map<String, String> environment) {}
