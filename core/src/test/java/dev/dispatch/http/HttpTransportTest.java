package dev.dispatch.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTransportTest {

    @Test
    void whatIsReportedIsWhatIsSent() throws IOException {
        try (RawServer server = RawServer.answering(RawServer.ok("X-Two: a\r\nx-two: b\r\n", "{\"id\":1}"));
                Sending sending = Sending.withHeader(server, "X-Tenant", "grün")) {
            sending.cookies.receive(server.url(), List.of("sid=1"));
            HttpReply reply = sending.reply(HttpCall.of("post", "/orders")
                    .body(HttpBody.json(Json.object().put("n", 1))));
            RawServer.Seen seen = server.seen().getFirst();
            HttpExchangeStart start = sending.heard.starts().getFirst();
            assertThat(seen.line()).isEqualTo("POST /orders HTTP/1.1");
            assertThat(start.headers().stream().map(h -> h.name() + ": " + h.value()))
                    .containsExactlyElementsOf(seen.headers())
                    .contains(
                            "Host: 127.0.0.1:" + server.port(),
                            "User-Agent: dispatch/test",
                            "Content-Type: application/json",
                            "Content-Length: 7",
                            "Cookie: sid=1",
                            "X-Tenant: grün");
            assertThat(new String(start.body(), StandardCharsets.UTF_8))
                    .isEqualTo(seen.body())
                    .isEqualTo("{\"n\":1}");
            assertThat(reply.json()).isEqualTo(Json.object().put("id", 1));
            assertThat(reply.headers()).startsWith(new HttpHeader("x-two", "a"), new HttpHeader("x-two", "b"));
            assertThat(sending.heard.exchanges()).hasSize(1);
        }
    }

    @Test
    void theCallsHeadersWinOverDefaultsWhateverTheirCase() throws IOException {
        try (RawServer server = RawServer.answering(RawServer.ok("", ""));
                Sending sending = Sending.withHeader(server, "accept", "text/csv")) {
            sending.reply(HttpCall.get("/"));
            sending.reply(HttpCall.get("/").headers(List.of(new HttpHeader("ACCEPT", "text/html"))));
            assertThat(server.seen())
                    .extracting(seen -> seen.header("accept"))
                    .containsExactly("text/csv", "text/html");
        }
    }

    @Test
    void defaultHeadersGoToTheirOwnOriginOnly() throws IOException {
        try (RawServer own = RawServer.answering(RawServer.ok("", ""));
                RawServer other = RawServer.answering(RawServer.ok("", ""));
                Sending sending = Sending.withHeader(own, "Authorization", "secret")) {
            sending.reply(HttpCall.get(other.url() + "/x"));
            sending.reply(HttpCall.get(own.url() + "/x"));
            HttpTransport narrowed = sending.narrowed(other.url() + "/v2/", "X-Key", "k");
            narrowed.send(HttpCall.get("users"), sending.heard, sending.cancellation);
            narrowed.send(HttpCall.get(own.url() + "/y"), sending.heard, sending.cancellation);
            assertThat(other.seen())
                    .extracting(seen -> seen.path() + " " + seen.header("authorization") + " " + seen.header("x-key"))
                    .containsExactly("/x none none", "/v2/users none k");
            assertThat(own.seen())
                    .extracting(seen -> seen.header("authorization") + " " + seen.header("x-key"))
                    .containsExactly("secret none", "secret none");
        }
    }

    @Test
    void narrowedTransportsShareCookies() throws IOException {
        try (RawServer server = RawServer.answering(RawServer.ok("Set-Cookie: sid=7; Path=/\r\n", ""));
                Sending sending = Sending.to(server)) {
            sending.narrowed(server.url(), "X-A", "1")
                    .send(HttpCall.get("/login"), sending.heard, sending.cancellation);
            sending.reply(HttpCall.get("/me"));
            assertThat(server.seen()).extracting(seen -> seen.header("cookie")).containsExactly("none", "sid=7");
        }
    }

    @Test
    void withoutABaseUrlNothingIsSent() {
        try (Sending sending = new Sending(settings -> settings)) {
            assertThat(sending.failure(HttpCall.get("/x")).kind()).isEqualTo(HttpFailure.Kind.NO_BASE_URL);
            assertThat(sending.heard.starts()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, X-A, 'a\r\nX-Evil: 1'",
        "GET, 'X-A\r\nX-Evil', 1",
        "GET, 'X A', 1",
        "GET, '', 1",
        "'GET /evil HTTP/1.1\r\n', X-A, 1",
        "CONNECT, X-A, 1",
        "POST, Content-Length, 5",
        "POST, Transfer-Encoding, chunked"
    })
    void aRequestThatCouldSmuggleIsNotSent(String method, String name, String value) throws IOException {
        try (RawServer server = RawServer.answering(RawServer.ok("", ""));
                Sending sending = Sending.to(server)) {
            HttpCall call = HttpCall.of(method, "/").headers(List.of(new HttpHeader(name, value)));
            HttpFailure failure = sending.failure(call);
            assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.INVALID_REQUEST);
            assertThat(failure.message()).doesNotContain("\n");
            assertThat(server.seen()).isEmpty();
        }
    }

    @Test
    void aBodyOnGetIsRefusedBeforeItIsSent() {
        try (Sending sending = new Sending(settings -> settings)) {
            HttpCall call = HttpCall.get("http://127.0.0.1:1/").body(HttpBody.text("x", "text/plain"));
            assertThat(sending.failure(call).kind()).isEqualTo(HttpFailure.Kind.INVALID_REQUEST);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"401 No", "407 Proxy", "408 Late", "421 Wrong", "503 Busy", "304 Same", "204 Empty"})
    void aStatusIsAnAnswerAndNothingIsSentTwice(String status) throws IOException {
        String head = "HTTP/1.1 " + status + "\r\nRetry-After: 0\r\n";
        try (RawServer server = RawServer.answering(
                        head + (status.startsWith("204") || status.startsWith("304") ? "" : "Content-Length: 0\r\n")
                                + "\r\n");
                Sending sending = Sending.to(server)) {
            HttpReply reply = sending.reply(HttpCall.of("POST", "/"));
            assertThat(status).startsWith(Integer.toString(reply.status()));
            assertThat(reply.header("Retry-After")).contains("0");
            assertThat(server.seen()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET",
                "HEAD",
                "POST",
                "PUT",
                "PATCH",
                "DELETE",
                "OPTIONS",
                "TRACE",
                "PROPPATCH",
                "REPORT",
                "QUERY",
                "PURGE"
            })
    void everyMethodWorksWithoutABody(String method) throws IOException {
        try (RawServer server = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                Sending sending = Sending.to(server)) {
            assertThat(sending.reply(HttpCall.of(method, "/")).status()).isEqualTo(200);
            assertThat(server.seen().getFirst().line()).isEqualTo(method + " / HTTP/1.1");
        }
    }

    @Test
    void anExplicitCookieHeaderStandsInForTheJar() throws IOException {
        try (RawServer server = RawServer.answering(RawServer.ok("", ""));
                Sending sending = Sending.to(server)) {
            sending.cookies.receive(server.url(), List.of("sid=1"));
            sending.reply(HttpCall.get("/").headers(List.of(new HttpHeader("cookie", "own=2"))));
            assertThat(server.seen().getFirst().header("cookie")).isEqualTo("own=2");
        }
    }

    @Test
    void headHasNoBodyWhateverTheLengthSays() throws IOException {
        try (RawServer server = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
                Sending sending = Sending.to(server)) {
            assertThat(sending.reply(HttpCall.of("HEAD", "/")).body()).isEmpty();
        }
    }

    @Test
    void timingsAreThereAndFitIntoTheWhole() throws IOException {
        try (RawServer server = RawServer.answering(RawServer.ok("", "hello"));
                Sending sending = Sending.to(server)) {
            HttpReply first = sending.reply(HttpCall.get("/"));
            HttpReply second = sending.reply(HttpCall.get("/"));
            HttpTimings timings = first.timings();
            Duration sum = timings.connect()
                    .orElseThrow()
                    .plus(timings.send().orElseThrow())
                    .plus(timings.waiting().orElseThrow())
                    .plus(timings.receive().orElseThrow());
            assertThat(sum).isPositive().isLessThanOrEqualTo(Duration.between(first.startedAt(), first.endedAt()));
            assertThat(timings.tls()).isEmpty();
            assertThat(second.timings().connect()).isEmpty();
            assertThat(second.timings().waiting()).isPresent();
            assertThat(second.startedAt()).isAfterOrEqualTo(first.startedAt());
        }
    }

    @Test
    void tenThreadsShareATransport() throws Exception {
        try (RawServer server =
                        RawServer.of((request, socket) -> RawServer.send(socket, RawServer.ok("", request.path())));
                Sending sending = Sending.to(server);
                ExecutorService threads = Executors.newFixedThreadPool(10)) {
            List<Future<List<String>>> results = new ArrayList<>();
            for (int t = 0; t < 10; t++) {
                String own = "/t" + t + "/";
                results.add(threads.submit(() -> {
                    List<String> wrong = new ArrayList<>();
                    for (int i = 0; i < 50; i++) {
                        String text = sending.reply(HttpCall.get(own + i)).text();
                        if (!text.equals(own + i)) {
                            wrong.add(text);
                        }
                    }
                    return wrong;
                }));
            }
            for (Future<List<String>> result : results) {
                assertThat(result.get()).isEmpty();
            }
            assertThat(sending.heard.exchanges()).hasSize(500);
        }
    }
}
