package dev.dispatch.demo;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code /oauth/token}: gives bearer tokens to the one client there is (RFC 6749, sections 4.4 and 5). */
final class Oauth implements Endpoint {
    static final String CLIENT = "demo-client";
    static final String SECRET = "demo-secret";
    static final String SCOPE = "items:read";

    private static final int SAID_SECONDS = 3600;

    /** A client as it introduced itself. */
    private record Client(String id, String secret) {}

    private final Tokens tokens;

    Oauth(Tokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Answer answer(DemoRequest request) {
        request.depth(2);
        if (!request.segment(1).equals("token")) {
            throw Refused.unknown();
        }
        request.allow("POST");
        if (!request.isForm()) {
            throw refused(400, "invalid_request", "the body must be application/x-www-form-urlencoded");
        }
        Parameters form = Parameters.parse(new String(request.body(), StandardCharsets.UTF_8));
        if (!client(request, form).equals(new Client(CLIENT, SECRET))) {
            throw refused(401, "invalid_client", "unknown client or wrong secret");
        }
        if (!form.first("grant_type").orElse("").equals("client_credentials")) {
            throw refused(400, "unsupported_grant_type", "grant_type must be client_credentials");
        }
        if (!form.first("scope").orElse(SCOPE).equals(SCOPE)) {
            throw refused(400, "invalid_scope", "scope must be " + SCOPE);
        }
        return Reply.json(
                        200,
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("access_token", tokens.issue())
                                .put("token_type", "Bearer")
                                .put("expires_in", SAID_SECONDS)
                                .put("scope", SCOPE))
                .with("Cache-Control", "no-store");
    }

    /** By Basic authentication or in the form, never both (RFC 6749, section 2.3). */
    private static Client client(DemoRequest request, Parameters form) {
        Optional<String> authorization = request.header("authorization");
        if (authorization.isPresent() && form.has("client_secret")) {
            throw refused(400, "invalid_request", "the client introduced itself twice");
        }
        return authorization
                .map(Oauth::basic)
                .orElseGet(() -> new Client(
                        form.first("client_id").orElse(""),
                        form.first("client_secret").orElse("")));
    }

    private static Client basic(String authorization) {
        try {
            String pair = authorization.startsWith("Basic ")
                    ? new String(Base64.getDecoder().decode(authorization.substring(6)), StandardCharsets.UTF_8)
                    : "";
            int colon = pair.indexOf(':');
            return new Client(decode(pair.substring(0, Math.max(colon, 0))), decode(pair.substring(colon + 1)));
        } catch (IllegalArgumentException malformed) {
            throw refused(401, "invalid_client", "the Authorization header is not Basic authentication");
        }
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static Refused refused(int status, String error, String description) {
        Reply reply = Reply.json(
                status,
                JsonNodeFactory.instance.objectNode().put("error", error).put("error_description", description));
        return new Refused(status == 401 ? reply.with("WWW-Authenticate", "Basic realm=\"demo\"") : reply);
    }
}
