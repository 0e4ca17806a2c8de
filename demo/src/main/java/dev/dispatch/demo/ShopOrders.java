package dev.dispatch.demo;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The orders of the shop that were not deleted, at most {@value #MOST}; the oldest one is forgotten first. */
final class ShopOrders {
    static final int MOST = 1000;

    private final Map<Integer, ShopOrder> orders = new BoundedMap<>(MOST);
    private final Map<Integer, Integer> reads = new BoundedMap<>(MOST);
    private int last;

    synchronized ShopOrder place(List<ShopOrder.Line> lines) {
        ShopOrder order = new ShopOrder(++last, lines);
        orders.put(order.id(), order);
        return order;
    }

    /** A read moves the order on. */
    synchronized Optional<ObjectNode> read(int id) {
        return Optional.ofNullable(orders.get(id)).map(order -> order.after(reads.merge(id, 1, Integer::sum)));
    }

    synchronized List<ObjectNode> list() {
        return orders.values().stream()
                .map(order -> order.after(reads.getOrDefault(order.id(), 0)))
                .toList();
    }

    synchronized boolean delete(int id) {
        reads.remove(id);
        return orders.remove(id) != null;
    }
}
