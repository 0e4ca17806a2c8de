package dev.dispatch.sdk;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name in JSON, where it is another one than in Java: of a record's component, of an enum's constant, or of a record
 * that is one of the alternatives of a sealed interface.
 *
 * <pre>{@code
 * record Invoice(@Name("customer_id") String customerId) {}
 * }</pre>
 *
 * <p>Without it a component keeps its name; a constant {@code BANK_TRANSFER} and an alternative {@code BankTransfer} are
 * {@code "bank-transfer"}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.TYPE})
public @interface Name {

    /**
     * The name, any text that is not blank.
     *
     * @return the name
     */
    String value();
}
