package dev.dispatch.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedirectTest {

    @ParameterizedTest
    @CsvSource({
        "301, POST, GET",
        "302, POST, GET",
        "303, POST, GET",
        "307, POST, POST",
        "308, POST, POST",
        "301, PUT, PUT",
        "302, DELETE, DELETE",
        "303, PUT, GET",
        "303, HEAD, HEAD",
        "301, HEAD, HEAD",
        "308, GET, GET"
    })
    void theStatusDecidesTheMethodAndTheBody(int status, String method, String then) throws IOException {
        try (RawServer server = RawServer.answering(RawServer.redirect(status, "/b?x=1#frag"), RawServer.ok("", ""));
                Sending sending = Sending.to(server)) {
            boolean hasBody = method.equals("POST") || method.equals("PUT");
            HttpCall call = HttpCall.of(method, "/a");
            HttpReply reply = sending.reply(hasBody ? call.body(HttpBody.text("data", "text/plain")) : call);
            RawServer.Seen second = server.seen().get(1);
            assertThat(second.line()).isEqualTo(then + " /b?x=1 HTTP/1.1");
            assertThat(second.body()).isEqualTo(hasBody && then.equals(method) ? "data" : "");
            assertThat(second.header("content-type")).isEqualTo(hasBody && then.equals(method) ? "text/plain" : "none");
            assertThat(reply.url()).isEqualTo(server.url() + "/b?x=1");
            assertThat(sending.heard.starts())
                    .extracting(HttpExchangeStart::hop)
                    .containsExactly(0, 1);
        }
    }

    @Test
    void anotherOriginGetsNoCredentialUnderAnyName() throws IOException {
        try (RawServer other = RawServer.answering(RawServer.ok("", ""));
                RawServer own = RawServer.answering(RawServer.redirect(307, other.url() + "/x"));
                Sending sending = Sending.withHeader(own, "X-Default", "d")) {
            sending.reply(HttpCall.of("POST", "/a")
                    .body(HttpBody.text("data", "text/plain"))
                    .headers(List.of(
                            new HttpHeader("Authorization", "secret"),
                            new HttpHeader("Cookie", "sid=1"),
                            new HttpHeader("X-Api-Key", "secret"),
                            new HttpHeader("Host", "own.example"),
                            new HttpHeader("Accept", "text/csv"))));
            assertThat(own.seen().getFirst().headers())
                    .contains("Authorization: secret", "Cookie: sid=1", "X-Api-Key: secret", "X-Default: d");
            assertThat(other.seen().getFirst().headers())
                    .contains("Accept: text/csv", "Host: 127.0.0.1:" + other.port())
                    .noneMatch(header ->
                            header.contains("secret") || header.contains("sid") || header.contains("X-Default"));
        }
    }

    @Test
    void theSameOriginKeepsTheHeaders() throws IOException {
        try (RawServer server = RawServer.answering(RawServer.redirect(302, "b"), RawServer.ok("", ""));
                Sending sending = Sending.withHeader(server, "X-Default", "d")) {
            sending.reply(HttpCall.get("/a/").headers(List.of(new HttpHeader("Authorization", "secret"))));
            assertThat(server.seen().get(1).line()).isEqualTo("GET /a/b HTTP/1.1");
            assertThat(server.seen().get(1).headers()).contains("Authorization: secret", "X-Default: d");
        }
    }

    @Test
    void aCookieSetByARedirectGoesAlongWithTheNextRequest() throws IOException {
        String login = "HTTP/1.1 303 See\r\nLocation: /home\r\nSet-Cookie: sid=9\r\nContent-Length: 0\r\n\r\n";
        try (RawServer server = RawServer.answering(login, RawServer.ok("", ""));
                Sending sending = Sending.to(server)) {
            sending.reply(HttpCall.of("POST", "/login"));
            assertThat(server.seen().get(1).header("cookie")).isEqualTo("sid=9");
        }
    }

    @Test
    void aCircleEndsAfterTwentyRedirects() throws IOException {
        try (RawServer server = RawServer.answering(RawServer.redirect(302, "/again"));
                Sending sending = Sending.to(server)) {
            HttpFailure failure = sending.failure(HttpCall.get("/"));
            assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.TOO_MANY_REDIRECTS);
            assertThat(server.seen()).hasSize(21);
            assertThat(sending.heard.exchanges()).hasSize(21);
        }
    }

    @ParameterizedTest
    @CsvSource({"302, ftp://h/x", "302, javascript:alert(1)", "300, /b", "304, /b", "201, /b"})
    void whatCannotOrNeedNotBeFollowedIsTheAnswer(int status, String location) throws IOException {
        try (RawServer server = RawServer.answering(RawServer.redirect(status, location));
                Sending sending = Sending.to(server)) {
            assertThat(sending.reply(HttpCall.get("/")).status()).isEqualTo(status);
            assertThat(server.seen()).hasSize(1);
        }
    }

    @Test
    void redirectsAreAnswersWhereTheCallSaysSo() throws IOException {
        try (RawServer server = RawServer.answering(RawServer.redirect(302, "/b"));
                Sending sending = Sending.to(server)) {
            HttpReply reply = sending.reply(HttpCall.get("/").followRedirects(false));
            assertThat(reply.header("location")).contains("/b");
        }
    }

    @Test
    void aRedirectsUserAndPasswordAreNotUsed() throws IOException {
        try (RawServer other = RawServer.answering(RawServer.ok("", ""));
                RawServer server =
                        RawServer.answering(RawServer.redirect(302, "http://u:p@127.0.0.1:" + other.port() + "/x"));
                Sending sending = Sending.to(server)) {
            assertThat(sending.reply(HttpCall.get("/")).url()).isEqualTo(other.url() + "/x");
            assertThat(other.seen().getFirst().header("authorization")).isEqualTo("none");
        }
    }

    @Test
    void fromTlsToPlainIsAnotherOrigin() {
        Hop hop = new Hop(
                0,
                "GET",
                HttpUrl.get("https://h/"),
                List.of(new HttpHeader("Authorization", "secret")),
                HttpBody.none(),
                null);
        HttpReply reply = new HttpReply(
                302,
                List.of(new HttpHeader("location", "http://h/")),
                new byte[0],
                "",
                "https://h/",
                "GET",
                Instant.EPOCH,
                Instant.EPOCH,
                new CallTrace().timings());
        assertThat(hop.next(reply).orElseThrow().headers()).isEmpty();
    }
}
