package dev.dispatch.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

final class ServicesTest {
    private static final String PAYMENT = "{\"amount\":12.5,\"currency\":\"EUR\",\"reference\":\"r-1\"}";
    private static final String CONTACT = "{\"email\":\"ada@example.com\",\"name\":\"Ada\"}";

    private final DemoApi api;
    private final Client client;

    ServicesTest() throws IOException {
        api = DemoApi.start(0);
        client = new Client(api.baseUri());
    }

    @AfterEach
    void stop() {
        client.close();
        api.close();
    }

    @Test
    void fortyFiveOfFiftyCustomersHaveABalance() throws Exception {
        JsonNode customers = client.json("/customers");
        assertThat(customers.size()).isEqualTo(50);
        assertThat(client.json("/customers/7")).isEqualTo(customers.get(6));
        int found = 0;
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode customer : customers) {
            HttpResponse<byte[]> answer =
                    client.get("/customers/" + customer.path("id").intValue() + "/balance");
            if (answer.statusCode() == 200) {
                found++;
                sum = sum.add(Client.json(answer).path("balance").decimalValue());
            } else {
                assertThat(answer.statusCode()).isEqualTo(404);
            }
        }
        assertThat(found).isEqualTo(45);
        assertThat(sum).isEqualByComparingTo("81310.42");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/customers/0",
                "/customers/51",
                "/customers/1/limit",
                "/customers/7/balance",
                "/contacts/1",
                "/payments/1",
                "/payments/x",
                "/files/1",
                "/shop",
                "/shop/orders/1/lines/1"
            })
    void whatIsNotThereIs404(String path) throws Exception {
        assertThat(client.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void aPaymentIsMadeAlthoughTheAnswerWas503() throws Exception {
        String[] key = {"Idempotency-Key", "k"};
        HttpResponse<byte[]> busy = client.send("POST", "/payments", PAYMENT, key);
        assertThat(busy.statusCode()).isEqualTo(503);
        assertThat(Client.header(busy, "Retry-After")).isEqualTo("1");
        assertThat(client.json("/payments").size()).isEqualTo(1);

        HttpResponse<byte[]> made = client.send("POST", "/payments", PAYMENT, key);
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(Client.header(made, "Idempotency-Replayed")).isEqualTo("true");
        assertThat(Client.json(made)).isEqualTo(client.json("/payments/1"));
        assertThat(client.json("/payments?reference=r-1").size()).isEqualTo(1);
        assertThat(client.send("POST", "/payments", PAYMENT.replace("12.5", "13"), key)
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void withoutAKeyEachRequestPaysAgain() throws Exception {
        assertThat(client.send("POST", "/payments?retryAfter=0", PAYMENT).statusCode())
                .isEqualTo(503);
        assertThat(client.send("POST", "/payments?fail=0", PAYMENT).statusCode())
                .isEqualTo(201);
        assertThat(client.json("/payments?reference=r-1").size()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"amount\":0,\"currency\":\"EUR\",\"reference\":\"r\"}",
                "{\"amount\":1.001,\"currency\":\"EUR\",\"reference\":\"r\"}",
                "{\"amount\":1e99999,\"currency\":\"EUR\",\"reference\":\"r\"}",
                "{\"amount\":\"1\",\"currency\":\"EUR\",\"reference\":\"r\"}",
                "{\"amount\":1,\"currency\":\"eur\",\"reference\":\"r\"}",
                "{\"amount\":1,\"currency\":\"EURO\",\"reference\":\"r\"}",
                "{\"amount\":1,\"currency\":\"EUR\",\"reference\":\"r\",\"note\":\"\"}"
            })
    void aPaymentThatIsNotOneIs400(String body) throws Exception {
        assertThat(client.send("POST", "/payments", body).statusCode()).isEqualTo(400);
        assertThat(client.json("/payments").size()).isZero();
    }

    @Test
    void aKeyWithoutCharactersIs400() throws Exception {
        assertThat(client.send("POST", "/payments", PAYMENT, "Idempotency-Key", "")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aContactIsFoundByItsAddressAndChanged() throws Exception {
        assertThat(client.json("/contacts?email=ada@example.com").size()).isZero();
        HttpResponse<byte[]> made = client.send("POST", "/contacts", CONTACT);
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(Client.header(made, "Location")).isEqualTo(api.baseUri() + "/contacts/1");
        assertThat(client.json("/contacts?email=ada@example.com").at("/0/id").intValue())
                .isEqualTo(1);
        assertThat(client.send("PATCH", "/contacts/1", "{\"company\":\"Engines\"}")
                        .body())
                .asString()
                .isEqualTo("{\"id\":1,\"email\":\"ada@example.com\",\"name\":\"Ada\",\"company\":\"Engines\"}");
        assertThat(client.json("/contacts/1").path("company").stringValue()).isEqualTo("Engines");
        assertThat(client.send("DELETE", "/contacts/1", "").statusCode()).isEqualTo(200);
        assertThat(client.get("/contacts/1").statusCode()).isEqualTo(404);
    }

    @Test
    void anAddressBelongsToOneContact() throws Exception {
        client.send("POST", "/contacts", CONTACT);
        client.send("POST", "/contacts", CONTACT.replace("ada@", "bob@"));
        assertThat(client.send("POST", "/contacts", CONTACT).statusCode()).isEqualTo(409);
        assertThat(client.send("PATCH", "/contacts/2", "{\"email\":\"ada@example.com\"}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(client.send("PATCH", "/contacts/2", "{\"email\":\"bob@example.com\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"email\":\"ada@example.com\"}",
                "{\"email\":\"ada\",\"name\":\"Ada\"}",
                "{\"email\":\"ada@example.com\",\"name\":\"Ada\",\"id\":7}",
                "{\"email\":\"ada@example.com\",\"name\":1}"
            })
    void aContactThatIsNotOneIs400(String body) throws Exception {
        assertThat(client.send("POST", "/contacts", body).statusCode()).isEqualTo(400);
    }

    @Test
    void stateIsBounded() {
        PaymentBook payments = new PaymentBook();
        ContactBook contacts = new ContactBook();
        for (int i = 0; i <= PaymentBook.MOST; i++) {
            payments.pay(new PaymentBook.Wanted(BigDecimal.ONE, "EUR", "r"), Optional.of("k" + i));
            contacts.add(JsonNodeFactory.instance.objectNode().put("email", i + "@example.com"));
        }
        assertThat(payments.list()).hasSize(PaymentBook.MOST);
        assertThat(payments.find(1)).isEmpty();
        assertThat(contacts.list()).hasSize(ContactBook.MOST);
        assertThat(contacts.find(1)).isEmpty();
    }
}
