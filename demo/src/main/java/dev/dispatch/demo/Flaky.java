package dev.dispatch.demo;

import tools.jackson.databind.node.JsonNodeFactory;

/** {@code /flaky/{key}}: answers {@code status} to the first {@code fail} requests for the key, then 200. */
final class Flaky implements Endpoint {
    private final Attempts attempts = new Attempts();

    @Override
    public Answer answer(DemoRequest request) {
        request.depth(2);
        int fail = request.query().integer("fail", 1, 0, 1_000_000);
        int status = request.query().integer("status", 503, 200, 599);
        String key = request.segment(1);
        int attempt = attempts.next(key);
        boolean ready = attempt > fail;
        return Reply.json(
                ready ? 200 : status,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("key", key)
                        .put("attempt", attempt)
                        .put("ready", ready));
    }
}
