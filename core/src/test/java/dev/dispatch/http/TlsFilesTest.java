package dev.dispatch.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.JsonSource;
import dev.dispatch.json.Pointer;
import dev.dispatch.policy.Denial;
import dev.dispatch.policy.Policies;
import dev.dispatch.policy.PolicyParser;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.Members;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys and certificates in all their forms, and what is said of those that cannot be used. */
@NullMarked
class TlsFilesTest {

    private static final String SECRET = "correct horse battery";

    @TempDir
    static Path folder = Path.of("");

    @BeforeAll
    static void make() throws Exception {
        Certificates made = Certificates.in(folder);
        Files.writeString(folder.resolve("server.pem"), made.certificate("server"));
        byte[] rsa = made.key("server").getEncoded();
        // What follows version and algorithm is the same key in its older form.
        Files.writeString(
                folder.resolve("server-pkcs1.key"),
                Certificates.pem("RSA PRIVATE KEY", Arrays.copyOfRange(rsa, 26, rsa.length)));
        Files.writeString(folder.resolve("server.key"), Certificates.pem("PRIVATE KEY", rsa));
        Files.writeString(folder.resolve("bad.pem"), Certificates.pem("CERTIFICATE", new byte[] {1, 2, 3}));
        Files.writeString(folder.resolve("text.pem"), "not a certificate");
        Files.writeString(folder.resolve("old.key"), """
                -----BEGIN RSA PRIVATE KEY-----
                Proc-Type: 4,ENCRYPTED
                DEK-Info: AES-128-CBC,00

                AAAA
                -----END RSA PRIVATE KEY-----
                """);
        made.keystore("client.p12", "PKCS12", "client", SECRET);
        Files.createDirectory(folder.resolve("sub"));
        Files.createSymbolicLink(folder.resolve("link.pem"), folder.resolve("client.pem"));
    }

    private static TlsFiles.Reading read(TlsSource source) {
        return new TlsFiles(folder, Policies.NONE).read(source);
    }

    private static TlsFiles.Fault fault(TlsSource source) {
        TlsFiles.Fault fault = ((TlsFiles.Reading.Faulty) read(source)).fault();
        assertThat(fault.message()).doesNotContain(SECRET);
        return fault;
    }

    private static TlsSource pem(String certificate, String key, @Nullable String password) {
        return new TlsSource(certificate, key, password, null, null, null, false);
    }

    @ParameterizedTest
    @CsvSource({
        "server.pem, server.key",
        "server.pem, server-pkcs1.key",
        "client.pem, client.key",
        "link.pem, client.key"
    })
    void aKeyInAnyFormFitsItsCertificate(String certificate, String key) {
        assertThat(read(pem(certificate, key, null))).isInstanceOf(TlsFiles.Reading.Read.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pkcs8 -topk8 -v2 aes256 -in server.key -out made.key -passout pass:correct_horse",
                "pkcs8 -topk8 -v2 aes128 -v2prf hmacWithSHA512 -in server.key -out made.key -passout pass:correct_horse",
                "pkcs8 -topk8 -v1 PBE-SHA1-3DES -in server.key -out made.key -passout pass:correct_horse",
            })
    void anEncryptedKeyOpensWithItsPassphraseAlone(String command) throws Exception {
        openssl(command);
        assertThat(read(pem("server.pem", "made.key", "correct_horse"))).isInstanceOf(TlsFiles.Reading.Read.class);
        TlsFiles.Fault wrong = fault(pem("server.pem", "made.key", SECRET));
        assertThat(wrong.member()).isEqualTo("keyPassword");
        assertThat(wrong.message()).isEqualTo("'keyPassword' does not open the file 'made.key'");
        assertThat(fault(pem("server.pem", "made.key", null)).message())
                .isEqualTo("The file 'made.key' is encrypted: give its passphrase as 'keyPassword'");
    }

    @Test
    void aKeyOfAnEllipticCurveInItsOlderFormIsRead() throws Exception {
        openssl("ec -in client.key -out sec1.key");
        assertThat(Files.readString(folder.resolve("sec1.key"))).contains("EC PRIVATE KEY");
        assertThat(read(pem("client.pem", "sec1.key", null))).isInstanceOf(TlsFiles.Reading.Read.class);
    }

    private static void openssl(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(("openssl " + command).split(" ", -1))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "none.pem   | client.key | certificate | The file 'none.pem' is not there; relative names start from",
                "text.pem   | client.key | certificate | The file 'text.pem' is not PEM",
                "bad.pem    | client.key | certificate | holds a certificate that cannot be read, the 1. of it",
                "client.key | client.key | certificate | holds no certificate, only PRIVATE KEY",
                "sub        | client.key | certificate | The file 'sub' is no regular file",
                "client.pem | client.pem | key         | holds no private key that is known here, only CERTIFICATE",
                "client.pem | server.key | key         | The file 'server.key' is not the key of the certificate",
                "client.pem | old.key    | key         | is encrypted in an old form: write it again with openssl pkcs8",
                "client.pem | none.key   | key         | The file 'none.key' is not there",
            })
    void whatCannotBeUsedIsNamedWithTheReason(String certificate, String key, String member, String message) {
        TlsFiles.Fault fault = fault(pem(certificate, key, null));
        assertThat(fault.member()).isEqualTo(member);
        assertThat(fault.message()).contains(message);
    }

    @Test
    void aKeystoreOpensWithItsPassphraseAlone() {
        TlsSource right = new TlsSource(null, null, null, "client.p12", SECRET, null, false);
        assertThat(read(right)).isInstanceOf(TlsFiles.Reading.Read.class);
        TlsFiles.Fault wrong = fault(new TlsSource(null, null, null, "client.p12", "something", null, false));
        assertThat(wrong.message()).isEqualTo("'keystorePassword' does not open the file 'client.p12'");
        TlsFiles.Fault none = fault(new TlsSource(null, null, null, "client.pem", SECRET, null, false));
        assertThat(none.message())
                .isEqualTo("The file 'client.pem' is no keystore: expected PKCS 12 (.p12, .pfx) or JKS");
    }

    @Test
    void aPolicyKeepsFilesAndInsecureCallsFromJobs() {
        TlsFiles files =
                new TlsFiles(folder, policy("{'files': ['" + folder.resolve("sub") + "'], 'insecureTls': 'deny'}"));
        TlsFiles.Reading denied = files.read(pem("client.pem", "client.key", null));
        assertThat(((TlsFiles.Reading.Faulty) denied).fault().denial())
                .extracting(Denial::rule)
                .isEqualTo("files");
        TlsFiles.Reading insecure = files.read(new TlsSource(null, null, null, null, null, null, true));
        assertThat(((TlsFiles.Reading.Faulty) insecure).fault().denial())
                .extracting(Denial::rule)
                .isEqualTo("insecureTls");
    }

    static Policies policy(String text) {
        JsonSource source = JsonSource.read(text.replace('\'', '"'));
        IssueList issues = IssueList.about(source);
        PolicyParser parser = new PolicyParser();
        parser.parse(Members.of(source.root(), Pointer.ROOT, issues), Path.of("/policy.json"), issues);
        assertThat(issues.isEmpty()).isTrue();
        return parser.policies();
    }
}
