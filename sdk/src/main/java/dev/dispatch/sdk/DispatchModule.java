package dev.dispatch.sdk;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the class whose methods are the actions of a module. It has a constructor without parameters; one object of it
 * lives as long as the program and may be used by several threads at once.
 *
 * <pre>{@code
 * @DispatchModule(name = "payments", version = "0.1.0")
 * public final class Payments {
 *     record Invoice(@Description("Id of the invoice.") String id) {}
 *     record Sent(String receipt) {}
 *
 *     @Action(name = "send-invoice", description = "Send an invoice to its customer.", effect = Effect.WRITE)
 *     ActionResult<Sent> sendInvoice(ActionContext<Void> context, Invoice input) {
 *         HttpResponse answer = context.http().post("/invoices/" + input.id() + "/send", null);
 *         context.http().requireOk(answer, "sending the invoice");
 *         return ActionResult.<Sent>response(answer.body())
 *                 .exports(new Sent(answer.body().path("receipt").asString("")));
 *     }
 * }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface DispatchModule {

    /**
     * The module's name; the same as in {@code module.json}.
     *
     * @return lower-case letters, digits and hyphens
     */
    String name();

    /**
     * The module's version; the same as in {@code module.json}.
     *
     * @return a semantic version, such as {@code 0.1.0}
     */
    String version();
}
