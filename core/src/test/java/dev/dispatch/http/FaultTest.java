package dev.dispatch.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultTest {

    @Test
    void aPortWhereNobodyListensRefuses() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        try (Sending sending = new Sending(settings -> settings.baseUrl("http://127.0.0.1:" + port))) {
            HttpFailure failure = sending.failure(HttpCall.get("/x"));
            assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.REFUSED);
            assertThat(failure.transient_()).isTrue();
            assertThat(failure.message()).contains("127.0.0.1:" + port).doesNotContain("Exception");
            assertThat(sending.heard.exchanges().getFirst().result()).isEqualTo(new HttpResult.Unanswered(failure));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void aConnectionResetBeforeTheAnswerIsTransient(String method) throws IOException {
        try (RawServer server = RawServer.of((request, socket) -> {
                    socket.setSoLinger(true, 0);
                    socket.close();
                });
                Sending sending = Sending.to(server)) {
            HttpFailure failure = sending.failure(HttpCall.of(method, "/"));
            assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.RESET);
            assertThat(failure.transient_()).isTrue();
            assertThat(server.seen()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 100\r\n\r\n\u001f",
                "HTTP/1.1 200 OK\r\nX-A",
                "HTTP"
            })
    void anAnswerThatBreaksOffIsNoAnswer(String half) throws IOException {
        try (RawServer server = RawServer.of((request, socket) -> {
                    RawServer.send(socket, half);
                    socket.close();
                });
                Sending sending = Sending.to(server)) {
            assertThat(sending.failure(HttpCall.get("/")).kind()).isEqualTo(HttpFailure.Kind.RESET);
        }
    }

    @Test
    void whatIsNotHttpIsCalledSo() throws IOException {
        try (RawServer server = RawServer.answering("220 mail.example ESMTP\r\n\r\n");
                Sending sending = Sending.to(server)) {
            HttpFailure failure = sending.failure(HttpCall.get("/"));
            assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.PROTOCOL);
            assertThat(failure.transient_()).isFalse();
        }
    }

    @Test
    void anAnswerThatSwitchesProtocolsUnaskedIsRefused() throws IOException {
        try (RawServer server = RawServer.answering(
                        "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n");
                Sending sending = Sending.to(server)) {
            assertThat(sending.failure(HttpCall.get("/")).kind()).isEqualTo(HttpFailure.Kind.PROTOCOL);
        }
    }

    @Test
    void tlsToAPlainPortFailsAsTls() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Sending sending =
                        new Sending(settings -> settings.baseUrl("https://127.0.0.1:" + plain.getLocalPort()));
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<Integer> served = thread.submit(() -> {
                try (Socket socket = plain.accept()) {
                    RawServer.send(socket, "HTTP/1.1 400 Bad\r\nContent-Length: 0\r\n\r\n");
                    return socket.getInputStream().read(new byte[16]);
                }
            });
            HttpFailure failure = sending.failure(HttpCall.get("/"));
            assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.TLS);
            assertThat(failure.message()).doesNotContain("Exception");
            assertThat(served.get()).isPositive();
        }
    }

    @Test
    void anUnknownHostIsNamed() {
        Failures failures = new Failures(HttpUrl.get("http://nowhere.invalid/x"), Duration.ofSeconds(1), 1);
        HttpFailure failure = failures.of(new UnknownHostException("nowhere.invalid: Name or service"), false);
        assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.UNKNOWN_HOST);
        assertThat(failure.message()).contains("\"nowhere.invalid\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab"})
    void theTimeoutCoversHeadersAndBody(String start) throws IOException {
        try (RawServer server = RawServer.of((request, socket) -> RawServer.send(socket, start));
                Sending sending = Sending.to(server)) {
            HttpFailure failure = sending.failure(HttpCall.of("POST", "/").timeout(Duration.ofMillis(200)));
            assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.TIMED_OUT);
            assertThat(failure.message()).contains("within 200ms");
        }
    }

    @Test
    void aTimeoutOfAgesIsNoFault() throws IOException {
        try (RawServer server = RawServer.answering(RawServer.ok("", ""));
                Sending sending = Sending.to(server)) {
            HttpCall call = HttpCall.get("/").timeout(Duration.ofHours(999_999_999_999L));
            assertThat(sending.reply(call).status()).isEqualTo(200);
        }
    }

    @Test
    void theTimeoutCoversAllRedirectsTogether() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        try (RawServer server = RawServer.of((request, socket) -> {
                    if (request.path().equals("/end")) {
                        await(never);
                    }
                    RawServer.send(socket, RawServer.redirect(302, "/end"));
                });
                Sending sending = Sending.to(server)) {
            HttpFailure failure = sending.failure(HttpCall.get("/").timeout(Duration.ofMillis(300)));
            assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.TIMED_OUT);
            assertThat(sending.heard.exchanges()).hasSize(2);
            never.countDown();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab"})
    void cancellingEndsACallThatWaits(String start) throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        try (RawServer server = RawServer.of((request, socket) -> {
                    RawServer.send(socket, start);
                    waiting.countDown();
                });
                Sending sending = Sending.to(server);
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<HttpFailure> failure = thread.submit(() -> sending.failure(HttpCall.get("/")));
            waiting.await();
            sending.cancellation.cancel();
            assertThat(failure.get().kind()).isEqualTo(HttpFailure.Kind.CANCELLED);
            assertThat(failure.get().transient_()).isFalse();
        }
    }

    @Test
    void afterCancellingNothingIsSent() throws IOException {
        try (RawServer server = RawServer.answering(RawServer.ok("", ""));
                Sending sending = Sending.to(server)) {
            sending.cancellation.cancel();
            assertThat(sending.failure(HttpCall.get("/")).kind()).isEqualTo(HttpFailure.Kind.CANCELLED);
            assertThat(server.seen()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"GET, 200", "PUT, 200", "DELETE, 200"})
    void aConnectionThatDiedInThePoolIsReplacedForARepeatableRequest(String method, int status) throws IOException {
        try (RawServer server = RawServer.of(FaultTest::secondRequestOfAConnectionDies);
                Sending sending = Sending.to(server)) {
            sending.reply(HttpCall.get("/first"));
            assertThat(sending.reply(HttpCall.of(method, "/second")).status()).isEqualTo(status);
            assertThat(server.seen()).extracting(RawServer.Seen::connection).containsExactly(1, 1, 2);
            assertThat(sending.heard.exchanges()).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PATCH"})
    void aRequestThatMayNotBeRepeatedIsSentOnce(String method) throws IOException {
        try (RawServer server = RawServer.of(FaultTest::secondRequestOfAConnectionDies);
                Sending sending = Sending.to(server)) {
            sending.reply(HttpCall.get("/first"));
            HttpFailure failure = sending.failure(HttpCall.of(method, "/second"));
            assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.RESET);
            assertThat(server.seen()).hasSize(2);
        }
    }

    private static void secondRequestOfAConnectionDies(RawServer.Seen request, Socket socket) throws IOException {
        if (request.path().equals("/second") && request.connection() == 1) {
            socket.close();
        } else {
            RawServer.send(socket, RawServer.ok("", ""));
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
