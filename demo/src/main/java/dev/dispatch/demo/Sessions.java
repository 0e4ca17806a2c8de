package dev.dispatch.demo;

import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** The sessions that are logged in, at most {@value #MOST}; the oldest one is logged out when there are more. */
final class Sessions {
    static final int MOST = 1000;

    private final Map<String, String> users = new BoundedMap<>(MOST);
    // Predictable on purpose: the password is published, and recorded demo runs should not differ.
    private final Random random = new Random(108);

    synchronized String open(String user) {
        String token = "%016x%016x".formatted(random.nextLong(), random.nextLong());
        users.put(token, user);
        return token;
    }

    synchronized Optional<String> user(String token) {
        return Optional.ofNullable(users.get(token));
    }

    synchronized void close(String token) {
        users.remove(token);
    }
}
