package dev.dispatch.demo;

import tools.jackson.databind.node.JsonNodeFactory;

/** {@code /slow}: answers after {@code ms} milliseconds, at most {@value #MOST}. */
final class Slow implements Endpoint {
    static final int MOST = 60_000;

    @Override
    public Answer answer(DemoRequest request) {
        request.depth(1);
        int millis = request.query().integer("ms", 1000, 0, MOST);
        Reply reply = Reply.json(200, JsonNodeFactory.instance.objectNode().put("waitedMs", millis));
        return new Answer.Delayed(millis, reply);
    }
}
