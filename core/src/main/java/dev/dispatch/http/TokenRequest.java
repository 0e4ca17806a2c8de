package dev.dispatch.http;

import dev.dispatch.auth.AuthType;
import dev.dispatch.auth.HttpAuth;
import dev.dispatch.json.Json;
import dev.dispatch.problem.Shown;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import tools.jackson.databind.JsonNode;

/** Asks for a token with the credentials of a client (RFC 6749, section 4.4). */
final class TokenRequest {

    private static final int LONGEST_WORDS = 300;

    /** A server that says more means none. */
    private static final Duration LONGEST_LIFE = Duration.ofDays(365);

    private final HttpAuth.ClientCredentials settings;
    private final AuthTokens tokens;
    private final HttpListener listener;

    TokenRequest(HttpAuth.ClientCredentials settings, AuthTokens tokens, HttpListener listener) {
        this.settings = settings;
        this.tokens = tokens;
        this.listener = listener;
    }

    /** The request; a redirect would give the secret to somebody else. */
    HttpCall call() {
        List<Parameter> form = new ArrayList<>();
        form.add(new Parameter("grant_type", "client_credentials"));
        Optional.ofNullable(settings.scope()).ifPresent(scope -> form.add(new Parameter("scope", scope)));
        Optional.ofNullable(settings.audience()).ifPresent(audience -> form.add(new Parameter("audience", audience)));
        List<HttpHeader> headers = new ArrayList<>();
        headers.add(new HttpHeader("Accept", "application/json"));
        if (settings.inHeader()) {
            // Both are encoded as in a form first (RFC 6749, section 2.3.1).
            headers.add(new HttpHeader(
                    "Authorization",
                    Authorization.basic(formEncoded(settings.clientId()), formEncoded(settings.clientSecret()))));
        } else {
            form.add(new Parameter("client_id", settings.clientId()));
            form.add(new Parameter("client_secret", settings.clientSecret()));
        }
        return HttpCall.of("POST", settings.tokenUrl())
                .headers(headers)
                .body(HttpBody.form(form))
                .followRedirects(false)
                .auth(AuthSource.of(AuthType.NONE, Optional.empty(), HttpAuth.None::new, tokens));
    }

    /** The token in the answer, or why there is none in the words of the server. */
    AuthTokens.Outcome read(HttpResult result) {
        return switch (result) {
            case HttpResult.Unanswered(HttpFailure failure) ->
                new AuthTokens.Outcome.Failed(new HttpFailure(
                        failure.kind(), "no token: " + failure.message(), failure.url(), failure.denial()));
            case HttpResult.Answered(HttpReply reply, var _) -> reply.status() == 200 ? token(reply) : refused(reply);
        };
    }

    private AuthTokens.Outcome token(HttpReply reply) {
        JsonNode body = reply.isBinary() ? Json.nothing() : reply.json();
        String value = body.path("access_token").asString("");
        if (value.isEmpty()) {
            return failed(HttpFailure.Kind.TOKEN_REFUSED, "answered 200 without an 'access_token'", reply);
        }
        listener.secret(List.of(value));
        String type = body.path("token_type").asString("Bearer");
        if (!type.equalsIgnoreCase("Bearer")) {
            return failed(
                    HttpFailure.Kind.TOKEN_REFUSED,
                    "gives a token of the type '" + Shown.said(type, LONGEST_WORDS)
                            + "', and only 'Bearer' can be sent",
                    reply);
        }
        return new AuthTokens.Outcome.Got(life(body.path("expires_in"))
                .map(life -> tokens.lasting(value, life))
                .orElseGet(() -> new AuthTokens.Token(value, null)));
    }

    /** Seconds, which some servers write as a text; empty where the server says nothing that could be used. */
    private static Optional<Duration> life(JsonNode expiresIn) {
        String text = expiresIn.isNumber() || expiresIn.isString() ? expiresIn.asString("") : "";
        if (text.isEmpty() || text.length() > 10 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        Duration life = Duration.ofSeconds(Long.parseLong(text));
        return Optional.of(life.compareTo(LONGEST_LIFE) > 0 ? LONGEST_LIFE : life);
    }

    private static AuthTokens.Outcome refused(HttpReply reply) {
        JsonNode body = reply.isBinary() ? Json.nothing() : reply.json();
        String error = Shown.said(body.path("error").asString(""), LONGEST_WORDS);
        String description = Shown.said(body.path("error_description").asString(""), LONGEST_WORDS);
        String said = error + (error.isEmpty() || description.isEmpty() ? "" : ": ") + description;
        HttpFailure.Kind kind = switch (reply.status()) {
            case 408, 429, 502, 503, 504 -> HttpFailure.Kind.TOKEN_UNAVAILABLE;
            default -> HttpFailure.Kind.TOKEN_REFUSED;
        };
        return failed(kind, "answered " + reply.status() + (said.isEmpty() ? "" : " (" + said + ")"), reply);
    }

    private static AuthTokens.Outcome failed(HttpFailure.Kind kind, String what, HttpReply reply) {
        String server = HttpUrls.hostAndPort(HttpUrl.get(reply.url()));
        return new AuthTokens.Outcome.Failed(
                new HttpFailure(kind, "no token: the token server " + server + " " + what, reply.url()));
    }

    private static String formEncoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
