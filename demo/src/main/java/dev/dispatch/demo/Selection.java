package dev.dispatch.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The part of a collection that a query asks for: members as filters (dots reach into objects, a repeated name means
 * either value, a name that no item has is ignored as the public service does), then {@code _start}, {@code _limit}
 * and {@code _page}.
 */
final class Selection {
    private static final int PAGE_SIZE = 10;
    private static final int MOST = 1_000_000;

    private final DemoRequest request;
    private final Parameters query;

    Selection(DemoRequest request) {
        this.request = request;
        this.query = request.query();
    }

    /** Status 200 with an array; paging numbers that make no sense are {@link Refused} with 400. */
    Reply reply(List<ObjectNode> items) {
        List<ObjectNode> matching = filter(items);
        boolean paged = query.has("_page");
        int limit = query.integer("_limit", paged ? PAGE_SIZE : MOST, paged ? 1 : 0, MOST);
        int page = query.integer("_page", 1, 1, MOST);
        long start = paged ? (page - 1L) * limit : query.integer("_start", 0, 0, MOST);
        int from = (int) Math.min(start, matching.size());
        int to = (int) Math.min((long) from + limit, matching.size());

        ArrayNode array = JsonNodeFactory.instance.arrayNode(to - from);
        array.addAll(matching.subList(from, to));
        Reply reply = Reply.json(200, array);
        if (paged || query.has("_limit") || query.has("_start")) {
            reply = reply.with("X-Total-Count", Integer.toString(matching.size()));
        }
        return paged ? reply.with("Link", links(page, Math.ceilDiv(matching.size(), limit))) : reply;
    }

    private List<ObjectNode> filter(List<ObjectNode> items) {
        List<ObjectNode> left = items;
        for (Map.Entry<String, List<String>> wanted : query.values().entrySet()) {
            List<String> path = List.of(wanted.getKey().split("\\.", -1));
            if (!items.isEmpty() && at(items.getFirst(), path).isValueNode()) {
                left = left.stream()
                        .filter(item ->
                                wanted.getValue().contains(at(item, path).asString()))
                        .toList();
            }
        }
        return left;
    }

    private static JsonNode at(ObjectNode item, List<String> path) {
        JsonNode node = item;
        for (String name : path) {
            node = node.path(name);
        }
        return node;
    }

    private String links(int page, int pages) {
        List<String> links = new ArrayList<>();
        links.add(link(1, "first"));
        if (page > 1) {
            links.add(link(page - 1, "prev"));
        }
        if (page < pages) {
            links.add(link(page + 1, "next"));
        }
        links.add(link(Math.max(1, pages), "last"));
        return String.join(", ", links);
    }

    private String link(int page, String relation) {
        StringJoiner address = new StringJoiner("&", request.absolute(request.rawPath()) + "?", "");
        query.values().forEach((name, values) -> {
            for (String value : name.equals("_page") ? List.of(Integer.toString(page)) : values) {
                address.add(Parameters.encode(name) + "=" + Parameters.encode(value));
            }
        });
        return "<" + address + ">; rel=\"" + relation + "\"";
    }
}
