package dev.dispatch.plan;

import dev.dispatch.auth.AuthType;
import dev.dispatch.config.HttpDefaults;
import dev.dispatch.expression.TemplateTree;
import dev.dispatch.json.Json;
import dev.dispatch.time.Durations;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The {@code http} block as it counts: what the job writes over its modules, and those over the configuration. */
final class EffectiveHttp {

    private EffectiveHttp() {}

    /**
     * The block, with its expressions; a value that cannot be had is reported where it is written.
     *
     * @param written the block of the job, whatever stands there
     * @param baseUrl of the caller, which wins; null for none
     */
    static JsonNode of(JsonNode written, @Nullable String baseUrl, HttpPlan plan, List<Node.Leaf> nodes) {
        JsonNode effective = configured(plan);
        for (Node.Leaf node : nodes) {
            TemplateTree ofModule = node.target().provided().module().http();
            effective = ofModule == null ? effective : Json.merge(effective, ofModule.source());
        }
        effective = written.isObject() ? Json.merge(effective, written) : effective;
        return baseUrl == null ? effective : Json.merge(effective, Json.object().put("baseUrl", baseUrl));
    }

    private static JsonNode configured(HttpPlan plan) {
        ObjectNode configured = Json.object();
        for (HttpDefaults defaults : plan.defaults()) {
            defaults.baseUrl().ifPresent(url -> configured.put("baseUrl", url));
            defaults.timeout().ifPresent(time -> configured.put("timeout", Durations.show(time)));
            defaults.auth()
                    .ifPresent(auth -> configured
                            .putObject("auth")
                            .put("type", AuthType.of(auth).word()));
            ObjectNode headers = configured.withObjectProperty("defaultHeaders");
            defaults.headers().forEach(header -> headers.put(header.name(), header.value()));
        }
        return configured;
    }
}
