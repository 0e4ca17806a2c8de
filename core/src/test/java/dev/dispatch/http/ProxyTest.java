package dev.dispatch.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.policy.Denial;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.HttpUrl;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls through a proxy: which ones, in what form, and what is said where it does not want to. */
@NullMarked
class ProxyTest {

    private static ProxyAddress address(String text) {
        return switch (ProxyAddress.parse(text)) {
            case ProxyAddress.Parsed.Ok(ProxyAddress found) -> found;
            case ProxyAddress.Parsed.Faulty(String why) -> throw new AssertionError(why);
        };
    }

    private static Sending through(String proxy, String... bypass) {
        ProxyRules rules = ProxyRules.all(address(proxy), List.of(bypass));
        return new Sending(settings -> settings.proxies(rules));
    }

    private static String choice(Map<String, String> environment, String url) {
        return switch (ProxyRules.of(environment).choose(HttpUrl.get(url))) {
            case ProxyRules.Choice.Direct() -> "direct";
            case ProxyRules.Choice.Via(ProxyAddress proxy) -> proxy.shown();
            case ProxyRules.Choice.Fault(String message) -> message;
        };
    }

    @Test
    void aPlainCallNamesItsHostAndTheProxyAloneLearnsWhoCalls() throws IOException {
        try (RawServer proxy = RawServer.answering(RawServer.ok("", "{}"));
                Sending sending = through("http://ann:p%40ss@127.0.0.1:" + proxy.port())) {
            assertThat(sending.reply(HttpCall.get("http://api.test/a?b=c")).status())
                    .isEqualTo(200);
            RawServer.Seen seen = proxy.seen().getFirst();
            assertThat(seen.line()).isEqualTo("GET http://api.test/a?b=c HTTP/1.1");
            assertThat(seen.header("Host")).isEqualTo("api.test");
            assertThat(seen.header("Proxy-Authorization")).isEqualTo("Basic YW5uOnBAc3M=");
            assertThat(sending.heard.exchanges().getFirst().connection().proxy())
                    .isEqualTo("127.0.0.1:" + proxy.port());
            assertThat(sending.heard.starts().getFirst().headers())
                    .noneMatch(header -> header.is("Proxy-Authorization"));
        }
    }

    @Test
    void aSecureCallGoesThroughATunnelAndItsHostLearnsNothingOfTheProxy(@TempDir Path folder) throws Exception {
        Certificates certificates = Certificates.in(folder);
        try (MockWebServer server = new MockWebServer()) {
            server.useHttps(certificates.server().getSocketFactory());
            server.start();
            server.enqueue(new MockResponse.Builder().inTunnel().build());
            server.enqueue(new MockResponse.Builder().code(200).body("{}").build());
            TlsSettings insecure = new TlsSettings(List.of(), null, true, "");
            try (Sending sending = through("http://ann:secret@localhost:" + server.getPort())) {
                HttpResult result = sending.transport
                        .withTls(Optional.of("https://api.test"), insecure)
                        .send(HttpCall.get("https://api.test/a"), sending.heard, sending.cancellation);
                assertThat(((HttpResult.Answered) result).reply().status()).isEqualTo(200);
            }
            var connect = server.takeRequest();
            assertThat(connect.getRequestLine()).isEqualTo("CONNECT api.test:443 HTTP/1.1");
            assertThat(connect.getHeaders().get("Proxy-Authorization")).isEqualTo("Basic YW5uOnNlY3JldA==");
            var inside = server.takeRequest();
            assertThat(inside.getTarget()).isEqualTo("/a");
            assertThat(inside.getHeaders().get("Proxy-Authorization")).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "407 | PROXY   | it wants a user name and a password",
                "403 | PROXY   | it does not allow this host",
                "503 | REFUSED | it does not reach this host",
            })
    void aTunnelThatIsRefusedNamesTheProxyAndTheHost(int status, HttpFailure.Kind kind, String why) throws IOException {
        try (RawServer proxy = RawServer.answering("HTTP/1.1 " + status + " No\r\nContent-Length: 0\r\n\r\n");
                Sending sending = through("127.0.0.1:" + proxy.port())) {
            HttpFailure failure = sending.failure(HttpCall.get("https://api.test/"));
            assertThat(failure.message())
                    .startsWith("the proxy 127.0.0.1:" + proxy.port() + " answered " + status)
                    .contains("did not pass the call to api.test:443 on", why);
            assertThat(failure.kind()).isEqualTo(kind);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://api.test/", "https://api.test/"})
    void aProxyThatDoesNotAcceptTheLoginIsNotMistakenForTheHost(String url) throws IOException {
        try (RawServer proxy = RawServer.answering(
                        "HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n");
                Sending sending = through("http://ann:secret@127.0.0.1:" + proxy.port())) {
            HttpFailure failure = sending.failure(HttpCall.get(url));
            assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.PROXY);
            assertThat(failure.message()).contains("it does not accept the user name and password");
            assertThat(failure.message()).doesNotContain("secret");
            assertThat(proxy.seen()).hasSize(1);
        }
    }

    @Test
    void aProxyThatIsNotThereIsNamed() throws IOException {
        try (Socket silent = new Socket()) {
            // Bound and not listening: nobody else takes the port, and nobody answers at it.
            silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            try (Sending sending = through("127.0.0.1:" + silent.getLocalPort())) {
                assertThat(sending.failure(HttpCall.get("http://api.test/")).message())
                        .isEqualTo("no connection to the proxy 127.0.0.1:" + silent.getLocalPort()
                                + ": is the proxy running, and is the port right?");
            }
        }
        try (Sending sending = through("proxy.invalid:3128")) {
            assertThat(sending.failure(HttpCall.get("https://api.test/")).message())
                    .contains("the host of the proxy proxy.invalid:3128 is not known");
        }
    }

    @Test
    void whatIsBypassedIsCalledDirectly() throws IOException {
        try (RawServer server = RawServer.answering(RawServer.ok("", "{}"));
                Sending sending = through("127.0.0.1:1", "127.0.0.0/8")) {
            assertThat(sending.reply(HttpCall.get(server.url() + "/")).status()).isEqualTo(200);
            assertThat(server.seen().getFirst().line()).isEqualTo("GET / HTTP/1.1");
        }
    }

    @Test
    void policiesAreAskedForTheProxyToo() throws IOException {
        try (RawServer proxy = RawServer.answering(RawServer.ok("", "{}"))) {
            ProxyRules rules = ProxyRules.all(address("127.0.0.1:" + proxy.port()), List.of());
            try (Sending sending = new Sending(settings ->
                    settings.proxies(rules).policies(TlsFilesTest.policy("{'allowHosts': ['api.test']}")))) {
                HttpFailure failure = sending.failure(HttpCall.get("http://api.test/"));
                assertThat(failure.denial()).extracting(Denial::rule).isEqualTo("allowHosts");
                assertThat(failure.message()).contains("127.0.0.1:" + proxy.port());
                assertThat(proxy.seen()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://localhost/    | denyHosts | localhost, which is 127.0.0.1",
                "http://host.invalid/ | denyHosts | cannot be found here, only by the proxy in between",
            })
    void aProxyIsNoWayRoundTheRulesForAddresses(String url, String rule, String words) throws IOException {
        try (RawServer proxy = RawServer.answering(RawServer.ok("", "{}"))) {
            ProxyRules rules = ProxyRules.all(address("127.0.0.1:" + proxy.port()), List.of());
            // The proxy itself is on loopback, so that the rule is for another port and the name's address.
            try (Sending sending = new Sending(settings -> settings.proxies(rules)
                    .policies(TlsFilesTest.policy(
                            url.contains("localhost")
                                    ? "{'denyHosts': ['127.0.0.0/8:80']}"
                                    : "{'denyHosts': ['10.0.0.0/8']}")))) {
                HttpFailure failure = sending.failure(HttpCall.get(url));
                assertThat(failure.denial()).extracting(Denial::rule).isEqualTo(rule);
                assertThat(failure.message()).contains(words);
                assertThat(proxy.seen()).isEmpty();
            }
        }
    }

    @Test
    void anotherLoginHasConnectionsOfItsOwn() throws IOException {
        try (RawServer proxy = RawServer.answering(RawServer.ok("", "{}"))) {
            HttpClients clients = new HttpClients();
            for (String login : List.of("a:1", "b:2", "a:1")) {
                ProxyRules rules = ProxyRules.all(address("http://" + login + "@127.0.0.1:" + proxy.port()), List.of());
                HttpTransport transport = new HttpTransport(
                        clients,
                        HttpSettings.of("dispatch/test").proxies(rules),
                        new CookieJar(java.time.InstantSource.system()),
                        java.time.InstantSource.system());
                transport.send(HttpCall.get("http://api.test/"), new Heard(), new dev.dispatch.time.Cancellation());
            }
            clients.close();
            assertThat(proxy.seen()).extracting(RawServer.Seen::connection).containsExactly(1, 2, 1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "HTTP_PROXY=http://p:1                   | http://a.test/      | p:1",
                "HTTP_PROXY=http://p:1                   | https://a.test/     | direct",
                "HTTPS_PROXY=p:1                         | https://a.test/     | p:1",
                "ALL_PROXY=p:1                           | https://a.test/     | p:1",
                "ALL_PROXY=p:1 http_proxy=q:2            | http://a.test/      | q:2",
                "HTTP_PROXY=p:1 http_proxy=q:2           | http://a.test/      | q:2",
                "HTTP_PROXY=p                            | http://a.test/      | p:80",
                "ALL_PROXY=p:1                           | http://localhost/   | direct",
                "ALL_PROXY=p:1                           | http://127.8.9.1:5/ | direct",
                "ALL_PROXY=p:1                           | http://[::1]:5/     | direct",
                "ALL_PROXY=p:1 NO_PROXY=*                | http://a.test/      | direct",
                "ALL_PROXY=p:1 NO_PROXY=a.test           | http://a.test/      | direct",
                "ALL_PROXY=p:1 NO_PROXY=a.test           | http://x.a.test/    | direct",
                "ALL_PROXY=p:1 NO_PROXY=a.test           | http://xa.test/     | p:1",
                "ALL_PROXY=p:1 no_proxy=.a.test,b.test   | http://x.a.test/    | direct",
                "ALL_PROXY=p:1 no_proxy=.a.test,b.test   | http://b.test/      | direct",
                "ALL_PROXY=p:1 no_proxy=a.test:8080      | http://a.test/      | p:1",
                "ALL_PROXY=p:1 no_proxy=a.test:8080      | http://a.test:8080/ | direct",
                "ALL_PROXY=p:1 no_proxy=10.0.0.0/8       | http://10.1.2.3/    | direct",
                "ALL_PROXY=p:1 no_proxy=10.0.0.0/8       | http://11.1.2.3/    | p:1",
                "ALL_PROXY=p:1 no_proxy=2001:db8::/32    | http://[2001:db8::1]/ | direct",
            })
    void theEnvironmentSaysWhichCallsGoThroughWhichProxy(String variables, String url, String expected) {
        Map<String, String> environment = new java.util.HashMap<>();
        for (String each : variables.split(" ", -1)) {
            String[] pair = each.split("=", 2);
            environment.put(pair[0], pair[1]);
        }
        assertThat(choice(environment, url)).isEqualTo(expected);
        assertThat(ProxyRules.isIn(environment)).isTrue();
    }

    @Test
    void aProxyOfAnotherKindFailsTheCallAndSaysWhichVariable() {
        String message = choice(Map.of("all_proxy", "socks5://secret@p:1080"), "http://a.test/");
        assertThat(message)
                .startsWith("The environment variable all_proxy cannot be used")
                .contains("SOCKS");
        assertThat(message).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://",
                "http://a b:1",
                "http://a:1/path",
                "https://a:1",
                "http://%zz:x@a:1",
                "http://a:99999"
            })
    void whatIsNoAddressOfAProxyIsRefused(String text) {
        assertThat(ProxyAddress.parse(text)).isInstanceOf(ProxyAddress.Parsed.Faulty.class);
    }
}
