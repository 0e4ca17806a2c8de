package dev.dispatch.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** An authority with a certificate for a server on loopback and one for a client, as PEM files in a folder. */
final class ServerCertificates {

    private static final String PASSWORD = "only-for-tests";

    private ServerCertificates() {}

    /** Makes {@code <name>.pem} and {@code <name>.key} for {@code ca}, {@code server}, {@code client}, {@code stranger}. */
    static void make(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
        Path file = folder.resolve("keys.p12");
        keytool(file, "ca", "-ext", "bc:c");
        keytool(file, "server", "-signer", "ca", "-ext", "SAN=ip:127.0.0.1,dns:localhost");
        keytool(file, "client", "-signer", "ca");
        keytool(file, "stranger");
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        for (String name : List.of("ca", "server", "client", "stranger")) {
            byte[] certificate = store.getCertificate(name).getEncoded();
            byte[] key = store.getKey(name, PASSWORD.toCharArray()).getEncoded();
            Files.writeString(folder.resolve(name + ".pem"), pem("CERTIFICATE", certificate));
            Files.writeString(folder.resolve(name + ".key"), pem("PRIVATE KEY", key));
        }
    }

    private static String pem(String label, byte[] bytes) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n";
    }

    private static void keytool(Path store, String name, String... more) throws IOException, InterruptedException {
        String program =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        List<String> command = new ArrayList<>(List.of(program, "-genkeypair", "-keyalg", "EC", "-validity", "30"));
        command.addAll(List.of("-alias", name, "-dname", "CN=" + name, "-storetype", "PKCS12"));
        command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(said);
        }
    }
}
