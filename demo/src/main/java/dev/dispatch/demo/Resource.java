package dev.dispatch.demo;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One collection of the demo data; its items are generated when they are first asked for. */
final class Resource {
    private final String name;
    private final String parent;
    private final int count;
    private final Supplier<List<ObjectNode>> generator;
    private volatile @Nullable List<ObjectNode> generated;

    /** {@code parent} is the name of the owning collection, or empty. */
    Resource(String name, String parent, int count, Supplier<List<ObjectNode>> generator) {
        this.name = name;
        this.parent = parent;
        this.count = count;
        this.generator = generator;
    }

    String name() {
        return name;
    }

    String parent() {
        return parent;
    }

    int count() {
        return count;
    }

    /** The field that points at the parent, such as {@code userId}. */
    String parentKey() {
        return parent.substring(0, parent.length() - 1) + "Id";
    }

    /** In the order of their ids; shared by all requests, so nobody may change one. */
    List<ObjectNode> items() {
        List<ObjectNode> items = generated;
        if (items == null) {
            // Two first requests at once both generate the same list, which is cheaper than a lock for all others.
            items = List.copyOf(generator.get());
            generated = items;
        }
        return items;
    }

    Optional<ObjectNode> item(String id) {
        var number = Numbers.parse(id, 1, count);
        return number.isPresent() ? Optional.of(items().get(number.getAsInt() - 1)) : Optional.empty();
    }
}
