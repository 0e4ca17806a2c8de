package dev.dispatch.record;

import dev.dispatch.json.Json;
import dev.dispatch.redact.Redactor;
import dev.dispatch.redact.SensitiveNames;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes the secrets out of a job and leaves a job: expressions stay, and names that are the format's own hide nothing.
 *
 * <p>Only where the names are those of an API or of the author ({@code http}, payloads, items, results, outputs,
 * metadata) a sensitive name hides a value that was written out. The default of an input that is secret, or is called like one, is hidden too.
 */
final class JobRedaction {

    private static final String POLL = "flow.poll";

    private final Redactor redactor;

    JobRedaction(Redactor redactor) {
        this.redactor = redactor;
    }

    JsonNode job(JsonNode job) {
        if (!job.isObject()) {
            return redactor.values(job);
        }
        ObjectNode redacted = Json.object();
        job.properties()
                .forEach(member -> redacted.set(
                        member.getKey(),
                        switch (member.getKey()) {
                            case "http", "outputs", "metadata" -> redactor.json(member.getValue());
                            case "inputs" -> inputs(member.getValue());
                            case "scenario" -> scenario(member.getValue());
                            default -> redactor.values(member.getValue());
                        }));
        return redacted;
    }

    private JsonNode inputs(JsonNode inputs) {
        JsonNode redacted = redactor.values(inputs);
        redacted.properties().forEach(member -> {
            JsonNode input = member.getValue();
            boolean secret = input.path("secret").asBoolean(false) || SensitiveNames.member(member.getKey());
            if (secret && input instanceof ObjectNode declaration) {
                hide(declaration, "default");
                hide(declaration, "enum");
            }
        });
        return redacted;
    }

    private static void hide(ObjectNode declaration, String name) {
        JsonNode value = declaration.get(name);
        if (value != null && value.isArray()) {
            ArrayNode hidden = Json.array();
            value.forEach(_ -> hidden.add(Redactor.MARK));
            declaration.set(name, hidden);
        } else if (value != null && !value.isNull()) {
            declaration.put(name, Redactor.MARK);
        }
    }

    private JsonNode scenario(JsonNode scenario) {
        JsonNode redacted = redactor.values(scenario);
        steps(scenario.path("steps"), redacted.path("steps"));
        steps(scenario.path("finally"), redacted.path("finally"));
        return redacted;
    }

    private void steps(JsonNode written, JsonNode redacted) {
        for (int i = 0; i < written.size(); i++) {
            if (redacted.path(i) instanceof ObjectNode step) {
                step(written.get(i), step);
            }
        }
    }

    private void step(JsonNode written, ObjectNode redacted) {
        if (written.has("payload")) {
            redacted.set("payload", payload(written));
        }
        if (written.has("result")) {
            redacted.set("result", redactor.json(written.get("result")));
        }
        if (redacted.path("forEach") instanceof ObjectNode loop && loop.has("items")) {
            loop.set("items", redactor.json(written.path("forEach").path("items")));
        }
        steps(written.path("steps"), redacted.path("steps"));
    }

    /** The settings of a poll are the format's own; what it sends is the API's. */
    private JsonNode payload(JsonNode step) {
        JsonNode payload = step.get("payload");
        if (!step.path("action").asString("").equals(POLL)) {
            return redactor.json(payload);
        }
        JsonNode settings = redactor.values(payload);
        if (settings instanceof ObjectNode poll && payload.has("payload")) {
            poll.set("payload", redactor.json(payload.get("payload")));
        }
        return settings;
    }
}
