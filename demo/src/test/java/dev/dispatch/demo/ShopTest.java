package dev.dispatch.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class ShopTest {
    private final DemoApi api;
    private final Client client;
    private String cookie = "";

    ShopTest() throws IOException {
        api = DemoApi.start(0);
        client = new Client(api.baseUri());
    }

    @BeforeEach
    void login() throws Exception {
        HttpResponse<byte[]> login =
                client.send("POST", "/login", "{\"username\":\"demo\",\"password\":\"demo-password\"}");
        cookie = Client.header(login, "Set-Cookie").replaceFirst(";.*", "");
    }

    @AfterEach
    void stop() {
        client.close();
        api.close();
    }

    private HttpResponse<byte[]> send(String method, String path, String body) throws Exception {
        return client.send(method, path, body, "Cookie", cookie);
    }

    private static String lines(String sku, int quantity) {
        return "{\"lines\":[{\"sku\":\"" + sku + "\",\"quantity\":" + quantity + "}]}";
    }

    @Test
    void ordersAreOnlyForASessionAndProductsForEverybody() throws Exception {
        assertThat(client.get("/shop/orders").statusCode()).isEqualTo(401);
        assertThat(client.send("POST", "/shop/orders", lines("lamp", 1)).statusCode())
                .isEqualTo(401);
        assertThat(client.json("/shop/products").at("/0").toString())
                .isEqualTo("{\"sku\":\"pencil\",\"name\":\"Pencil, soft\",\"price\":1.2,\"stock\":1000}");
    }

    @Test
    void theTotalIsTheExactSumOfTheLines() throws Exception {
        HttpResponse<byte[]> placed = send(
                "POST",
                "/shop/orders",
                "{\"lines\":[{\"sku\":\"lamp\",\"quantity\":2},{\"sku\":\"pencil\",\"quantity\":3}]}");
        assertThat(placed.statusCode()).isEqualTo(201);
        assertThat(Client.header(placed, "Location")).isEqualTo(api.baseUri() + "/shop/orders/1");
        assertThat(placed.body())
                .asString()
                .isEqualTo("{\"id\":1,\"status\":\"created\",\"lines\":["
                        + "{\"sku\":\"lamp\",\"quantity\":2,\"price\":39.90,\"amount\":79.80},"
                        + "{\"sku\":\"pencil\",\"quantity\":3,\"price\":1.20,\"amount\":3.60}],\"total\":83.40}");
    }

    @ParameterizedTest
    @CsvSource({
        "lamp, 1, created packed shipped shipped, ",
        "kettle, 1, created cancelled cancelled cancelled, 0 of kettle in stock",
        "lamp, 26, created cancelled cancelled cancelled, 25 of lamp in stock",
        "desk, 2, created failed failed failed, the card does not cover 1298.00"
    })
    void whatBecomesOfAnOrderDependsOnItsLines(String sku, int quantity, String course, String reason)
            throws Exception {
        send("POST", "/shop/orders", lines(sku, quantity));
        for (String status : course.split(" ", -1)) {
            assertThat(Client.json(send("GET", "/shop/orders/1", ""))
                            .path("status")
                            .stringValue())
                    .isEqualTo(status);
        }
        JsonNode order = Client.json(send("GET", "/shop/orders/1", ""));
        assertThat(order.path("reason").stringValue(null)).isEqualTo(reason);
    }

    @Test
    void aListDoesNotMoveOrdersOnAndADeletedOrderIsGone() throws Exception {
        send("POST", "/shop/orders", lines("lamp", 1));
        send("GET", "/shop/orders", "");
        assertThat(Client.json(send("GET", "/shop/orders/1", "")).path("status").stringValue())
                .isEqualTo("created");
        assertThat(Client.json(send("GET", "/shop/orders?status=created", "")).size())
                .isEqualTo(1);
        assertThat(send("DELETE", "/shop/orders/1", "").statusCode()).isEqualTo(200);
        assertThat(send("DELETE", "/shop/orders/1", "").statusCode()).isEqualTo(404);
        assertThat(send("GET", "/shop/orders/1", "").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"lines\":[]}",
                "{\"lines\":[1]}",
                "{\"lines\":{}}",
                "{\"lines\":[{\"sku\":\"lamp\"}]}",
                "{\"lines\":[{\"sku\":\"lamp\",\"quantity\":0}]}",
                "{\"lines\":[{\"sku\":\"lamp\",\"quantity\":1.5}]}",
                "{\"lines\":[{\"sku\":\"lamp\",\"quantity\":\"1\"}]}",
                "{\"lines\":[{\"sku\":\"lamp\",\"quantity\":4294967297}]}",
                "{\"lines\":[{\"sku\":7,\"quantity\":1}]}",
                "{\"lines\":[{\"sku\":\"lamp\",\"quantity\":1,\"price\":0}]}",
                "{\"lines\":[],\"total\":0}"
            })
    void anOrderThatIsNotOneIs400(String body) throws Exception {
        HttpResponse<byte[]> refused = send("POST", "/shop/orders", body);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Client.json(refused).path("error").isString()).isTrue();
    }

    @Test
    void aProductThatIsNotSoldIs422() throws Exception {
        HttpResponse<byte[]> refused = send("POST", "/shop/orders", lines("yacht", 1));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(Client.json(refused).path("error").stringValue())
                .isEqualTo("there is no product yacht; see /shop/products");
    }

    @Test
    void theShopForgetsTheOldestOrder() {
        ShopOrders orders = new ShopOrders();
        List<ShopOrder.Line> lines = List.of(new ShopOrder.Line(Product.all().getFirst(), 1));
        for (int i = 0; i <= ShopOrders.MOST; i++) {
            orders.place(lines);
        }
        assertThat(orders.list()).hasSize(ShopOrders.MOST);
        assertThat(orders.read(1)).isEmpty();
    }
}
