package dev.dispatch.plan;

import dev.dispatch.auth.AuthForm;
import dev.dispatch.job.InputDeclaration;
import dev.dispatch.job.Job;
import dev.dispatch.redact.SensitiveNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The secret values that are known before a run starts. */
final class SecretValues {

    private SecretValues() {}

    /** @param document the job with what users stored for its payloads */
    static List<String> of(
            Job job,
            JsonNode document,
            ObjectNode inputs,
            Map<String, ObjectNode> credentials,
            Map<String, String> environment) {
        List<String> secrets = new ArrayList<>();
        credentials.values().forEach(profile -> texts(profile, secrets));
        for (InputDeclaration input : job.inputs().values()) {
            addInput(input, inputs, secrets);
        }
        literals(document, secrets);
        environment.forEach((name, value) -> {
            if (SensitiveNames.environment(name)) {
                secrets.add(value);
            }
        });
        return secrets;
    }

    /** Whether an input is declared to be secret, or is called like a secret. */
    static boolean isSecret(InputDeclaration input) {
        return input.secret() || SensitiveNames.member(input.name());
    }

    /** The value of an input that is secret. */
    static void addInput(InputDeclaration input, JsonNode inputs, List<String> secrets) {
        if (isSecret(input) && inputs.has(input.name())) {
            texts(inputs.get(input.name()), secrets);
        }
    }

    /** What a job writes under {@code auth} and in sensitive headers instead of naming where it comes from. */
    private static void literals(JsonNode node, List<String> secrets) {
        JsonNode auth = node.path("auth");
        if (auth.isObject() && AuthForm.typeOf(auth).isPresent()) {
            for (String name : AuthForm.SECRET) {
                auth.path(name)
                        .stringValueOpt()
                        .filter(text -> !text.contains("${"))
                        .ifPresent(secrets::add);
            }
        }
        headers(node.path("headers"), secrets);
        headers(node.path("defaultHeaders"), secrets);
        node.forEach(child -> literals(child, secrets));
    }

    /** The value of a header, and what of it follows a scheme such as {@code Bearer}. */
    private static void headers(JsonNode headers, List<String> secrets) {
        headers.properties().forEach(header -> {
            String value = header.getValue().asString("");
            if (header.getValue().isString() && !value.contains("${") && SensitiveNames.header(header.getKey())) {
                secrets.add(value);
                secrets.add(value.substring(value.indexOf(' ') + 1).strip());
            }
        });
    }

    /** Every text and number in a secret value. */
    static void texts(JsonNode node, List<String> secrets) {
        if (node.isString()) {
            secrets.add(node.stringValue());
        } else if (node.isContainer()) {
            node.forEach(child -> texts(child, secrets));
        } else if (node.isNumber()) {
            secrets.add(node.asString());
        }
    }
}
