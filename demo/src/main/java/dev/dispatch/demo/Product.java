package dev.dispatch.demo;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the shop sells; {@code stock} never changes, so that an order has the same fate every time. */
record Product(String sku, String name, BigDecimal price, int stock) {
    private static final List<Product> ALL = List.of(
            new Product("pencil", "Pencil, soft", new BigDecimal("1.20"), 1000),
            new Product("notebook", "Notebook, 96 pages", new BigDecimal("4.50"), 500),
            new Product("lamp", "Desk lamp", new BigDecimal("39.90"), 25),
            new Product("backpack", "Backpack, 20 litres", new BigDecimal("89.00"), 12),
            new Product("kettle", "Kettle, sold out", new BigDecimal("59.95"), 0),
            new Product("desk", "Standing desk", new BigDecimal("649.00"), 3));

    static List<Product> all() {
        return ALL;
    }

    static Optional<Product> find(String sku) {
        return ALL.stream().filter(product -> product.sku.equals(sku)).findFirst();
    }

    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("sku", sku)
                .put("name", name)
                .put("price", price)
                .put("stock", stock);
    }
}
