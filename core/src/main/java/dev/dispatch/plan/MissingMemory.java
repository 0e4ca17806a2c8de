package dev.dispatch.plan;

import dev.dispatch.job.Dependencies;
import dev.dispatch.json.Json;
import dev.dispatch.module.ShippedJob;
import tools.jackson.databind.node.ObjectNode;

/**
 * A value that memory lacks and that a job which was found stores.
 *
 * @param fill names the job as the needing job does
 */
public record MissingMemory(Dependencies.NeededMemory needed, Dependencies.Fill fill, ShippedJob job) {

    /** What a finding about it says to programs. */
    public ObjectNode facts() {
        return facts(needed);
    }

    /** What a finding about any value of memory says to programs. */
    public static ObjectNode facts(Dependencies.NeededMemory needed) {
        ObjectNode facts = Json.object()
                .put("dependencyType", "memory")
                .put("namespace", needed.namespace())
                .put("key", needed.key());
        Dependencies.Fill fill = needed.fill();
        if (fill != null) {
            facts.set("fill", Json.object().put("module", fill.module()).put("job", fill.job()));
        }
        return facts;
    }
}
