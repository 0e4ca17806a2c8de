package dev.dispatch.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.auth.AuthType;
import dev.dispatch.auth.HttpAuth;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationTest {

    private final AuthTokens tokens = new AuthTokens(() -> Instant.parse("2026-03-01T10:00:00Z"));

    private AuthSource source(HttpAuth auth) {
        return source(AuthType.of(auth), () -> auth);
    }

    private AuthSource source(AuthType type, Supplier<HttpAuth> auth) {
        return AuthSource.of(type, Optional.of("X-Key"), auth, tokens);
    }

    private static RawServer.Seen only(RawServer server) {
        assertThat(server.seen()).hasSize(1);
        return server.seen().getFirst();
    }

    private RawServer.Seen sent(HttpAuth auth, String path) throws IOException {
        try (RawServer server = RawServer.answering(RawServer.ok("", ""));
                Sending sending = Sending.to(server)) {
            sending.reply(HttpCall.get(path).auth(source(auth)));
            return only(server);
        }
    }

    @Test
    void eachTypeSendsWhatItsSpecificationSays() throws IOException {
        assertThat(sent(new HttpAuth.Bearer("t0k"), "/").header("Authorization"))
                .isEqualTo("Bearer t0k");
        // The example of RFC 7617, section 2, and the one of section 2.1 with its character beyond ASCII.
        assertThat(sent(new HttpAuth.Basic("Aladdin", "open sesame"), "/").header("Authorization"))
                .isEqualTo("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
        assertThat(sent(new HttpAuth.Basic("test", "123\u00A3"), "/").header("Authorization"))
                .isEqualTo("Basic dGVzdDoxMjPCow==");
        assertThat(sent(new HttpAuth.ApiKey("X-Key", "k 1", false), "/").header("X-Key"))
                .isEqualTo("k 1");
        assertThat(sent(new HttpAuth.ApiKey("key", "k&1", true), "/a?b=c").path())
                .isEqualTo("/a?b=c&key=k%261");
        assertThat(sent(new HttpAuth.None(), "/").header("Authorization")).isEqualTo("none");
    }

    @Test
    void aSignatureCoversWhatIsSent() throws IOException {
        RawServer.Seen seen =
                sent(new HttpAuth.AwsSigV4("eu-west-1", "s3", "AKID", "secret", "session"), "/b/a%20b?x=1");
        assertThat(seen.header("Authorization"))
                .startsWith("AWS4-HMAC-SHA256 Credential=AKID/20")
                .contains("/eu-west-1/s3/aws4_request, SignedHeaders="
                        + "host;x-amz-content-sha256;x-amz-date;x-amz-security-token, Signature=");
        assertThat(seen.header("X-Amz-Security-Token")).isEqualTo("session");
        assertThat(seen.header("X-Amz-Content-Sha256"))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void whatIsSecretIsToldBeforeTheRequest() throws IOException {
        List<String> heard = new ArrayList<>();
        HttpListener listener = new HttpListener() {
            @Override
            public void started(HttpExchangeStart start) {
                heard.add("started");
            }

            @Override
            public void finished(HttpExchange exchange) {}

            @Override
            public void secret(List<String> values) {
                heard.addAll(values);
            }
        };
        try (RawServer server = RawServer.answering(RawServer.ok("", ""));
                Sending sending = Sending.to(server)) {
            sending.transport.send(
                    HttpCall.get("/").auth(source(new HttpAuth.Basic("u", "p4ss"))), listener, sending.cancellation);
            assertThat(heard).containsExactly("p4ss", "started");
        }
    }

    @Test
    void authOfATransportGoesToItsOriginOnly() throws IOException {
        try (RawServer own = RawServer.answering(RawServer.ok("", ""));
                RawServer other = RawServer.answering(RawServer.ok("", ""));
                Sending sending = Sending.to(own)) {
            HttpTransport transport =
                    sending.transport.withDefaults(Optional.empty(), List::of, source(new HttpAuth.Bearer("t0k")));
            transport.send(HttpCall.get("/a"), sending.heard, sending.cancellation);
            transport.send(HttpCall.get(other.url() + "/b"), sending.heard, sending.cancellation);
            assertThat(only(own).header("Authorization")).isEqualTo("Bearer t0k");
            assertThat(only(other).header("Authorization")).isEqualTo("none");
        }
    }

    @Test
    void aRedirectWithinTheOriginIsSignedAnewAndAnotherOriginGetsNothing() throws IOException {
        try (RawServer other = RawServer.answering(RawServer.ok("", ""));
                RawServer own = RawServer.answering(
                        RawServer.redirect(307, "/second"), RawServer.redirect(307, other.url() + "/x"));
                Sending sending = Sending.to(own)) {
            HttpAuth auth = new HttpAuth.AwsSigV4("eu-west-1", "execute-api", "AKID", "secret", null);
            sending.reply(HttpCall.get("/first").auth(source(auth)));
            assertThat(own.seen()).extracting(RawServer.Seen::path).containsExactly("/first", "/second");
            assertThat(own.seen().get(0).header("Authorization"))
                    .startsWith("AWS4")
                    .isNotEqualTo(own.seen().get(1).header("Authorization"));
            assertThat(own.seen().get(1).header("Authorization")).startsWith("AWS4");
            assertThat(only(other).headers())
                    .noneMatch(header -> header.toLowerCase(Locale.ROOT).contains("amz"))
                    .noneMatch(header -> header.startsWith("Authorization"));
        }
    }

    @Test
    void aKeyInTheQueryStaysBehindARedirectToAnotherOrigin() throws IOException {
        try (RawServer other = RawServer.answering(RawServer.ok("", ""));
                RawServer own = RawServer.answering(RawServer.redirect(302, other.url() + "/x"));
                Sending sending = Sending.to(own)) {
            sending.reply(HttpCall.get("/a").auth(source(new HttpAuth.ApiKey("key", "k1", true))));
            assertThat(only(own).path()).isEqualTo("/a?key=k1");
            assertThat(only(other).path()).isEqualTo("/x");
        }
    }

    @Test
    void aRequestWithAnAuthOfItsOwnGetsNoOtherAfterARedirect() throws IOException {
        try (RawServer own = RawServer.answering(RawServer.ok("", ""));
                RawServer other = RawServer.answering(RawServer.redirect(302, own.url() + "/x"));
                Sending sending = Sending.to(own)) {
            HttpTransport transport = sending.transport.withDefaults(
                    Optional.empty(), List::of, source(new HttpAuth.Bearer("of-the-job")));
            transport.send(
                    HttpCall.get(other.url() + "/a").auth(source(new HttpAuth.Bearer("own"))),
                    sending.heard,
                    sending.cancellation);
            assertThat(only(other).header("Authorization")).isEqualTo("Bearer own");
            assertThat(only(own).header("Authorization")).isEqualTo("none");
        }
    }

    @Test
    void theNearerPlaceWinsAndInOnePlaceTheHeader() throws IOException {
        try (RawServer server = RawServer.answering(RawServer.ok("", ""));
                Sending sending = Sending.withHeader(server, "Authorization", "weak header")) {
            HttpTransport job =
                    sending.transport.withDefaults(Optional.empty(), List::of, source(new HttpAuth.Bearer("job")));
            HttpTransport both = sending.transport.withDefaults(
                    Optional.empty(),
                    () -> List.of(new HttpHeader("authorization", "job header")),
                    source(new HttpAuth.Bearer("job")));
            HttpCall plain = HttpCall.get("/");
            HttpCall headed = plain.headers(List.of(new HttpHeader("AUTHORIZATION", "own header")));
            job.send(plain, sending.heard, sending.cancellation);
            both.send(plain, sending.heard, sending.cancellation);
            job.send(headed, sending.heard, sending.cancellation);
            both.send(plain.auth(source(new HttpAuth.Bearer("own"))), sending.heard, sending.cancellation);
            job.send(headed.auth(source(new HttpAuth.Bearer("own"))), sending.heard, sending.cancellation);
            job.send(plain.auth(source(new HttpAuth.None())), sending.heard, sending.cancellation);
            job.send(plain.auth(source(new HttpAuth.ApiKey("X-Key", "k", false))), sending.heard, sending.cancellation);
            // What a nearer place replaced does not come back where a still nearer one wants nothing of it.
            assertThat(server.seen())
                    .extracting(seen -> seen.header("Authorization"))
                    .containsExactly(
                            "Bearer job", "job header", "own header", "Bearer own", "own header", "none", "none");
        }
    }

    @Test
    void anAuthThatIsNotUsedIsNotEvenAskedForItsValue() throws IOException {
        try (RawServer server = RawServer.answering(RawServer.ok("", ""));
                Sending sending = Sending.to(server)) {
            HttpTransport job =
                    sending.transport.withDefaults(Optional.empty(), List::of, source(AuthType.BEARER, () -> {
                        throw new AssertionError("asked");
                    }));
            HttpCall headed = HttpCall.get("/").headers(List.of(new HttpHeader("Authorization", "own")));
            HttpCall out = HttpCall.get("/").auth(source(new HttpAuth.None()));
            assertThat(job.send(headed, sending.heard, sending.cancellation)).isInstanceOf(HttpResult.Answered.class);
            assertThat(job.send(out, sending.heard, sending.cancellation)).isInstanceOf(HttpResult.Answered.class);
            assertThat(job.outline(HttpCall.get("/")))
                    .isInstanceOfSatisfying(
                            HttpOutline.Request.class,
                            request -> assertThat(request.auth()).isEqualTo(AuthType.BEARER));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"t\r\nX-Injected: 1", "t\u0000"})
    void aValueThatWouldAddALineIsRefused(String token) throws IOException {
        try (RawServer server = RawServer.answering(RawServer.ok("", ""));
                Sending sending = Sending.to(server)) {
            HttpFailure failure = sending.failure(HttpCall.get("/").auth(source(new HttpAuth.Bearer(token))));
            assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.INVALID_REQUEST);
            assertThat(failure.message()).doesNotContain("Injected");
            assertThat(server.seen()).isEmpty();
        }
    }
}
