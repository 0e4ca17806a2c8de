package dev.dispatch.redact;

import dev.dispatch.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Recognises secrets that come in responses, where nobody declared them.
 *
 * <p>A server may call anything a token, so what it says counts only where it looks like a secret: eight characters, or
 * fewer with a digit among letters. A cookie's value needs eight characters too, since {@code theme=dark} is a cookie.
 */
final class SecretLearner {

    private static final int SHORTEST = 8;
    private static final List<String> AUTH_TYPES =
            List.of("bearer", "basic", "api-key", "oauth2-client-credentials", "aws-sigv4");
    private static final List<String> AUTH = List.of("token", "password", "value", "clientSecret", "secretAccessKey");

    private final Secrets secrets;

    SecretLearner(Secrets secrets) {
        this.secrets = secrets;
    }

    void json(JsonNode node) {
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            if (SensitiveNames.member(member.getKey())) {
                sensitive(member.getValue());
            } else if (member.getKey().equals("auth")) {
                auth(member.getValue());
            }
        }
        node.forEach(this::json);
    }

    void header(String name, String value) {
        switch (name.toLowerCase(Locale.ROOT)) {
            case "set-cookie" -> cookie(value.split(";", 2)[0]);
            case "cookie" -> {
                for (String pair : value.split(";", -1)) {
                    cookie(pair);
                }
            }
            case "authorization", "proxy-authorization" -> authorization(value.strip());
            default -> {
                if (SensitiveNames.header(name)) {
                    candidate(value);
                }
            }
        }
    }

    /** The value of a sensitive member: a text or number is the secret, in an object only long texts are. */
    private void sensitive(JsonNode value) {
        if (value.isString()) {
            candidate(value.stringValue());
        } else if (value.isNumber()) {
            candidate(Json.show(value));
        } else if (value.isArray()) {
            value.forEach(this::sensitive);
        } else {
            secrets.addParts(value);
        }
    }

    /** What a request proves itself with is secret under every name, however short; see {@code auth} of a job. */
    private void auth(JsonNode auth) {
        if (!AUTH_TYPES.contains(auth.path("type").asString(""))) {
            return;
        }
        for (String name : AUTH) {
            JsonNode value = auth.path(name);
            if (value.isString() || value.isNumber()) {
                secrets.add(value.isString() ? value.stringValue() : Json.show(value));
            }
        }
    }

    private void authorization(String value) {
        int space = value.indexOf(' ');
        String credentials = value.substring(space + 1).strip();
        candidate(credentials);
        if (value.regionMatches(true, 0, "basic ", 0, 6)) {
            basic(credentials);
        }
    }

    /** RFC 7617: the password is all that follows the first colon. */
    private void basic(String credentials) {
        try {
            String pair = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            if (colon >= 0) {
                secrets.add(pair.substring(colon + 1));
            }
        } catch (IllegalArgumentException e) {
            // Not base64, so there is no password to be found; the text itself is hidden already.
            return;
        }
    }

    private void cookie(String pair) {
        String value = pair.substring(pair.indexOf('=') + 1).strip();
        if (value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")) {
            value = value.substring(1, value.length() - 1);
        }
        if (value.length() >= SHORTEST) {
            secrets.add(value);
            secrets.add(TextView.of(value).withoutPercents(false).text());
        }
    }

    private void candidate(String value) {
        boolean letter = value.chars().anyMatch(Character::isLetter);
        boolean digit = value.chars().anyMatch(Character::isDigit);
        if (Secrets.isStrong(value) && (value.length() >= SHORTEST || (letter && digit) || !letter)) {
            secrets.add(value);
        }
    }
}
