package dev.dispatch.demo;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Reads of one collection, and writes that are answered as if they had happened but keep nothing. */
final class ResourceEndpoint implements Endpoint {
    private final Catalog catalog;
    private final Resource resource;

    ResourceEndpoint(Catalog catalog, Resource resource) {
        this.catalog = catalog;
        this.resource = resource;
    }

    @Override
    public Answer answer(DemoRequest request) {
        request.depth(3);
        return switch (request.segments().size()) {
            case 1 -> collection(request);
            case 2 -> item(request, known(request));
            default -> children(request, known(request));
        };
    }

    private ObjectNode known(DemoRequest request) {
        return resource.item(request.segment(1)).orElseThrow(Refused::unknown);
    }

    private Reply collection(DemoRequest request) {
        request.allow("GET", "POST");
        if (request.method().equals("POST")) {
            return created(request, resource, request.object());
        }
        return new Selection(request).reply(resource.items());
    }

    private static Reply created(DemoRequest request, Resource resource, ObjectNode sent) {
        int next = resource.count() + 1;
        sent.remove("id");
        return Reply.json(201, sent.put("id", next))
                .with("Location", request.absolute("/" + resource.name() + "/" + next));
    }

    private Reply item(DemoRequest request, ObjectNode item) {
        request.allow("GET", "PUT", "PATCH", "DELETE");
        return switch (request.method()) {
            case "PUT" -> Reply.json(200, request.object().set("id", item.path("id")));
            case "PATCH" ->
                Reply.json(200, item.deepCopy().setAll(request.object()).set("id", item.path("id")));
            case "DELETE" -> Reply.emptyObject(200);
            default -> Reply.json(200, item);
        };
    }

    private Reply children(DemoRequest request, ObjectNode parent) {
        Resource child = catalog.child(resource, request.segment(2)).orElseThrow(Refused::unknown);
        request.allow("GET", "POST");
        String key = child.parentKey();
        int parentId = parent.path("id").intValue();
        if (request.method().equals("POST")) {
            return created(request, child, request.object().put(key, parentId));
        }
        List<ObjectNode> owned = child.items().stream()
                .filter(item -> item.path(key).intValue() == parentId)
                .toList();
        return new Selection(request).reply(owned);
    }
}
