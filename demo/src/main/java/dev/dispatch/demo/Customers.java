package dev.dispatch.demo;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code /customers}: fifty customers, each with a balance, but for those whose id ends in 7: they have no account. */
final class Customers implements Endpoint {
    static final int COUNT = 50;

    /** A customer, and the balance of the account. */
    private record Customer(ObjectNode json, BigDecimal balance) {}

    private final List<Customer> customers = generate();

    @Override
    public Answer answer(DemoRequest request) {
        request.depth(3);
        request.allow("GET");
        return switch (request.segments().size()) {
            case 1 ->
                new Selection(request)
                        .reply(customers.stream().map(Customer::json).toList());
            case 2 -> Reply.json(200, known(request).json);
            default -> balance(request, known(request));
        };
    }

    private Customer known(DemoRequest request) {
        return customers.get(Numbers.parse(request.segment(1), 1, COUNT).orElseThrow(Refused::unknown) - 1);
    }

    private static Reply balance(DemoRequest request, Customer customer) {
        if (!request.segment(2).equals("balance")) {
            throw Refused.unknown();
        }
        int id = customer.json.path("id").intValue();
        if (id % 10 == 7) {
            return Reply.error(404, "customer " + id + " has no account");
        }
        return Reply.json(
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("customerId", id)
                        .put("currency", "EUR")
                        .put("balance", customer.balance));
    }

    private static List<Customer> generate() {
        Words words = new Words(111);
        List<Customer> customers = new ArrayList<>(COUNT);
        for (int id = 1; id <= COUNT; id++) {
            String name = Words.capitalized(words.adjective()) + " " + Words.capitalized(words.noun());
            ObjectNode json =
                    JsonNodeFactory.instance.objectNode().put("id", id).put("name", name);
            customers.add(new Customer(json, BigDecimal.valueOf(words.number(500_000) - 50_000L, 2)));
        }
        return List.copyOf(customers);
    }
}
