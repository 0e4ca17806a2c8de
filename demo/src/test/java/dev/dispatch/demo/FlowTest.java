package dev.dispatch.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.JsonNodeFactory;

final class FlowTest {
    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";

    private final DemoApi api;
    private final Client client;

    FlowTest() throws IOException {
        api = DemoApi.start(0);
        client = new Client(api.baseUri());
    }

    @AfterEach
    void stop() {
        client.close();
        api.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"username\":\"demo\",\"password\":\"demo-password\"} | Content-Type | " + JSON,
                "username=demo&password=demo-password | Content-Type | " + FORM,
                "{} | Authorization | Basic ZGVtbzpkZW1vLXBhc3N3b3Jk"
            })
    void aLoginOpensThePrivateResourceUntilTheLogout(String body, String header, String value) throws Exception {
        assertThat(client.get("/private").statusCode()).isEqualTo(401);
        assertThat(client.json("/session").toString()).isEqualTo("{\"authenticated\":false}");

        HttpResponse<byte[]> login = client.send("POST", "/login", body, header, value);
        assertThat(login.statusCode()).isEqualTo(200);
        assertThat(Client.header(login, "Set-Cookie")).matches("session=[0-9a-f]{32}; Path=/; HttpOnly; SameSite=Lax");
        String cookie = "theme=dark; " + Client.header(login, "Set-Cookie").replaceFirst(";.*", "");

        HttpResponse<byte[]> secret = client.send("GET", "/private", "", "Cookie", cookie);
        assertThat(secret.statusCode()).isEqualTo(200);
        assertThat(Client.json(secret).path("user").stringValue()).isEqualTo("demo");
        assertThat(client.send("GET", "/session", "", "Cookie", cookie).body())
                .asString()
                .isEqualTo("{\"authenticated\":true,\"user\":\"demo\"}");

        HttpResponse<byte[]> logout = client.send("POST", "/logout", "", "Cookie", cookie);
        assertThat(Client.header(logout, "Set-Cookie")).contains("Max-Age=0");
        assertThat(client.send("GET", "/private", "", "Cookie", cookie).statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"username\":\"demo\",\"password\":\"no\"} | Content-Type | " + JSON,
                "{\"username\":\"demo\",\"password\":{}} | Content-Type | " + JSON,
                "username=demo | Content-Type | " + FORM,
                "{\"username\":\"demo\",\"password\":\"demo-password\"} | Authorization | Basic bm86bm8="
            })
    void wrongCredentialsOpenNothing(String body, String header, String value) throws Exception {
        HttpResponse<byte[]> login = client.send("POST", "/login", body, header, value);
        assertThat(login.statusCode()).isEqualTo(401);
        assertThat(Client.header(login, "Set-Cookie")).isEmpty();
    }

    @Test
    void anInventedCookieIsNoSession() throws Exception {
        assertThat(client.send("GET", "/private", "", "Cookie", "session=; session=1")
                        .statusCode())
                .isEqualTo(401);
        assertThat(client.get("/login").statusCode()).isEqualTo(405);
    }

    @Test
    void anOrderIsPlacedPackedShippedAndDeleted() throws Exception {
        HttpResponse<byte[]> placed =
                client.send("POST", "/orders", "{\"item\":\"lamp\",\"id\":9,\"status\":\"mine\"}");
        assertThat(placed.statusCode()).isEqualTo(201);
        assertThat(placed.body()).asString().isEqualTo("{\"id\":1,\"status\":\"created\",\"item\":\"lamp\"}");
        assertThat(Client.header(placed, "Location")).isEqualTo(api.baseUri() + "/orders/1");
        for (String status : new String[] {"created", "packed", "shipped", "shipped"}) {
            assertThat(client.json("/orders/1").path("status").stringValue()).isEqualTo(status);
        }
        assertThat(client.json("/orders").at("/0/status").stringValue()).isEqualTo("shipped");
        assertThat(client.send("DELETE", "/orders/1", "").statusCode()).isEqualTo(200);
        assertThat(client.get("/orders/1").statusCode()).isEqualTo(404);
        assertThat(client.send("DELETE", "/orders/1", "").statusCode()).isEqualTo(404);
        assertThat(client.json("/orders").size()).isZero();
    }

    @Test
    void anIdempotencyKeyPlacesOneOrder() throws Exception {
        String[] key = {"Idempotency-Key", "k1"};
        assertThat(client.send("POST", "/orders", "{\"a\":1}", key).statusCode())
                .isEqualTo(201);
        HttpResponse<byte[]> again = client.send("POST", "/orders", "{\"a\":1}", key);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(Client.header(again, "Idempotency-Replayed")).isEqualTo("true");
        assertThat(Client.json(again).path("id").intValue()).isEqualTo(1);
        assertThat(client.send("POST", "/orders", "{\"a\":2}", key).statusCode())
                .isEqualTo(409);
        assertThat(client.send("POST", "/orders", "{\"a\":1}").statusCode()).isEqualTo(201);
        assertThat(client.json("/orders").size()).isEqualTo(2);
        assertThat(client.send("POST", "/orders", "{}", "Idempotency-Key", "k".repeat(201))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void stateIsBounded() {
        OrderBook book = new OrderBook();
        for (int i = 0; i <= OrderBook.MOST; i++) {
            book.place(JsonNodeFactory.instance.objectNode(), Optional.empty());
        }
        assertThat(book.list().size()).isEqualTo(OrderBook.MOST);
        assertThat(book.read(1)).isEmpty();

        Attempts attempts = new Attempts();
        assertThat(attempts.next("first")).isEqualTo(1);
        for (int i = 0; i < Attempts.MOST_KEYS; i++) {
            attempts.next("key " + i);
        }
        assertThat(attempts.next("first")).isEqualTo(1);

        Sessions sessions = new Sessions();
        String oldest = sessions.open("demo");
        for (int i = 0; i < Sessions.MOST; i++) {
            sessions.open("demo");
        }
        assertThat(sessions.user(oldest)).isEmpty();
    }
}
