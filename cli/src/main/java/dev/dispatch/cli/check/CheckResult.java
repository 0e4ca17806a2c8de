package dev.dispatch.cli.check;

import dev.dispatch.json.Json;
import dev.dispatch.problem.NextAction;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one check of the surroundings found.
 *
 * @param name stable; scripts look for it
 * @param mend what to do about it; null where nothing is to be done
 * @param next commands that help
 */
public record CheckResult(
        String name,
        Status status,
        String message,
        @Nullable String mend,
        List<NextAction> next) {

    /** How a check came out; only {@code FAIL} keeps something from working. */
    public enum Status {
        OK,
        WARN,
        FAIL;

        public String word() {
            return switch (this) {
                case OK -> "ok";
                case WARN -> "warn";
                case FAIL -> "fail";
            };
        }
    }

    public CheckResult {
        next = List.copyOf(next);
    }

    static CheckResult ok(String name, String message) {
        return new CheckResult(name, Status.OK, message, null, List.of());
    }

    static CheckResult warn(String name, String message, String mend) {
        return new CheckResult(name, Status.WARN, message, mend, List.of());
    }

    static CheckResult fail(String name, String message, String mend) {
        return new CheckResult(name, Status.FAIL, message, mend, List.of());
    }

    CheckResult next(NextAction action) {
        return new CheckResult(name, status, message, mend, List.of(action));
    }

    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("name", name);
        json.put("status", status.word());
        json.put("message", message);
        if (mend != null) {
            json.put("mend", mend);
        }
        return json;
    }
}
