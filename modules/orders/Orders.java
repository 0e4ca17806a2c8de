import dev.dispatch.sdk.Action;
import dev.dispatch.sdk.ActionContext;
import dev.dispatch.sdk.ActionException;
import dev.dispatch.sdk.ActionResult;
import dev.dispatch.sdk.Default;
import dev.dispatch.sdk.Description;
import dev.dispatch.sdk.DispatchModule;
import dev.dispatch.sdk.Effect;
import dev.dispatch.sdk.HttpContent;
import dev.dispatch.sdk.HttpRequest;
import dev.dispatch.sdk.HttpResponse;
import dev.dispatch.sdk.Length;
import dev.dispatch.sdk.Range;
import dev.dispatch.sdk.StatusRange;
import java.math.BigDecimal;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Places, follows and cancels orders for a customer who is signed in. */
@DispatchModule(name = "orders", version = "0.1.0")
public final class Orders {

    record Account(
            @Description("Name of the customer.") String username,
            @Description("The customer's password.") String password) {}

    record Item(
            @Description("What is ordered.") String name,
            @Description("How many.") @Range(min = 1) int quantity,
            @Description("Price of one, in euros.") @Range(min = 0) BigDecimal price) {
        BigDecimal total() {
            return price.multiply(BigDecimal.valueOf(quantity));
        }
    }

    enum Delivery {
        STANDARD,
        EXPRESS
    }

    record NewOrder(
            @Description("The customer's own number for the order; the same number never makes a second order.")
                    @Length(min = 1, max = 200)
                    String reference,
            @Description("What is ordered.") @Length(min = 1) List<Item> items,
            @Description("How fast it is sent.") @Default("standard") Delivery delivery) {
        NewOrder {
            if (delivery == Delivery.EXPRESS && items.size() > 10) {
                throw new IllegalArgumentException("items: an express order holds at most ten kinds");
            }
        }
    }

    record Placed(
            @Description("Id of the order.") int orderId,
            @Description("Sum of the items, in euros.") BigDecimal total,
            @Description("True where the order was there already.") boolean repeated) {}

    record OrderId(@Description("Id of the order.") int orderId) {}

    record Progress(
            @Description("created, packed or shipped.") String status,
            @Description("True once it is shipped.") boolean shipped) {}

    record Cancelled(@Description("False where there was no such order any more.") boolean cancelled) {}

    @Action(
            name = "sign-in",
            description = "Sign a customer in; the session lasts as long as the run.",
            effect = Effect.WRITE,
            credentialFlow = true)
    ActionResult<Void> signIn(ActionContext<Account> context) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("username", context.credential().username())
                .put("password", context.credential().password());
        HttpResponse answer = context.http().requireOk(context.http().post("/login", body), "signing in");
        return ActionResult.<Void>response(answer.body()).detail("signed in");
    }

    @Action(name = "place-order", description = "Place an order, once for each reference.", effect = Effect.WRITE)
    ActionResult<Placed> placeOrder(ActionContext<Void> context, NewOrder order) {
        requireSession(context);
        BigDecimal total = order.items().stream().map(Item::total).reduce(BigDecimal.ZERO, BigDecimal::add);
        HttpRequest request = HttpRequest.of("POST", "/orders")
                .header("Idempotency-Key", order.reference())
                .body(new HttpContent.Json(document(order, total)))
                .expect(StatusRange.exactly(200), StatusRange.exactly(201));
        HttpResponse answer = context.http().send(request);
        if (answer.status() == 409) {
            throw ActionException.failed("another order was placed under the reference '" + order.reference() + "'");
        }
        context.http().requireOk(answer, "placing the order");
        int id = answer.body().path("id").asInt();
        boolean repeated = answer.status() == 200;
        return ActionResult.<Placed>response(answer.body())
                .exports(new Placed(id, total, repeated))
                .detail((repeated ? "order " + id + " was there already, " : "order " + id + ", ") + total + " EUR");
    }

    @Action(name = "check-order", description = "See how far an order is.", effect = Effect.READ)
    ActionResult<Progress> checkOrder(ActionContext<Void> context, OrderId order) {
        requireSession(context);
        JsonNode answer = context.http()
                .requireOk(context.http().get("/orders/" + order.orderId()), "checking the order")
                .body();
        String status = answer.path("status").asString("");
        return ActionResult.<Progress>response(answer)
                .exports(new Progress(status, status.equals("shipped")))
                .detail("order " + order.orderId() + " is " + status);
    }

    @Action(
            name = "cancel-order",
            description = "Cancel an order; one that is gone already is no failure.",
            effect = Effect.DELETE)
    ActionResult<Cancelled> cancelOrder(ActionContext<Void> context, OrderId order) {
        requireSession(context);
        HttpResponse answer = context.http()
                .send(HttpRequest.of("DELETE", "/orders/" + order.orderId())
                        .expect(StatusRange.exactly(200), StatusRange.exactly(404)));
        context.http().requireOk(answer, "cancelling the order");
        return ActionResult.<Cancelled>response(answer.body()).exports(new Cancelled(answer.status() == 200));
    }

    @Action(name = "sign-out", description = "End the session.", effect = Effect.WRITE)
    ActionResult<Void> signOut(ActionContext<Void> context) {
        HttpResponse answer = context.http().send(HttpRequest.of("POST", "/logout"));
        return ActionResult.response(context.http().requireOk(answer, "signing out").body());
    }

    /** The cookie of the session is kept by the run; the service says whether it still counts. */
    private static void requireSession(ActionContext<Void> context) {
        JsonNode session = context.http()
                .requireOk(context.http().get("/session"), "looking at the session")
                .body();
        if (!session.path("authenticated").asBoolean(false)) {
            throw ActionException.failed("nobody is signed in: call orders.sign-in first");
        }
    }

    private static ObjectNode document(NewOrder order, BigDecimal total) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        for (Item item : order.items()) {
            document.withArray("items")
                    .addObject()
                    .put("name", item.name())
                    .put("quantity", item.quantity())
                    .put("price", item.price());
        }
        return document.put("express", order.delivery() == Delivery.EXPRESS).put("total", total);
    }
}
