package dev.dispatch.demo;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An order of the shop as it was placed; what becomes of it depends on nothing but its lines. */
record ShopOrder(int id, List<Line> lines) {
    /** An order of more than this is not paid. */
    static final BigDecimal CREDIT = new BigDecimal("1000.00");

    ShopOrder {
        lines = List.copyOf(lines);
    }

    /** So many of one product. */
    record Line(Product product, int quantity) {
        BigDecimal amount() {
            return product.price().multiply(BigDecimal.valueOf(quantity));
        }
    }

    /** A status, and why it is that one where it is not a good one. */
    private record Stage(String status, Optional<String> reason) {
        Stage(String status) {
            this(status, Optional.empty());
        }
    }

    BigDecimal total() {
        return lines.stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The order after so many reads: created, then on its way, or cancelled, or failed, for ever. */
    ObjectNode after(int reads) {
        List<Stage> course = course();
        Stage stage = course.get(Math.clamp(reads - 1L, 0, course.size() - 1));
        ObjectNode order = JsonNodeFactory.instance.objectNode();
        order.put("id", id).put("status", stage.status);
        stage.reason.ifPresent(reason -> order.put("reason", reason));
        ArrayNode array = order.putArray("lines");
        lines.forEach(line -> array.addObject()
                .put("sku", line.product.sku())
                .put("quantity", line.quantity)
                .put("price", line.product.price())
                .put("amount", line.amount()));
        return order.put("total", total());
    }

    private List<Stage> course() {
        Stage created = new Stage("created");
        Optional<Line> missing = lines.stream()
                .filter(line -> line.quantity > line.product.stock())
                .findFirst();
        if (missing.isPresent()) {
            Product product = missing.get().product;
            String reason = product.stock() + " of " + product.sku() + " in stock";
            return List.of(created, new Stage("cancelled", Optional.of(reason)));
        }
        if (total().compareTo(CREDIT) > 0) {
            return List.of(created, new Stage("failed", Optional.of("the card does not cover " + total())));
        }
        return List.of(created, new Stage("packed"), new Stage("shipped"));
    }
}
