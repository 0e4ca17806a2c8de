package dev.dispatch.cli.check;

import dev.dispatch.json.Json;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one part of the self-check found.
 *
 * @param message what was looked at, or why it is not as it must be
 */
public record SelfCheckResult(String name, boolean passed, String message, long durationMs) {

    /** {@code ok} or {@code fail}. */
    public String status() {
        return passed ? "ok" : "fail";
    }

    public ObjectNode toJson() {
        return Json.object()
                .put("name", name)
                .put("status", status())
                .put("message", message)
                .put("durationMs", durationMs);
    }
}
