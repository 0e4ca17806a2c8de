package dev.dispatch.openapi;

import dev.dispatch.json.Json;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A way to prove who calls, as one member of a credential and where that is sent.
 *
 * @param name of the scheme in the document
 * @param member of the credential; empty where the request carries nothing
 * @param in header, query or cookie
 * @param parameter name of the header, query member or cookie
 * @param template of its value; the member's expression stands for {@code %s}
 */
record SecurityScheme(String name, String member, String in, String parameter, String template, String description) {

    private static final String AUTHORIZATION = "authorization";

    /** Empty where no template sends it. */
    static Optional<SecurityScheme> of(String name, Located scheme) {
        return switch (scheme.text("type")) {
            case "apiKey" -> apiKey(name, scheme);
            case "http" -> http(name, scheme);
            case "oauth2" -> Optional.of(bearer(name, "Access token of OAuth 2."));
            case "openIdConnect" -> Optional.of(bearer(name, "Access token of OpenID Connect."));
            case "mutualTLS" -> Optional.of(new SecurityScheme(name, "", "", "", "", ""));
            default -> Optional.empty();
        };
    }

    private static SecurityScheme bearer(String name, String description) {
        return new SecurityScheme(name, "token", "header", AUTHORIZATION, "Bearer %s", description);
    }

    private static Optional<SecurityScheme> http(String name, Located scheme) {
        return switch (scheme.text("scheme").toLowerCase(Locale.ROOT)) {
            case "bearer" -> Optional.of(bearer(name, "Token, without the word Bearer."));
            case "basic" ->
                Optional.of(new SecurityScheme(
                        name,
                        "usernameAndPassword",
                        "header",
                        AUTHORIZATION,
                        "Basic %s",
                        "User name and password with a colon between them."));
            default -> Optional.empty();
        };
    }

    private static Optional<SecurityScheme> apiKey(String name, Located scheme) {
        String parameter = scheme.text("name");
        String in = scheme.text("in");
        boolean sendable = in.equals("query") ? !parameter.isEmpty() : RequestDraft.isToken(parameter);
        return sendable && (in.equals("query") || in.equals("header") || in.equals("cookie"))
                ? Optional.of(new SecurityScheme(name, "apiKey", in, parameter, "%s", "API key."))
                : Optional.empty();
    }

    boolean isBasic() {
        return member.equals("usernameAndPassword") || template.startsWith("Basic");
    }

    SecurityScheme withMember(String other) {
        return new SecurityScheme(name, other, in, parameter, template, description);
    }

    /** What the credential's member must be. */
    ObjectNode schema() {
        ObjectNode schema = Json.object().put("type", "string").put("minLength", 1);
        if (isBasic()) {
            schema.put("pattern", ":");
        }
        return schema.put("description", description);
    }

    /** The template of the value, whatever carries it. */
    String value() {
        String reference = "credential." + member;
        String expression = isBasic() ? "${base64(" + reference + ")}" : "${" + reference + "}";
        return template.replace("%s", expression);
    }

    void send(RequestDraft draft) {
        switch (in) {
            case "header" -> draft.header(parameter, value());
            case "query" -> draft.query(parameter, value());
            case "cookie" -> draft.cookie(parameter, value());
            default -> {}
        }
    }
}
