package dev.dispatch.demo;

import java.util.Map;
import java.util.Random;

/**
 * The bearer tokens that are good, at most {@value #MOST}. One is good for {@value #USES} requests, as if it had been
 * revoked then: a client that trusts the promised lifetime has to get another, and no test has to wait for it.
 */
final class Tokens {
    static final int MOST = 1000;
    static final int USES = 3;

    private final Map<String, Integer> left = new BoundedMap<>(MOST);
    // Predictable on purpose, as the sessions are.
    private final Random random = new Random(109);

    synchronized String issue() {
        String token = "%016x%016x".formatted(random.nextLong(), random.nextLong());
        left.put(token, USES);
        return token;
    }

    /** True where the token is good; this use counts. */
    synchronized boolean use(String token) {
        int uses = left.getOrDefault(token, 0);
        if (uses == 1) {
            left.remove(token);
        } else if (uses > 1) {
            left.put(token, uses - 1);
        }
        return uses > 0;
    }
}
