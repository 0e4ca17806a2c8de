package dev.dispatch.demo;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code /shop}: products that anybody sees, and orders that only a session sees and that can end badly. */
final class Shop implements Endpoint {
    private static final int MOST_LINES = 20;
    private static final int MOST_PIECES = 1000;
    private static final int MOST_CHARACTERS = 40;

    private final Login login;
    private final ShopOrders orders = new ShopOrders();

    Shop(Login login) {
        this.login = login;
    }

    @Override
    public Answer answer(DemoRequest request) {
        request.depth(3);
        return switch (request.segment(1)) {
            case "products" -> products(request);
            case "orders" -> orders(request);
            default -> throw Refused.unknown();
        };
    }

    private static Reply products(DemoRequest request) {
        request.depth(2);
        request.allow("GET");
        ArrayNode products = JsonNodeFactory.instance.arrayNode();
        Product.all().forEach(product -> products.add(product.json()));
        return Reply.json(200, products);
    }

    private Reply orders(DemoRequest request) {
        login.require(request);
        if (request.segments().size() == 3) {
            return order(request);
        }
        request.allow("GET", "POST");
        if (!request.method().equals("POST")) {
            return new Selection(request).reply(orders.list());
        }
        ShopOrder order = orders.place(lines(request));
        return Reply.json(201, order.after(0)).with("Location", request.absolute("/shop/orders/" + order.id()));
    }

    private Reply order(DemoRequest request) {
        request.allow("GET", "DELETE");
        int id = Numbers.parse(request.segment(2), 1, Integer.MAX_VALUE).orElseThrow(Refused::unknown);
        if (request.method().equals("DELETE")) {
            return Reply.emptyObject(orders.delete(id) ? 200 : 404);
        }
        return orders.read(id).map(order -> Reply.json(200, order)).orElseThrow(Refused::unknown);
    }

    private static List<ShopOrder.Line> lines(DemoRequest request) {
        return new Members(request.object())
                .only("lines").objects("lines", MOST_LINES).stream()
                        .map(line -> line.only("sku", "quantity"))
                        .map(line -> new ShopOrder.Line(product(line), line.integer("quantity", 1, MOST_PIECES)))
                        .toList();
    }

    private static Product product(Members line) {
        String sku = line.text("sku", MOST_CHARACTERS);
        return Product.find(sku)
                .orElseThrow(
                        () -> new Refused(Reply.error(422, "there is no product " + sku + "; see /shop/products")));
    }
}
