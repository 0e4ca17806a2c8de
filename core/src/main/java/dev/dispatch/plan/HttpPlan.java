package dev.dispatch.plan;

import dev.dispatch.expression.TemplateTree;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The transport that a run starts with.
 *
 * @param baseUrl checked; empty where calls must name whole URLs
 * @param defaultHeaders evaluated anew for each request; null for none
 * @param timeout for a whole call; empty for the usual one
 */
public record HttpPlan(Optional<String> baseUrl, @Nullable TemplateTree defaultHeaders, Optional<Duration> timeout) {

    public static final HttpPlan NONE = new HttpPlan(Optional.empty(), null, Optional.empty());
}
