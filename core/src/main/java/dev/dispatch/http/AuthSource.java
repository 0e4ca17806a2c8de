package dev.dispatch.http;

import dev.dispatch.auth.AuthType;
import dev.dispatch.auth.HttpAuth;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where a transport finds out how to prove who sends a request.
 *
 * @param type what is written, without any value
 * @param header the header that it will send; empty for none, and where only its value tells
 * @param value asked anew for each request that is sent with it; what it throws comes through {@link HttpTransport#send}
 * @param tokens of the run
 */
public record AuthSource(AuthType type, Optional<String> header, Supplier<HttpAuth> value, AuthTokens tokens) {

    /**
     * A source of that type.
     *
     * @param name that an API key has; empty for other types, and where it is not known yet
     */
    public static AuthSource of(AuthType type, Optional<String> name, Supplier<HttpAuth> value, AuthTokens tokens) {
        return new AuthSource(type, header(type, name), value, tokens);
    }

    /** What takes its place at another origin: nothing. */
    AuthSource left() {
        return of(AuthType.NONE, Optional.empty(), HttpAuth.None::new, tokens);
    }

    private static Optional<String> header(AuthType type, Optional<String> name) {
        return switch (type) {
            case NONE -> Optional.empty();
            case API_KEY -> name;
            case BEARER, BASIC, CLIENT_CREDENTIALS, AWS_SIGV4 -> Optional.of("Authorization");
        };
    }
}
