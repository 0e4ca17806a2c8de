package dev.dispatch.demo;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The orders that were placed and not deleted, at most {@value #MOST}; the oldest one is forgotten first. */
final class OrderBook {
    static final int MOST = 1000;

    private static final List<String> PROGRESS = List.of("created", "packed", "shipped");

    private final Map<Integer, Order> orders = new BoundedMap<>(MOST);
    private int last;

    /** What came of {@link #place}. */
    sealed interface Placed {
        ObjectNode order();

        record New(ObjectNode order) implements Placed {}

        /** The key was used before with the same content. */
        record Repeated(ObjectNode order) implements Placed {}

        /** The key was used before with other content. */
        record Conflict(ObjectNode order) implements Placed {}
    }

    private static final class Order {
        final int id;
        final ObjectNode content;
        final @Nullable String key;
        int reads;

        Order(int id, ObjectNode content, @Nullable String key) {
            this.id = id;
            this.content = content;
            this.key = key;
        }

        ObjectNode as(String status) {
            ObjectNode order = JsonNodeFactory.instance.objectNode();
            order.put("id", id).put("status", status);
            content.properties().forEach(member -> order.putIfAbsent(member.getKey(), member.getValue()));
            return order;
        }

        ObjectNode now() {
            return as(PROGRESS.get(Math.clamp(reads - 1L, 0, PROGRESS.size() - 1)));
        }
    }

    synchronized Placed place(ObjectNode content, Optional<String> key) {
        Optional<Order> earlier = key.flatMap(wanted -> orders.values().stream()
                .filter(order -> wanted.equals(order.key))
                .findFirst());
        if (earlier.isPresent()) {
            ObjectNode known = earlier.get().now();
            return earlier.get().content.equals(content) ? new Placed.Repeated(known) : new Placed.Conflict(known);
        }
        Order order = new Order(++last, content, key.orElse(null));
        orders.put(order.id, order);
        return new Placed.New(order.now());
    }

    /** A read moves the order on: created, then packed, then shipped for ever. */
    synchronized Optional<ObjectNode> read(int id) {
        Order order = orders.get(id);
        if (order == null) {
            return Optional.empty();
        }
        order.reads++;
        return Optional.of(order.now());
    }

    synchronized ArrayNode list() {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        orders.values().forEach(order -> list.add(order.now()));
        return list;
    }

    synchronized boolean delete(int id) {
        return orders.remove(id) != null;
    }
}
