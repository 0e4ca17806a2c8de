package dev.dispatch.demo;

import tools.jackson.databind.node.JsonNodeFactory;

/** {@code /limited}: answers 429 with Retry-After (seconds) to the first {@code times} requests for the key. */
final class Limited implements Endpoint {
    private final Attempts attempts = new Attempts();

    @Override
    public Answer answer(DemoRequest request) {
        request.depth(1);
        int seconds = request.query().integer("retryAfter", 1, 0, 3600);
        int times = request.query().integer("times", 1, 0, 1_000_000);
        String key = request.query().first("key").orElse("default");
        int attempt = attempts.next(key);
        if (attempt <= times) {
            return Reply.error(429, "too many requests").with("Retry-After", Integer.toString(seconds));
        }
        return Reply.json(
                200, JsonNodeFactory.instance.objectNode().put("key", key).put("attempt", attempt));
    }
}
