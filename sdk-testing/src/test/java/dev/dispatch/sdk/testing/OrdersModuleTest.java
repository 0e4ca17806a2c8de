package dev.dispatch.sdk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The module {@code modules/orders}, each action against a server that says what the test wants. */
class OrdersModuleTest {

    private static final String BOOKS =
            "{\"reference\": \"r-1\", \"items\": [{\"name\": \"book\", \"quantity\": 2, \"price\": 12.5}]}";

    private ActionTest test = ActionTest.in(Path.of(System.getProperty("dispatch.root"), "modules", "orders"));

    @BeforeEach
    void aCustomerIsSignedIn() {
        test.server().answer("GET", "/session", 200, "{\"authenticated\": true, \"user\": \"demo\"}");
    }

    @AfterEach
    void everythingThatWasSentWasExpected() {
        test.close();
    }

    @Test
    void aSignInSendsTheCredential() {
        test.server().answer("POST", "/login", 200, "{\"user\": \"ada\"}");
        ActionOutcome done = test.credential(Map.of("username", "ada", "password", "lovelace-1"))
                .run("sign-in")
                .orFail();
        assertThat(done.detail()).contains("signed in");
        assertThat(test.server().request().json().path("username").asString()).isEqualTo("ada");
    }

    @Test
    void anOrderIsSentWithItsSumAndItsReferenceAsIdempotencyKey() {
        test.server().answer("POST", "/orders", 201, "{\"id\": 7, \"status\": \"created\"}");
        ActionOutcome done = test.run("place-order", BOOKS);
        assertThat(done.exports().path("orderId").asInt()).isEqualTo(7);
        assertThat(done.exports().path("total").decimalValue()).isEqualByComparingTo("25");
        assertThat(done.exports().path("repeated").asBoolean()).isFalse();
        ReceivedRequest sent = test.server().requests().getLast();
        assertThat(sent.header("Idempotency-Key")).contains("r-1");
        assertThat(sent.json().path("total").decimalValue()).isEqualByComparingTo("25");
    }

    @Test
    void anotherOrderUnderTheSameReferenceFailsInTheWordsOfTheDomain() {
        test.server().answer("POST", "/orders", 409, "{\"error\": \"used\"}");
        ActionOutcome done = test.run("place-order", BOOKS);
        assertThat(done.toString()).contains("another order was placed under the reference 'r-1'");
    }

    @Test
    void anOrderWithoutItemsIsRefusedBeforeAnythingIsSent() {
        ActionOutcome done = test.run("place-order", "{\"reference\": \"r-1\", \"items\": []}");
        assertThat(done.error().orElseThrow().issues()).isNotEmpty();
        assertThat(test.server().requests()).isEmpty();
    }

    @Test
    void cancellingAnOrderThatIsGoneSucceeds() {
        test.server().answer("DELETE", "/orders/7", 404, "{}");
        ActionOutcome done = test.run("cancel-order", "{\"orderId\": 7}");
        assertThat(done.exports().path("cancelled").asBoolean()).isFalse();
    }
}
