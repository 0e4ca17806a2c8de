package dev.dispatch.demo;

import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code /}: names every collection with its size, and every other endpoint. */
final class Index implements Endpoint {
    private final Catalog catalog;
    private final List<String> endpoints;

    Index(Catalog catalog, List<String> endpoints) {
        this.catalog = catalog;
        this.endpoints = List.copyOf(endpoints);
    }

    @Override
    public Answer answer(DemoRequest request) {
        request.depth(0);
        request.allow("GET");
        ObjectNode index = JsonNodeFactory.instance.objectNode();
        index.put("name", "dispatch demo API");
        ObjectNode resources = index.putObject("resources");
        catalog.all().forEach(resource -> resources.put(resource.name(), resource.count()));
        endpoints.forEach(index.putArray("endpoints")::add);
        return Reply.json(200, index);
    }
}
