package dev.dispatch.demo;

import java.util.Optional;

/**
 * {@code /payments}: makes a payment at once, but answers 503 with Retry-After to the first {@code fail} requests for
 * it. A client that asks again without an {@code Idempotency-Key} pays again.
 */
final class Payments implements Endpoint {
    private static final int MOST_CHARACTERS = 200;

    private final PaymentBook book = new PaymentBook();

    @Override
    public Answer answer(DemoRequest request) {
        request.depth(2);
        if (request.segments().size() == 2) {
            request.allow("GET");
            return Numbers.parse(request.segment(1), 1, Integer.MAX_VALUE).stream()
                    .boxed()
                    .flatMap(id -> book.find(id).stream())
                    .map(payment -> Reply.json(200, payment.json()))
                    .findFirst()
                    .orElseThrow(Refused::unknown);
        }
        request.allow("GET", "POST");
        return request.method().equals("POST") ? pay(request) : new Selection(request).reply(book.list());
    }

    private Reply pay(DemoRequest request) {
        int fail = request.query().integer("fail", 1, 0, 1_000_000);
        int seconds = request.query().integer("retryAfter", 1, 0, 3600);
        Optional<String> key = request.header("idempotency-key");
        if (key.isPresent() && (key.get().isBlank() || key.get().length() > MOST_CHARACTERS)) {
            throw Refused.badRequest("Idempotency-Key must have 1 to " + MOST_CHARACTERS + " characters");
        }
        PaymentBook.Entry entry = book.pay(wanted(request), key)
                .orElseThrow(() -> new Refused(
                        Reply.error(409, "this Idempotency-Key was used for a payment with other content")));
        if (entry.request() <= fail) {
            return Reply.error(503, "busy, ask again").with("Retry-After", Integer.toString(seconds));
        }
        Reply reply = Reply.json(201, entry.payment().json())
                .with(
                        "Location",
                        request.absolute("/payments/" + entry.payment().id()));
        return entry.request() > 1 ? reply.with("Idempotency-Replayed", "true") : reply;
    }

    private static PaymentBook.Wanted wanted(DemoRequest request) {
        Members sent = new Members(request.object()).only("amount", "currency", "reference");
        String currency = sent.text("currency", 3);
        if (!currency.chars().allMatch(c -> c >= 'A' && c <= 'Z') || currency.length() != 3) {
            throw Refused.badRequest("currency must be three capital letters");
        }
        return new PaymentBook.Wanted(sent.money("amount"), currency, sent.text("reference", MOST_CHARACTERS));
    }
}
