package dev.dispatch.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An authority, a server on loopback and a client, made anew with the tools of the JDK. */
final class Certificates {

    static final String PASSWORD = "changeit-please";

    final Path folder;
    private final KeyStore store;

    private Certificates(Path folder, KeyStore store) {
        this.folder = folder;
        this.store = store;
    }

    /** Made in a folder, as {@code ca.pem}, {@code client.pem}, {@code client.key} and {@code all.p12}. */
    static Certificates in(Path folder) throws Exception {
        Path file = folder.resolve("all.p12");
        keytool(file, "ca", "EC", "-ext", "bc:c");
        keytool(file, "server", "RSA", "-signer", "ca", "-ext", "SAN=ip:127.0.0.1,dns:localhost");
        keytool(file, "client", "EC", "-signer", "ca");
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        Certificates made = new Certificates(folder, store);
        Files.writeString(folder.resolve("ca.pem"), made.certificate("ca"));
        Files.writeString(folder.resolve("client.pem"), made.certificate("client") + made.certificate("ca"));
        Files.writeString(
                folder.resolve("client.key"),
                pem("PRIVATE KEY", made.key("client").getEncoded()));
        return made;
    }

    /** A file with one entry. */
    Path keystore(String name, String type, String alias, String password)
            throws IOException, GeneralSecurityException {
        KeyStore one = KeyStore.getInstance(type);
        one.load(null, null);
        one.setKeyEntry(alias, key(alias), password.toCharArray(), store.getCertificateChain(alias));
        Path file = folder.resolve(name);
        try (var out = Files.newOutputStream(file)) {
            one.store(out, password.toCharArray());
        }
        return file;
    }

    /** What a server speaks with. */
    SSLContext server() throws IOException, GeneralSecurityException {
        return server("server");
    }

    /** The same with the certificate of somebody. */
    SSLContext server(String alias) throws IOException, GeneralSecurityException {
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        own.setKeyEntry("server", key(alias), new char[0], store.getCertificateChain(alias));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, new char[0]);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", store.getCertificate("ca"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    PrivateKey key(String alias) throws GeneralSecurityException {
        return (PrivateKey) store.getKey(alias, PASSWORD.toCharArray());
    }

    String certificate(String alias) throws GeneralSecurityException {
        Certificate found = store.getCertificate(alias);
        return pem("CERTIFICATE", found.getEncoded());
    }

    static String pem(String label, byte[] bytes) {
        Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN " + label + "-----\n" + lines.encodeToString(bytes) + "\n-----END " + label + "-----\n";
    }

    private static void keytool(Path store, String alias, String algorithm, String... more)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                algorithm,
                "-dname",
                "CN=" + alias,
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
