package dev.dispatch.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.auth.AuthType;
import dev.dispatch.auth.HttpAuth;
import dev.dispatch.http.AuthSource;
import dev.dispatch.http.AuthTokens;
import dev.dispatch.http.CookieJar;
import dev.dispatch.http.HttpCall;
import dev.dispatch.http.HttpClients;
import dev.dispatch.http.HttpExchange;
import dev.dispatch.http.HttpExchangeStart;
import dev.dispatch.http.HttpFailure;
import dev.dispatch.http.HttpListener;
import dev.dispatch.http.HttpReply;
import dev.dispatch.http.HttpResult;
import dev.dispatch.http.HttpSettings;
import dev.dispatch.http.HttpTransport;
import dev.dispatch.http.ProxyAddress;
import dev.dispatch.http.ProxyRules;
import dev.dispatch.http.TlsFiles;
import dev.dispatch.http.TlsSettings;
import dev.dispatch.http.TlsSource;
import dev.dispatch.policy.Policies;
import dev.dispatch.time.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates and proxies with servers that others wrote. */
@NeedsServer(value = "nginx", install = "apt-get install nginx-light")
class RealNetworkTest {

    private static final String NGINX = """
            daemon off;
            master_process off;
            pid nginx.pid;
            error_log stderr;
            events {}
            http {
              access_log off;
              client_body_temp_path body;
              proxy_temp_path proxy;
              fastcgi_temp_path fastcgi;
              uwsgi_temp_path uwsgi;
              scgi_temp_path scgi;
              server {
                listen 127.0.0.1:SECURE ssl http2;
                ssl_certificate server.pem;
                ssl_certificate_key server.key;
                ssl_client_certificate ca.pem;
                ssl_verify_client on;
                location / { default_type text/plain; return 200 "$ssl_client_s_dn $server_protocol"; }
              }
              server {
                listen 127.0.0.1:PLAIN;
                location / { default_type text/plain; return 200 "plain [$http_proxy_authorization]"; }
                location /private/ {
                  root .;
                  auth_basic "private";
                  auth_basic_user_file users;
                }
              }
              server {
                listen 127.0.0.1:PROXY;
                if ($http_proxy_authorization != "Basic YW5uOnNlY3JldA==") { return 407; }
                location / {
                  proxy_set_header Proxy-Authorization "";
                  proxy_pass http://$http_host$request_uri;
                }
              }
            }
            """;

    @TempDir
    static Path folder = Path.of("");

    private final HttpClients clients = new HttpClients();
    private final List<HttpExchange> heard = new ArrayList<>();
    private final int secure = freePort();
    private final int plain = freePort();
    private final int proxy = freePort();
    private final int tunnel = freePort();

    @BeforeAll
    static void certificates() throws Exception {
        ServerCertificates.make(folder);
    }

    @AfterEach
    void close() {
        clients.close();
    }

    private static int freePort() {
        try {
            return RunningServer.freePort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private RunningServer nginx() throws IOException, InterruptedException {
        Path config = folder.resolve("nginx.conf");
        Files.writeString(
                config,
                NGINX.replace("SECURE", "" + secure)
                        .replace("PLAIN", "" + plain)
                        .replace("PROXY", "" + proxy));
        String program = RealServers.program("nginx").orElseThrow().toString();
        return RunningServer.start(
                folder, secure, List.of(program, "-p", folder.toString(), "-c", config.toString(), "-e", "stderr"));
    }

    private RunningServer tinyproxy() throws IOException, InterruptedException {
        Path config = folder.resolve("tinyproxy.conf");
        Files.writeString(config, "Port " + tunnel + "\nListen 127.0.0.1\nTimeout 10\nBasicAuth ann secret\n");
        String program = RealServers.program("tinyproxy").orElseThrow().toString();
        return RunningServer.start(folder, tunnel, List.of(program, "-d", "-c", config.toString()));
    }

    private TlsSettings tls(@Nullable String certificate, @Nullable String key, String ca) {
        TlsSource source = new TlsSource(certificate, key, null, null, null, ca, false);
        return switch (new TlsFiles(folder, Policies.NONE).read(source)) {
            case TlsFiles.Reading.Read(TlsSettings settings) -> settings;
            case TlsFiles.Reading.Faulty(TlsFiles.Fault fault) -> throw new AssertionError(fault.message());
        };
    }

    private HttpResult get(String url, @Nullable TlsSettings tls, @Nullable String proxyUrl) {
        return get(HttpCall.get(url), tls, proxyUrl);
    }

    private HttpResult get(HttpCall call, @Nullable TlsSettings tls, @Nullable String proxyUrl) {
        HttpSettings settings = HttpSettings.of("dispatch/test");
        if (proxyUrl != null && ProxyAddress.parse(proxyUrl) instanceof ProxyAddress.Parsed.Ok(ProxyAddress address)) {
            settings = settings.proxies(ProxyRules.all(address, List.of()));
        }
        HttpTransport transport =
                new HttpTransport(clients, settings, new CookieJar(InstantSource.system()), InstantSource.system());
        HttpListener listener = new HttpListener() {
            @Override
            public void started(HttpExchangeStart start) {}

            @Override
            public void finished(HttpExchange exchange) {
                heard.add(exchange);
            }
        };
        return (tls == null ? transport : transport.withTls(Optional.of(call.url()), tls))
                .send(call, listener, new Cancellation());
    }

    private static HttpReply reply(HttpResult result) {
        return switch (result) {
            case HttpResult.Answered(HttpReply reply, int _) -> reply;
            case HttpResult.Unanswered(HttpFailure failure) -> throw new AssertionError(failure.message());
        };
    }

    private static HttpFailure failure(HttpResult result) {
        return ((HttpResult.Unanswered) result).failure();
    }

    @Test
    void nginxKnowsTheClientByItsCertificate() throws Exception {
        try (RunningServer _ = nginx()) {
            String url = "https://127.0.0.1:" + secure + "/";
            HttpReply known = reply(get(url, tls("client.pem", "client.key", "ca.pem"), null));
            assertThat(known.text()).isEqualTo("CN=client HTTP/2.0");
            assertThat(heard.getFirst().connection().protocol()).isEqualTo("h2");
            HttpReply unknown = reply(get(url, tls(null, null, "ca.pem"), null));
            assertThat(unknown.status()).isEqualTo(400);
            assertThat(unknown.text()).contains("No required SSL certificate was sent");
            HttpReply stranger = reply(get(url, tls("stranger.pem", "stranger.key", "ca.pem"), null));
            assertThat(stranger.status()).isEqualTo(400);
            assertThat(failure(get(url, null, null)).message()).contains("not trusted here");
        }
    }

    @Test
    void nginxPassesPlainCallsOnToWhoeverLogsIn() throws Exception {
        try (RunningServer _ = nginx()) {
            String url = "http://127.0.0.1:" + plain + "/";
            HttpReply passed = reply(get(url, null, "http://ann:secret@127.0.0.1:" + proxy));
            assertThat(passed.text()).isEqualTo("plain []");
            assertThat(heard.getFirst().connection().proxy()).isEqualTo("127.0.0.1:" + proxy);
            assertThat(failure(get(url, null, "http://127.0.0.1:" + proxy)).message())
                    .contains("it wants a user name and a password");
        }
    }

    @Test
    void nginxServesWhatIsPrivateToWhoeverLogsIn() throws Exception {
        Files.createDirectories(folder.resolve("private"));
        Files.writeString(folder.resolve("private/hello.txt"), "hello ann");
        Files.writeString(folder.resolve("users"), "ann:{PLAIN}a secret\n");
        try (RunningServer _ = nginx()) {
            HttpCall call = HttpCall.get("http://127.0.0.1:" + plain + "/private/hello.txt");
            assertThat(reply(get(call, null, null)).status()).isEqualTo(401);
            assertThat(reply(get(call.auth(basic("ann", "another")), null, null))
                            .status())
                    .isEqualTo(401);
            assertThat(reply(get(call.auth(basic("ann", "a secret")), null, null))
                            .text())
                    .isEqualTo("hello ann");
        }
    }

    private static AuthSource basic(String username, String password) {
        return AuthSource.of(
                AuthType.BASIC,
                Optional.empty(),
                () -> new HttpAuth.Basic(username, password),
                new AuthTokens(InstantSource.system()));
    }

    @Test
    @NeedsServer(value = "tinyproxy", install = "apt-get install tinyproxy-bin")
    void tinyproxyOpensATunnelToWhoeverLogsIn() throws Exception {
        try (RunningServer _ = nginx();
                RunningServer _ = tinyproxy()) {
            String url = "https://127.0.0.1:" + secure + "/";
            TlsSettings tls = tls("client.pem", "client.key", "ca.pem");
            assertThat(reply(get(url, tls, "http://ann:secret@127.0.0.1:" + tunnel))
                            .text())
                    .isEqualTo("CN=client HTTP/2.0");
            assertThat(failure(get(url, tls, "http://ann:wrong@127.0.0.1:" + tunnel))
                            .message())
                    .startsWith("the proxy 127.0.0.1:" + tunnel + " answered 4")
                    .doesNotContain("wrong");
        }
    }
}
