package dev.dispatch.demo;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The payments that were made, at most {@value #MOST}; the oldest one is forgotten first. */
final class PaymentBook {
    static final int MOST = 1000;

    private final Map<Integer, Payment> payments = new BoundedMap<>(MOST);
    private final Map<String, Entry> byKey = new BoundedMap<>(MOST);
    private int last;

    /** What a client wants to pay. */
    record Wanted(BigDecimal amount, String currency, String reference) {}

    record Payment(int id, Wanted wanted) {
        ObjectNode json() {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("id", id)
                    .put("amount", wanted.amount)
                    .put("currency", wanted.currency)
                    .put("reference", wanted.reference);
        }
    }

    /** The payment that a request led to, and the number of this request for it, from 1. */
    record Entry(Payment payment, int request) {}

    /** Nothing where the key was used before for something else. Without a key each call is a payment of its own. */
    synchronized Optional<Entry> pay(Wanted wanted, Optional<String> key) {
        Entry known = key.map(byKey::get).orElse(null);
        if (known != null && !known.payment.wanted.equals(wanted)) {
            return Optional.empty();
        }
        Entry entry = known == null ? new Entry(add(wanted), 1) : new Entry(known.payment, known.request + 1);
        key.ifPresent(given -> byKey.put(given, entry));
        return Optional.of(entry);
    }

    private Payment add(Wanted wanted) {
        Payment payment = new Payment(++last, wanted);
        payments.put(payment.id, payment);
        return payment;
    }

    synchronized List<ObjectNode> list() {
        return payments.values().stream().map(Payment::json).toList();
    }

    synchronized Optional<Payment> find(int id) {
        return Optional.ofNullable(payments.get(id));
    }
}
