package dev.dispatch.auth;

import dev.dispatch.json.Json;
import dev.dispatch.problem.Names;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads {@code auth} once its expressions have values. No message repeats one of them. */
public sealed interface AuthValue {

    /** It can be used. */
    record Usable(HttpAuth auth) implements AuthValue {}

    /** It cannot, and why. */
    record Unusable(String message) implements AuthValue {}

    /** Of a value of any form. */
    static AuthValue of(JsonNode value) {
        Optional<AuthType> type = AuthForm.typeOf(value);
        if (type.isEmpty() || (value.isString() && type.get() != AuthType.NONE)) {
            return new Unusable(
                    "'auth' must be an object whose 'type' is " + Names.oneOf(AuthType.words()) + ", or \"none\"");
        }
        for (String name : type.get().required()) {
            if (text(value, name) == null) {
                return new Unusable("'auth' of type " + type.get().word() + " needs a text as '" + name + "'");
            }
        }
        return of(type.get(), value);
    }

    private static AuthValue of(AuthType type, JsonNode value) {
        return switch (type) {
            case NONE -> new Usable(new HttpAuth.None());
            case BEARER -> new Usable(new HttpAuth.Bearer(needed(value, "token")));
            case BASIC -> basic(value);
            case API_KEY -> apiKey(value);
            case CLIENT_CREDENTIALS -> clientCredentials(value);
            case AWS_SIGV4 ->
                new Usable(new HttpAuth.AwsSigV4(
                        needed(value, "region"),
                        needed(value, "service"),
                        needed(value, "accessKeyId"),
                        needed(value, "secretAccessKey"),
                        text(value, "sessionToken")));
        };
    }

    private static AuthValue basic(JsonNode value) {
        String username = needed(value, "username");
        return username.indexOf(':') >= 0
                ? new Unusable("'username' of 'auth' holds a colon, which Basic cannot carry (RFC 7617)")
                : new Usable(new HttpAuth.Basic(username, needed(value, "password")));
    }

    private static AuthValue apiKey(JsonNode value) {
        String place = needed(value, "in");
        return AuthForm.PLACES.contains(place)
                ? new Usable(new HttpAuth.ApiKey(needed(value, "name"), needed(value, "value"), place.equals("query")))
                : new Unusable("'in' of 'auth' must be " + Names.oneOf(AuthForm.PLACES));
    }

    private static AuthValue clientCredentials(JsonNode value) {
        String style = text(value, "authStyle");
        if (style != null && !AuthForm.STYLES.contains(style)) {
            return new Unusable("'authStyle' of 'auth' must be " + Names.oneOf(AuthForm.STYLES));
        }
        return new Usable(new HttpAuth.ClientCredentials(
                needed(value, "tokenUrl"),
                needed(value, "clientId"),
                needed(value, "clientSecret"),
                text(value, "scope"),
                text(value, "audience"),
                !"body".equals(style)));
    }

    private static String needed(JsonNode value, String name) {
        return String.valueOf(text(value, name));
    }

    /** Numbers too: a key may be made of digits alone. Null where there is nothing to send. */
    private static @Nullable String text(JsonNode value, String name) {
        JsonNode member = value.path(name);
        boolean mayBeEmpty = name.equals("username") || name.equals("password");
        if (member.isNumber()) {
            return Json.show(member);
        }
        return member.isString() && (mayBeEmpty || !member.stringValue().isBlank()) ? member.stringValue() : null;
    }
}
