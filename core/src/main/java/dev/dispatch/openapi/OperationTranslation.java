package dev.dispatch.openapi;

import dev.dispatch.json.Json;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes the action of one operation. */
final class OperationTranslation {

    private static final int LONGEST_DESCRIPTION = 200;

    private final Findings findings;
    private final Servers servers;
    private final Security security;
    private final Parameters parameters;
    private final Bodies bodies;
    private final Responses responses;

    OperationTranslation(JsonNode root, Definitions definitions, Servers servers, Findings findings) {
        References references = definitions.references();
        InputSchemas schemas = new InputSchemas(definitions);
        Fields fields = new Fields(references, schemas, definitions.translation());
        this.findings = findings;
        this.servers = servers;
        this.security = new Security(root, references);
        this.parameters = new Parameters(references, schemas, fields);
        this.bodies = new Bodies(references, schemas, definitions.translation(), fields);
        this.responses = new Responses(references, definitions);
    }

    /** Empty where there can be no action; the reason is among the findings. */
    Optional<ObjectNode> translate(Operation operation) {
        RequestDraft draft = new RequestDraft(operation, findings);
        if (operation.method().equals("TRACE")) {
            draft.leaveOut(operation.node().at(), "method TRACE", "actions do not send it");
            return Optional.empty();
        }
        servers.other(operation)
                .ifPresent(own -> draft.leaveOut(
                        own.at(),
                        "servers of the operation",
                        "an action has the base URL of its module, which is another"));
        if (operation.node().node().has("callbacks")) {
            Located callbacks = operation.node().child("callbacks");
            draft.without(callbacks.at(), "callbacks", "the service sends them; actions only call the service");
        }
        ObjectNode credential = security.write(draft);
        parameters.write(draft);
        bodies.write(draft);
        if (draft.isLeftOut()) {
            return Optional.empty();
        }
        ObjectNode action =
                Json.object().put("description", description(operation)).put("effect", effect(operation));
        setUnlessEmpty(action, "input", draft.input());
        setUnlessEmpty(action, "credential", credential);
        action.set("request", draft.request());
        responses.write(draft, action);
        return Optional.of(action);
    }

    private static void setUnlessEmpty(ObjectNode action, String name, ObjectNode schema) {
        if (!schema.isEmpty()) {
            action.set(name, schema);
        }
    }

    private static String effect(Operation operation) {
        return switch (operation.method()) {
            case "GET", "HEAD", "OPTIONS" -> "read";
            case "DELETE" -> "delete";
            default -> "write";
        };
    }

    private static String description(Operation operation) {
        String words = operation.node().text("summary");
        if (words.isBlank()) {
            words = operation.node().text("description");
        }
        String sentence = Sentences.first(words, LONGEST_DESCRIPTION);
        if (sentence.isBlank()) {
            sentence = operation.label();
        }
        return operation.node().says("deprecated") ? "Deprecated: " + sentence : sentence;
    }
}
