package dev.dispatch.demo;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The cookie login: {@code /login}, {@code /logout}, {@code /session} and the protected {@code /private}. */
final class Login {
    static final String USER = "demo";
    static final String PASSWORD = "demo-password";

    private static final String COOKIE = "session";

    private final Sessions sessions = new Sessions();

    /** Credentials come as JSON, as a form or as Basic authentication; a wrong one is 401. */
    Answer login(DemoRequest request) {
        request.allow("POST");
        if (!hasPassword(request)) {
            return Reply.error(401, "wrong username or password");
        }
        return Reply.json(200, JsonNodeFactory.instance.objectNode().put("user", USER))
                .with("Set-Cookie", COOKIE + "=" + sessions.open(USER) + "; Path=/; HttpOnly; SameSite=Lax");
    }

    Answer logout(DemoRequest request) {
        request.allow("POST");
        token(request).ifPresent(sessions::close);
        return Reply.emptyObject(200).with("Set-Cookie", COOKIE + "=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
    }

    Answer session(DemoRequest request) {
        request.allow("GET");
        Optional<String> user = user(request);
        ObjectNode state = JsonNodeFactory.instance.objectNode().put("authenticated", user.isPresent());
        user.ifPresent(name -> state.put("user", name));
        return Reply.json(200, state);
    }

    Answer secret(DemoRequest request) {
        request.allow("GET");
        return user(request)
                .map(name -> Reply.json(
                        200,
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("user", name)
                                .put("message", "only a session sees this")))
                .orElseGet(() -> Reply.error(401, "log in first"));
    }

    /** A request without a session is {@link Refused} with 401. */
    void require(DemoRequest request) {
        if (user(request).isEmpty()) {
            throw new Refused(Reply.error(401, "log in first"));
        }
    }

    private static boolean hasPassword(DemoRequest request) {
        Optional<String> authorization = request.header("authorization");
        if (authorization.isPresent()) {
            String expected =
                    Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
            return authorization.get().equals("Basic " + expected);
        }
        ObjectNode sent = request.object();
        return sent.path("username").asString("").equals(USER)
                && sent.path("password").asString("").equals(PASSWORD);
    }

    private Optional<String> user(DemoRequest request) {
        return token(request).flatMap(sessions::user);
    }

    private static Optional<String> token(DemoRequest request) {
        for (String header : request.headers().getOrDefault("cookie", List.of())) {
            for (String pair : header.split(";", -1)) {
                String cookie = pair.strip();
                if (cookie.startsWith(COOKIE + "=")) {
                    return Optional.of(cookie.substring(COOKIE.length() + 1));
                }
            }
        }
        return Optional.empty();
    }
}
