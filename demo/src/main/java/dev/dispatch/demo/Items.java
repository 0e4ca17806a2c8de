package dev.dispatch.demo;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code /items}: a list in pages that only a bearer token of {@code /oauth/token} sees; each page names the next. */
final class Items implements Endpoint {
    static final int COUNT = 42;

    private static final int PAGE_SIZE = 10;
    private static final String SCHEME = "Bearer ";

    private final Tokens tokens;
    private final List<ObjectNode> items = generate();

    Items(Tokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Answer answer(DemoRequest request) {
        request.depth(1);
        request.allow("GET");
        authorize(request);
        int limit = request.query().integer("limit", PAGE_SIZE, 1, COUNT);
        int after = request.query().integer("after", 0, 0, COUNT);
        int end = Math.min(after + limit, COUNT);
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        page.put("total", COUNT);
        ArrayNode array = page.putArray("items");
        items.subList(after, end).forEach(array::add);
        if (end < COUNT) {
            page.put("next", "/items?after=" + end + (limit == PAGE_SIZE ? "" : "&limit=" + limit));
        }
        return Reply.json(200, page);
    }

    private void authorize(DemoRequest request) {
        String authorization = request.header("authorization").orElse("");
        if (!authorization.startsWith(SCHEME)) {
            throw new Refused(Reply.error(401, "a bearer token is needed").with("WWW-Authenticate", "Bearer"));
        }
        if (!tokens.use(authorization.substring(SCHEME.length()))) {
            throw new Refused(Reply.error(401, "the token is not good, or no longer")
                    .with("WWW-Authenticate", "Bearer error=\"invalid_token\""));
        }
    }

    private static List<ObjectNode> generate() {
        Words words = new Words(110);
        List<ObjectNode> items = new ArrayList<>(COUNT);
        for (int id = 1; id <= COUNT; id++) {
            items.add(JsonNodeFactory.instance
                    .objectNode()
                    .put("id", id)
                    .put("name", words.adjective() + " " + words.noun()));
        }
        return List.copyOf(items);
    }
}
