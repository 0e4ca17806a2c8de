package dev.dispatch.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AwkwardTest {
    private final DemoApi api;
    private final Client client;

    AwkwardTest() throws IOException {
        api = DemoApi.start(0);
        client = new Client(api.baseUri());
    }

    @AfterAll
    void stop() {
        client.close();
        api.close();
    }

    @Test
    void slowAnswersAndSaysHowLongItWaited() throws Exception {
        assertThat(client.get("/slow?ms=1").body()).asString().isEqualTo("{\"waitedMs\":1}");
    }

    @Test
    void flakyFailsTheFirstRequestsOfEachKeyAndThenWorks() throws Exception {
        assertFlaky("/flaky/a?fail=2&status=502", 502, "{\"key\":\"a\",\"attempt\":1,\"ready\":false}");
        assertFlaky("/flaky/a?fail=2&status=502", 502, "{\"key\":\"a\",\"attempt\":2,\"ready\":false}");
        assertFlaky("/flaky/b", 503, "{\"key\":\"b\",\"attempt\":1,\"ready\":false}");
        assertFlaky("/flaky/a?fail=2&status=502", 200, "{\"key\":\"a\",\"attempt\":3,\"ready\":true}");
    }

    private void assertFlaky(String path, int status, String body) throws Exception {
        HttpResponse<byte[]> response = client.get(path);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).asString().isEqualTo(body);
    }

    @Test
    void limitedSaysWhenToComeBack() throws Exception {
        String path = "/limited?retryAfter=7&times=1&key=k";
        HttpResponse<byte[]> limited = client.get(path);
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(Client.header(limited, "Retry-After")).isEqualTo("7");
        assertThat(client.get(path).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/slow?ms=60001", "/slow?ms=-1", "/slow?ms=x", "/flaky", "/flaky/k?status=99", "/limited?key=",
                "/limited?retryAfter=soon", "/status/100", "/status/600", "/status/ok", "/status", "/large?bytes=63",
                "/large?bytes=67108865", "/binary?bytes=67108865", "/redirect?status=304", "/redirect?status=200"
            })
    void aParameterOutOfBoundsIs400(String path) throws Exception {
        HttpResponse<byte[]> response = client.get(path);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Client.json(response).path("error").isString()).isTrue();
    }

    @Test
    void aRedirectPointsAtThePathAndKeepsItsStatus() throws Exception {
        HttpResponse<byte[]> found = client.get("/redirect?to=/users/1%3Fa=b");
        assertThat(found.statusCode()).isEqualTo(302);
        assertThat(Client.header(found, "Location")).isEqualTo("/users/1?a=b");
        HttpResponse<byte[]> kept = client.send("POST", "/redirect?status=307&to=" + api.baseUri() + "/echo", "x");
        assertThat(kept.statusCode()).isEqualTo(307);
        assertThat(Client.header(kept, "Location")).isEqualTo(api.baseUri() + "/echo");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/",
                "http://example.com/",
                "//example.com/",
                "/%5Cexample.com",
                "///example.com",
                "http://127.0.0.1.example.com/",
                "http://127.0.0.1@example.com/",
                "http://a@127.0.0.1/",
                "users",
                "javascript:alert(1)",
                "/a%0D%0AX-Header:1",
                "http:/example.com"
            })
    void aRedirectNeverLeavesThisMachine(String target) throws Exception {
        assertThat(client.get("/redirect?to=" + target).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 65, 150, 151, 152, 8192, 100_000, 1_234_567})
    void aLargeBodyIsJsonOfExactlyThatLength(int bytes) throws Exception {
        byte[] body = client.get("/large?bytes=" + bytes).body();
        assertThat(body).hasSize(bytes);
        JsonNode json = JsonMapper.shared().readTree(body);
        assertThat(json.path("padding").isString()).isTrue();
        if (bytes > 1000) {
            assertThat(json.path("items").size()).isGreaterThan(bytes / 100);
            assertThat(json.at("/items/1/key").stringValue()).isEqualTo("00000002");
        }
    }

    @Test
    void theLargestBodyArrivesWhole() throws Exception {
        assertThat(client.get("/binary?bytes=67108864").body()).hasSize(Bodies.MOST);
    }

    @Test
    void binaryHoldsEveryByteValueInAFixedOrder() throws Exception {
        HttpResponse<byte[]> response = client.get("/binary?bytes=70000");
        assertThat(Client.header(response, "Content-Type")).isEqualTo("application/octet-stream");
        BitSet seen = new BitSet();
        for (int i = 0; i < 70000; i++) {
            assertThat(response.body()[i]).isEqualTo(BinaryBody.at(i));
            seen.set(response.body()[i] & 0xff);
        }
        assertThat(seen.cardinality()).isEqualTo(256);
        assertThat(client.get("/binary?bytes=0").body()).isEmpty();
    }

    @Test
    void gzipIsDeclaredAndUnpacksToJson() throws Exception {
        HttpResponse<byte[]> response = client.get("/gzip");
        assertThat(Client.header(response, "Content-Encoding")).isEqualTo("gzip");
        try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            assertThat(JsonMapper.shared().readTree(unpacked).path("gzipped").booleanValue())
                    .isTrue();
        }
    }

    @Test
    void invalidJsonIsDeclaredAsJsonAndIsNone() throws Exception {
        HttpResponse<byte[]> response = client.get("/invalid-json");
        assertThat(Client.header(response, "Content-Type")).startsWith("application/json");
        assertThatThrownBy(() -> Client.json(response)).isInstanceOf(JacksonException.class);
    }

    @Test
    void textIsUtf8AndEmptyIsNothing() throws Exception {
        assertThat(client.get("/text").body()).asString(StandardCharsets.UTF_8).contains("\u2603");
        HttpResponse<byte[]> empty = client.get("/empty");
        assertThat(empty.statusCode()).isEqualTo(204);
        assertThat(empty.body()).isEmpty();
    }

    @Test
    void resetClosesTheConnectionWithoutAByte() throws Exception {
        assertThatThrownBy(() -> client.get("/reset")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> client.send("POST", "/reset", "{}")).isInstanceOf(IOException.class);
        assertThat(raw("GET /reset HTTP/1.1\r\nHost: demo\r\n\r\n")).isEmpty();
    }

    @Test
    void truncatedPromisesMoreThanItSends() throws Exception {
        assertThatThrownBy(() -> client.get("/truncated")).isInstanceOf(IOException.class);
        String response = raw("GET /truncated HTTP/1.1\r\nHost: demo\r\n\r\n");
        assertThat(response).containsIgnoringCase("content-length: 1015\r\n").endsWith("\r\n\r\n{\"items\":[1,2,3");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 205, 304, 401, 404, 418, 500, 503, 599})
    void statusAnswersWithAnyFinalStatusAndTheConnectionStaysUsable(int code) throws Exception {
        assertThat(client.get("/status/" + code).statusCode()).isEqualTo(code);
        assertThat(client.get("/health").statusCode()).isEqualTo(200);
    }

    @Test
    void echoSaysWhatArrived() throws Exception {
        JsonNode echo = Client.json(client.send(
                "PATCH", "/echo/a%2Fb?x=1&y=2&y=3+4", "{\"a\":1}", "Content-Type", "application/json", "X-One", "1"));
        assertThat(echo.path("method").stringValue()).isEqualTo("PATCH");
        assertThat(echo.path("path").stringValue()).isEqualTo("/echo/a/b");
        assertThat(echo.path("query").toString()).isEqualTo("{\"x\":\"1\",\"y\":[\"2\",\"3 4\"]}");
        assertThat(echo.at("/headers/x-one").stringValue()).isEqualTo("1");
        assertThat(echo.path("body").stringValue()).isEqualTo("{\"a\":1}");
        assertThat(echo.path("json").toString()).isEqualTo("{\"a\":1}");
    }

    @Test
    void echoKeepsABodyThatIsNotWhatItSays() throws Exception {
        JsonNode malformed = Client.json(client.send("POST", "/echo", "{", "Content-Type", "application/json"));
        assertThat(malformed.path("body").stringValue()).isEqualTo("{");
        assertThat(malformed.has("json")).isFalse();
        String binary =
                raw("POST /echo HTTP/1.1\r\nHost: demo\r\nConnection: close\r\nContent-Length: 2\r\n\r\n\u00ff\u00fe");
        assertThat(binary).contains("\"bodyBase64\":\"//4=\"");
    }

    @Test
    void aBodyAboveTheLimitIs413AndOneAtTheLimitIsRead() throws Exception {
        String most = "x".repeat(Exchanges.MOST_BODY_BYTES);
        assertThat(client.send("POST", "/echo", most).statusCode()).isEqualTo(200);
        assertThat(client.send("POST", "/echo", most + "x").statusCode()).isEqualTo(413);
        assertThat(client.send("POST", "/echo", most.repeat(5)).statusCode()).isEqualTo(413);
    }

    @Test
    void manyRequestsShareOneConnection() throws Exception {
        String one = "GET /posts/1 HTTP/1.1\r\nHost: demo\r\n\r\n";
        String last = "GET /posts/1 HTTP/1.1\r\nHost: demo\r\nConnection: close\r\n\r\n";
        assertThat(raw(one.repeat(9) + last).split("HTTP/1\\.1 200 OK", -1)).hasSize(11);
    }

    /** Everything the server sends until it closes the connection. */
    private String raw(String request) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), api.baseUri().getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
