package dev.dispatch.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.auth.AuthType;
import dev.dispatch.auth.HttpAuth;
import dev.dispatch.policy.Policies;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientCredentialsTest {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final String UNAUTHORIZED = "HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n";

    private Instant now = START;
    private final InstantSource clock = () -> now;
    private final AuthTokens tokens = new AuthTokens(clock);
    private final AtomicInteger fetched = new AtomicInteger();
    private final List<RawServer> servers = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (RawServer server : servers) {
            server.close();
        }
    }

    private RawServer started(RawServer server) {
        servers.add(server);
        return server;
    }

    /** Gives token-1, token-2 and so on. */
    private RawServer tokenServer(String more) {
        return started(RawServer.of((_, socket) -> RawServer.send(
                socket,
                RawServer.ok(
                        "Content-Type: application/json\r\n",
                        "{\"access_token\":\"token-" + fetched.incrementAndGet() + "\"" + more + "}"))));
    }

    private static HttpAuth.ClientCredentials settings(RawServer server) {
        return new HttpAuth.ClientCredentials(server.url() + "/token", "me", "s3cr3t", null, null, true);
    }

    private HttpCall call(HttpAuth.ClientCredentials settings) {
        return HttpCall.get("/")
                .auth(AuthSource.of(AuthType.CLIENT_CREDENTIALS, Optional.empty(), () -> settings, tokens));
    }

    private static List<String> authorizations(RawServer api) {
        return api.seen().stream().map(seen -> seen.header("Authorization")).toList();
    }

    @Test
    void theRequestForATokenHasTheFormOfTheSpecification() throws IOException {
        RawServer server = tokenServer("");
        RawServer api = started(RawServer.answering(RawServer.ok("", "")));
        try (Sending sending = Sending.to(api)) {
            sending.reply(call(new HttpAuth.ClientCredentials(
                    server.url() + "/token", "a b", "s:+", "read write", "https://api", true)));
            sending.reply(
                    call(new HttpAuth.ClientCredentials(server.url() + "/token", "a b", "s:+", null, null, false)));
        }
        RawServer.Seen header = server.seen().get(0);
        assertThat(header.line()).isEqualTo("POST /token HTTP/1.1");
        assertThat(header.header("Authorization")).isEqualTo(Authorization.basic("a+b", "s%3A%2B"));
        assertThat(header.body())
                .isEqualTo("grant_type=client_credentials&scope=read+write&audience=https%3A%2F%2Fapi");
        RawServer.Seen body = server.seen().get(1);
        assertThat(body.header("Authorization")).isEqualTo("none");
        assertThat(body.body()).isEqualTo("grant_type=client_credentials&client_id=a+b&client_secret=s%3A%2B");
    }

    @Test
    void equalSettingsShareATokenAndOthersDoNot() throws IOException {
        RawServer server = tokenServer(",\"token_type\":\"bearer\",\"expires_in\":3600");
        RawServer api = started(RawServer.answering(RawServer.ok("", "")));
        try (Sending sending = Sending.to(api)) {
            sending.reply(call(settings(server)));
            sending.reply(call(settings(server)));
            sending.reply(
                    call(new HttpAuth.ClientCredentials(server.url() + "/token", "me", "s3cr3t", "other", null, true)));
        }
        assertThat(authorizations(api)).containsExactly("Bearer token-1", "Bearer token-1", "Bearer token-2");
    }

    @ParameterizedTest
    @CsvSource({
        "3600, 3569, token-1", // 30 seconds before its end it is used no more
        "3600, 3570, token-2",
        "100, 89, token-1", // of a short life a tenth
        "100, 90, token-2",
        "0, 0, token-2",
    })
    void aTokenIsNotUsedUntilItsVeryEnd(long life, long later, String second) throws IOException {
        RawServer server = tokenServer(",\"expires_in\":\"" + life + "\"");
        RawServer api = started(RawServer.answering(RawServer.ok("", "")));
        try (Sending sending = Sending.to(api)) {
            sending.reply(call(settings(server)));
            now = START.plusSeconds(later);
            sending.reply(call(settings(server)));
        }
        assertThat(authorizations(api)).containsExactly("Bearer token-1", "Bearer " + second);
    }

    @Test
    void aTokenWithoutAnEndServesTheWholeRun() throws IOException {
        RawServer server = tokenServer("");
        RawServer api = started(RawServer.answering(RawServer.ok("", "")));
        try (Sending sending = Sending.to(api)) {
            sending.reply(call(settings(server)));
            now = START.plus(Duration.ofDays(1));
            sending.reply(call(settings(server)));
        }
        assertThat(fetched).hasValue(1);
    }

    @Test
    void aRefusedTokenIsFetchedAnewOnceAndTheRequestSentAgainWithItsBody() throws IOException {
        RawServer server = tokenServer("");
        RawServer api = started(RawServer.answering(UNAUTHORIZED, RawServer.ok("", "{\"ok\":true}")));
        try (Sending sending = Sending.to(api)) {
            HttpCall post = HttpCall.of("POST", "/orders")
                    .body(HttpBody.text("data", "text/plain"))
                    .auth(call(settings(server)).auth());
            assertThat(sending.reply(post).status()).isEqualTo(200);
            assertThat(sending.heard.starts())
                    .extracting(start -> start.method() + " " + start.hop())
                    .containsExactly("POST 0", "POST 0", "POST 0", "POST 1");
        }
        assertThat(authorizations(api)).containsExactly("Bearer token-1", "Bearer token-2");
        assertThat(api.seen()).extracting(RawServer.Seen::body).containsExactly("data", "data");
    }

    @Test
    void aSecondRefusalIsTheAnswer() throws IOException {
        RawServer server = tokenServer("");
        RawServer api = started(RawServer.answering(UNAUTHORIZED));
        try (Sending sending = Sending.to(api)) {
            assertThat(sending.reply(call(settings(server))).status()).isEqualTo(401);
        }
        assertThat(api.seen()).hasSize(2);
        assertThat(fetched).hasValue(2);
    }

    @Test
    void aRefusalOfAnyOtherAuthIsTheAnswerAtOnce() throws IOException {
        RawServer api = started(RawServer.answering(UNAUTHORIZED));
        try (Sending sending = Sending.to(api)) {
            AuthSource bearer =
                    AuthSource.of(AuthType.BEARER, Optional.empty(), () -> new HttpAuth.Bearer("t"), tokens);
            assertThat(sending.reply(HttpCall.get("/").auth(bearer)).status()).isEqualTo(401);
        }
        assertThat(api.seen()).hasSize(1);
    }

    @Test
    void aRefusalOfAnotherOriginBehindARedirectIsTheAnswerAtOnce() throws IOException {
        RawServer server = tokenServer("");
        RawServer other = started(RawServer.answering(UNAUTHORIZED));
        RawServer api = started(RawServer.answering(RawServer.redirect(302, other.url() + "/x")));
        try (Sending sending = Sending.to(api)) {
            assertThat(sending.reply(call(settings(server))).status()).isEqualTo(401);
        }
        assertThat(other.seen()).hasSize(1);
        assertThat(fetched).hasValue(1);
    }

    @Test
    void threadsThatNeedATokenAtOnceShareOneFetch() throws Exception {
        int threads = 8;
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        RawServer server = started(RawServer.of((_, socket) -> {
            asked.countDown();
            await(answer);
            RawServer.send(socket, RawServer.ok("", "{\"access_token\":\"token-" + fetched.incrementAndGet() + "\"}"));
        }));
        RawServer api = started(RawServer.answering(RawServer.ok("", "")));
        try (Sending sending = Sending.to(api);
                ExecutorService all = Executors.newFixedThreadPool(threads)) {
            List<Future<HttpReply>> replies = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                replies.add(all.submit(() -> sending.reply(call(settings(server)))));
            }
            await(asked);
            answer.countDown();
            for (Future<HttpReply> reply : replies) {
                assertThat(reply.get().status()).isEqualTo(200);
            }
        }
        assertThat(fetched).hasValue(1);
        assertThat(server.seen()).hasSize(1);
        assertThat(authorizations(api)).hasSize(threads).containsOnly("Bearer token-1");
    }

    @Test
    void whoWaitsFetchesItselfWhereTheFetcherIsStopped() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        AtomicInteger requests = new AtomicInteger();
        RawServer server = started(RawServer.of((_, socket) -> {
            if (requests.incrementAndGet() == 1) {
                asked.countDown();
                return;
            }
            RawServer.send(socket, RawServer.ok("", "{\"access_token\":\"token\"}"));
        }));
        RawServer api = started(RawServer.answering(RawServer.ok("", "")));
        try (Sending stopped = Sending.to(api);
                Sending waiting = Sending.to(api);
                ExecutorService two = Executors.newFixedThreadPool(2)) {
            Future<HttpFailure> first = two.submit(() -> stopped.failure(call(settings(server))));
            await(asked);
            Future<HttpReply> second = two.submit(() -> waiting.reply(call(settings(server))));
            stopped.cancellation.cancel();
            assertThat(first.get().kind()).isEqualTo(HttpFailure.Kind.CANCELLED);
            assertThat(second.get().status()).isEqualTo(200);
        }
        assertThat(authorizations(api)).containsExactly("Bearer token");
    }

    @Test
    void aWaitingCallEndsWhenItIsCancelledOrItsTimeIsOver() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        RawServer server = started(RawServer.of((_, _) -> asked.countDown()));
        RawServer api = started(RawServer.answering(RawServer.ok("", "")));
        try (Sending fetching = Sending.to(api);
                Sending waiting = Sending.to(api);
                ExecutorService one = Executors.newFixedThreadPool(1)) {
            Future<HttpFailure> first = one.submit(() -> fetching.failure(call(settings(server))));
            await(asked);
            HttpFailure late = waiting.failure(call(settings(server)).timeout(Duration.ofMillis(20)));
            assertThat(late.kind()).isEqualTo(HttpFailure.Kind.TIMED_OUT);
            waiting.cancellation.cancel();
            assertThat(waiting.failure(call(settings(server))).kind()).isEqualTo(HttpFailure.Kind.CANCELLED);
            fetching.cancellation.cancel();
            assertThat(first.get().kind()).isEqualTo(HttpFailure.Kind.CANCELLED);
        }
        assertThat(api.seen()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | {\"error\":\"invalid_client\",\"error_description\":\"Bad secret\"} | TOKEN_REFUSED |"
                        + " answered 401 (invalid_client: Bad secret)",
                "400 | {\"error\":\"invalid_scope\"} | TOKEN_REFUSED | answered 400 (invalid_scope)",
                "503 | busy | TOKEN_UNAVAILABLE | answered 503",
                "429 | {} | TOKEN_UNAVAILABLE | answered 429",
                "302 | {} | TOKEN_REFUSED | answered 302",
                "200 | {\"token\":\"x\"} | TOKEN_REFUSED | answered 200 without an 'access_token'",
                "200 | [] | TOKEN_REFUSED | answered 200 without an 'access_token'",
                "200 | {\"access_token\":\"x\",\"token_type\":\"mac\"} | TOKEN_REFUSED |"
                        + " gives a token of the type 'mac', and only 'Bearer' can be sent",
            })
    void aFailureSaysWhatTheTokenServerAnswered(int status, String body, HttpFailure.Kind kind, String said)
            throws IOException {
        RawServer server = started(RawServer.answering("HTTP/1.1 " + status
                + " S\r\nLocation: /elsewhere\r\nContent-Length: " + body.length() + "\r\n\r\n" + body));
        RawServer api = started(RawServer.answering(RawServer.ok("", "")));
        try (Sending sending = Sending.to(api)) {
            HttpFailure failure = sending.failure(call(settings(server)));
            assertThat(failure.kind()).isEqualTo(kind);
            assertThat(failure.transient_()).isEqualTo(kind == HttpFailure.Kind.TOKEN_UNAVAILABLE);
            assertThat(failure.message())
                    .isEqualTo("no token: the token server 127.0.0.1:" + server.port() + " " + said);
        }
        assertThat(server.seen()).hasSize(1);
        assertThat(api.seen()).isEmpty();
    }

    @Test
    void whatTheTokenServerSaysIsCutBetweenWords() throws IOException {
        String body = "{\"error\":\"no\",\"error_description\":\"You sent " + "s3cret".repeat(60) + "\"}";
        RawServer server =
                started(RawServer.answering("HTTP/1.1 401 S\r\nContent-Length: " + body.length() + "\r\n\r\n" + body));
        RawServer api = started(RawServer.answering(RawServer.ok("", "")));
        try (Sending sending = Sending.to(api)) {
            assertThat(sending.failure(call(settings(server))).message()).endsWith("answered 401 (no: You sent...)");
        }
    }

    @Test
    void theTokenServerIsUnderTheSamePolicies() throws IOException {
        RawServer server = tokenServer("");
        RawServer api = started(RawServer.answering(RawServer.ok("", "")));
        Policies closed = PolicyTest.policy("{'denyHosts': ['127.0.0.1:" + server.port() + "']}");
        try (Sending sending =
                new Sending(settings -> settings.baseUrl(api.url()).policies(closed))) {
            HttpFailure failure = sending.failure(call(settings(server)));
            assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.POLICY);
            assertThat(failure.denial()).isNotNull();
        }
        assertThat(server.seen()).isEmpty();
        assertThat(api.seen()).isEmpty();
    }

    @Test
    void anAddressThatIsNoUrlIsToldAsSuch() throws IOException {
        RawServer api = started(RawServer.answering(RawServer.ok("", "")));
        try (Sending sending = Sending.to(api)) {
            HttpFailure failure = sending.failure(
                    call(new HttpAuth.ClientCredentials("login/token", "me", "s3cr3t", null, null, true)));
            assertThat(failure.message()).contains("'tokenUrl' is no whole URL");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
