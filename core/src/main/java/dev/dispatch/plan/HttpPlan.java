package dev.dispatch.plan;

import dev.dispatch.config.HttpDefaults;
import dev.dispatch.expression.TemplateTree;
import dev.dispatch.policy.Policies;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The transport that a run starts with.
 *
 * @param baseUrl of the job or its caller, checked; empty where modules, configuration or calls name their own
 * @param defaultHeaders evaluated anew for each request; null for none
 * @param auth evaluated anew for each request; null where the job says nothing of it
 * @param timeout for a whole call; empty for the usual one
 * @param defaults of the configuration, under what modules say; the weakest first
 * @param policies what may be called at all
 * @param network how hosts are reached; null where nobody says anything of it
 */
public record HttpPlan(
        Optional<String> baseUrl,
        @Nullable TemplateTree defaultHeaders,
        @Nullable TemplateTree auth,
        Optional<Duration> timeout,
        List<HttpDefaults> defaults,
        Policies policies,
        @Nullable NetworkPlan network) {

    public static final HttpPlan NONE =
            new HttpPlan(Optional.empty(), null, null, Optional.empty(), List.of(), Policies.NONE, null);

    public HttpPlan {
        defaults = List.copyOf(defaults);
    }

    /** The base URL of the strongest file of configuration that has one: for calls that nobody else gives one. */
    public Optional<String> configured() {
        Optional<String> strongest = Optional.empty();
        for (HttpDefaults each : defaults) {
            strongest = each.baseUrl().isPresent() ? each.baseUrl() : strongest;
        }
        return strongest;
    }
}
