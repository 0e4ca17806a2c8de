package dev.dispatch.demo;

import tools.jackson.databind.node.JsonNodeFactory;

/** {@code /status/{code}}: answers with any final status. */
final class Status implements Endpoint {

    @Override
    public Answer answer(DemoRequest request) {
        request.depth(2);
        int code = Numbers.parse(request.segment(1), 200, 599)
                .orElseThrow(() -> Refused.badRequest("the status must be a number from 200 to 599"));
        if (code == 204 || code == 205 || code == 304) {
            return Reply.empty(code);
        }
        return Reply.json(code, JsonNodeFactory.instance.objectNode().put("status", code));
    }
}
