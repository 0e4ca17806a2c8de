package dev.dispatch.auth;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The types of {@code auth} and the members of each. */
public enum AuthType {
    NONE("none"),
    BEARER("bearer"),
    BASIC("basic"),
    API_KEY("api-key"),
    CLIENT_CREDENTIALS("oauth2-client-credentials"),
    AWS_SIGV4("aws-sigv4");

    private final String word;

    AuthType(String word) {
        this.word = word;
    }

    /** How it is written. */
    public String word() {
        return word;
    }

    /** The members that it cannot do without, besides {@code type}. */
    public List<String> required() {
        return switch (this) {
            case NONE -> List.of();
            case BEARER -> List.of("token");
            case BASIC -> List.of("username", "password");
            case API_KEY -> List.of("name", "value", "in");
            case CLIENT_CREDENTIALS -> List.of("tokenUrl", "clientId", "clientSecret");
            case AWS_SIGV4 -> List.of("region", "service", "accessKeyId", "secretAccessKey");
        };
    }

    List<String> optional() {
        return switch (this) {
            case NONE, BEARER, BASIC, API_KEY -> List.of();
            case CLIENT_CREDENTIALS -> List.of("scope", "audience", "authStyle");
            case AWS_SIGV4 -> List.of("sessionToken");
        };
    }

    Set<String> members() {
        Set<String> all = new LinkedHashSet<>(List.of("type"));
        all.addAll(required());
        all.addAll(optional());
        return all;
    }

    /** The type of that word; empty where there is none. */
    public static Optional<AuthType> of(String word) {
        for (AuthType type : values()) {
            if (type.word.equals(word)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    public static AuthType of(HttpAuth auth) {
        return switch (auth) {
            case HttpAuth.None _ -> NONE;
            case HttpAuth.Bearer _ -> BEARER;
            case HttpAuth.Basic _ -> BASIC;
            case HttpAuth.ApiKey _ -> API_KEY;
            case HttpAuth.ClientCredentials _ -> CLIENT_CREDENTIALS;
            case HttpAuth.AwsSigV4 _ -> AWS_SIGV4;
        };
    }

    static List<String> words() {
        return Arrays.stream(values()).map(AuthType::word).toList();
    }
}
