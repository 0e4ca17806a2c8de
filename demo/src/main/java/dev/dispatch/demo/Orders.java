package dev.dispatch.demo;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** {@code /orders}: the one flow with state. A repeated {@code Idempotency-Key} gives the order that exists. */
final class Orders implements Endpoint {
    private static final int MOST_KEY_CHARACTERS = 200;

    private final OrderBook book = new OrderBook();

    @Override
    public Answer answer(DemoRequest request) {
        request.depth(2);
        return request.segments().size() == 1 ? collection(request) : order(request);
    }

    private Reply collection(DemoRequest request) {
        request.allow("GET", "POST");
        if (!request.method().equals("POST")) {
            return Reply.json(200, book.list());
        }
        Optional<String> key = request.header("idempotency-key");
        if (key.isPresent() && key.get().length() > MOST_KEY_CHARACTERS) {
            throw Refused.badRequest("Idempotency-Key has at most " + MOST_KEY_CHARACTERS + " characters");
        }
        return switch (book.place(request.object(), key)) {
            case OrderBook.Placed.New(ObjectNode order) ->
                Reply.json(201, order)
                        .with(
                                "Location",
                                request.absolute("/orders/" + order.path("id").intValue()));
            case OrderBook.Placed.Repeated(ObjectNode order) ->
                Reply.json(200, order).with("Idempotency-Replayed", "true");
            case OrderBook.Placed.Conflict _ ->
                Reply.error(409, "this Idempotency-Key was used for an order with other content");
        };
    }

    private Reply order(DemoRequest request) {
        request.allow("GET", "DELETE");
        int id = Numbers.parse(request.segment(1), 1, Integer.MAX_VALUE).orElseThrow(Refused::unknown);
        if (request.method().equals("DELETE")) {
            return Reply.emptyObject(book.delete(id) ? 200 : 404);
        }
        return book.read(id).map(order -> Reply.json(200, order)).orElseThrow(Refused::unknown);
    }
}
