package dev.dispatch.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.policy.Policies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.HttpUrl;
import okhttp3.Protocol;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Own authorities, client certificates, and no certificate at all, against a server that speaks TLS. */
@NullMarked
class TlsSettingsTest {

    @TempDir
    static Path folder = Path.of("");

    private static @Nullable Certificates certificates;

    private final MockWebServer server = new MockWebServer();
    private final HttpClients clients = new HttpClients();
    private final Sending sending = new Sending(settings -> settings);

    @BeforeAll
    static void make() throws Exception {
        certificates = Certificates.in(folder);
    }

    private static Certificates certificates() {
        return Objects.requireNonNull(certificates);
    }

    @BeforeEach
    void serve() throws IOException, GeneralSecurityException {
        server.useHttps(certificates().server().getSocketFactory());
        server.start();
    }

    @AfterEach
    void stop() {
        sending.close();
        clients.close();
        server.close();
    }

    private static TlsSource source(@Nullable String certificate, @Nullable String key, @Nullable String ca) {
        return new TlsSource(certificate, key, null, null, null, ca, false);
    }

    private static TlsSettings settings(TlsSource source) {
        return switch (new TlsFiles(folder, Policies.NONE).read(source)) {
            case TlsFiles.Reading.Read(TlsSettings settings) -> settings;
            case TlsFiles.Reading.Faulty(TlsFiles.Fault fault) -> throw new AssertionError(fault.message());
        };
    }

    private String url() {
        return server.url("/").toString();
    }

    private HttpResult get(TlsSettings settings, String url) {
        return sending.transport
                .withTls(Optional.of(url()), settings)
                .send(HttpCall.get(url), sending.heard, sending.cancellation);
    }

    private HttpReply reply(TlsSettings settings) {
        return ((HttpResult.Answered) get(settings, url())).reply();
    }

    private HttpFailure failure(TlsSettings settings) {
        return ((HttpResult.Unanswered) get(settings, url())).failure();
    }

    private void answers(int count) {
        for (int i = 0; i < count; i++) {
            server.enqueue(new MockResponse.Builder().code(200).body("{}").build());
        }
    }

    @Test
    void anOwnAuthorityIsTrustedInsteadOfTheSystems() {
        answers(1);
        HttpReply reply = reply(settings(source(null, null, "ca.pem")));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.timings().tls()).isPresent();
        HttpConnection connection = sending.heard.exchanges().getFirst().connection();
        assertThat(connection).isEqualTo(new HttpConnection("h2", null, false));
    }

    @Test
    void aServerThatSpeaksOnlyTheOlderProtocolIsSpokenToInIt() {
        server.setProtocols(List.of(Protocol.HTTP_1_1));
        answers(1);
        reply(settings(source(null, null, "ca.pem")));
        assertThat(sending.heard.exchanges().getFirst().connection().protocol()).isEqualTo("http/1.1");
    }

    @Test
    void anotherAuthorityIsNotEnough() throws Exception {
        Path other = Files.createDirectory(folder.resolve("other"));
        Certificates.in(other);
        HttpFailure failure = failure(settings(source(null, null, "other/ca.pem")));
        assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.TLS);
        assertThat(failure.message()).contains("not signed by any in http.tls.ca");
    }

    @Test
    void aWrongNameIsNotTrustedEvenWithTheRightAuthority() throws Exception {
        try (MockWebServer other = new MockWebServer()) {
            other.useHttps(certificates().server("client").getSocketFactory());
            other.start();
            String url = other.url("/").toString();
            HttpResult result = sending.transport
                    .withTls(Optional.of(url), settings(source(null, null, "ca.pem")))
                    .send(HttpCall.get(url), sending.heard, sending.cancellation);
            assertThat(((HttpResult.Unanswered) result).failure().message())
                    .contains("certificate is for another host");
        }
    }

    @Test
    void insecureBelievesAnybodyAndIsSeen() {
        answers(1);
        reply(settings(new TlsSource(null, null, null, null, null, null, true)));
        assertThat(sending.heard.exchanges().getFirst().connection().insecure()).isTrue();
    }

    @Test
    void settingsCountForOneOriginAlone() throws IOException, GeneralSecurityException {
        TlsSettings trusting = settings(source("client.pem", "client.key", "ca.pem"));
        try (MockWebServer elsewhere = new MockWebServer()) {
            elsewhere.useHttps(certificates().server().getSocketFactory());
            elsewhere.start();
            HttpResult result = get(trusting, elsewhere.url("/").toString());
            assertThat(((HttpResult.Unanswered) result).failure().message()).contains("not trusted here");
        }
    }

    @Test
    void aClientCertificateIsShownToAServerThatWantsOne() throws InterruptedException {
        server.requireClientAuth();
        answers(1);
        reply(settings(source("client.pem", "client.key", "ca.pem")));
        assertThat(server.takeRequest().getHandshake().peerPrincipal()).hasToString("CN=client");
    }

    @Test
    void theServersAlertIsTold() {
        HttpUrl url = HttpUrl.get("https://api.test/");
        SSLException wanted =
                new SSLHandshakeException("(certificate_required) Received fatal alert: certificate_required");
        SSLException unknown = new SSLHandshakeException("(unknown_ca) Received fatal alert: unknown_ca");
        HttpRoute known = new HttpRoute(settings(source("client.pem", "client.key", null)), null);
        assertThat(new Failures(url, Duration.ZERO, 1).of(wanted, false).message())
                .contains("it wants a client certificate: give one in http.tls");
        assertThat(new Failures(url, Duration.ZERO, 1, known).of(unknown, false).message())
                .contains("it does not accept the client certificate of http.tls");
    }

    @Test
    void connectionsAreNotSharedWithAnotherIdentity() throws InterruptedException {
        server.requestClientAuth();
        answers(3);
        reply(settings(source("client.pem", "client.key", "ca.pem")));
        reply(settings(source(null, null, "ca.pem")));
        reply(settings(source("client.pem", "client.key", "ca.pem")));
        assertThat(server.takeRequest().getHandshake().peerPrincipal()).hasToString("CN=client");
        assertThat(server.takeRequest().getHandshake().peerPrincipal()).isNull();
        // The same settings read again are the same identity, on the connection that is there.
        assertThat(server.takeRequest().getExchangeIndex()).isEqualTo(1);
    }

    @Test
    void aKeystoreServesAsWell() throws Exception {
        certificates().keystore("client.p12", "PKCS12", "client", "one two");
        certificates().keystore("client.jks", "JKS", "client", "one two");
        for (String file : List.of("client.p12", "client.jks")) {
            TlsSettings settings = settings(new TlsSource(null, null, null, file, "one two", "ca.pem", false));
            assertThat(settings.client()).isNotNull();
            assertThat(settings).isEqualTo(settings(new TlsSource(null, null, null, file, "one two", "ca.pem", false)));
        }
    }
}
