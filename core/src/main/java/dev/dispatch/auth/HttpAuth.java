package dev.dispatch.auth;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How requests prove who sends them, with values in the place of expressions. */
public sealed interface HttpAuth {

    /** Nothing is proven, whatever weaker places say. */
    record None() implements HttpAuth {}

    /** A token that is there (RFC 6750, section 2.1). */
    record Bearer(String token) implements HttpAuth {}

    /** A user name and a password (RFC 7617). */
    record Basic(String username, String password) implements HttpAuth {}

    /**
     * A value that a service knows its caller by.
     *
     * @param inQuery whether it is a parameter of the query; else it is a header
     */
    record ApiKey(String name, String value, boolean inQuery) implements HttpAuth {}

    /**
     * A token that is fetched (RFC 6749, section 4.4). Equal settings mean the same token.
     *
     * @param inHeader whether client and secret go in the header, as section 2.3.1 asks of every server; else in the body
     */
    record ClientCredentials(
            String tokenUrl,
            String clientId,
            String clientSecret,
            @Nullable String scope,
            @Nullable String audience,
            boolean inHeader)
            implements HttpAuth {}

    /**
     * A signature of each request, Signature Version 4 of AWS.
     *
     * @param sessionToken of temporary keys; null for lasting ones
     */
    record AwsSigV4(
            String region,
            String service,
            String accessKeyId,
            String secretAccessKey,
            @Nullable String sessionToken) implements HttpAuth {}

    /** The values that nobody may be shown. */
    default List<String> secrets() {
        return switch (this) {
            case None _ -> List.of();
            case Bearer bearer -> List.of(bearer.token());
            case Basic basic -> List.of(basic.password());
            case ApiKey key -> List.of(key.value());
            case ClientCredentials client -> List.of(client.clientSecret());
            case AwsSigV4 aws ->
                aws.sessionToken() == null
                        ? List.of(aws.secretAccessKey())
                        : List.of(aws.secretAccessKey(), aws.sessionToken());
        };
    }
}
