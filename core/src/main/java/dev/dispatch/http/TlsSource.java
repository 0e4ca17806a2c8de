package dev.dispatch.http;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The block {@code tls} with the values of its expressions; null for what is not written. Files are named as they are
 * written.
 *
 * @param certificate file of the client's certificate and of those that vouch for it, in PEM
 * @param key file of its key in PEM
 * @param keyPassword of an encrypted key; of a keystore's key where it differs from the keystore's own
 * @param keystore PKCS 12 or JKS file with key and certificate, instead of the two
 * @param ca file of the certificates that are trusted, in PEM, instead of the system's
 */
public record TlsSource(
        @Nullable String certificate,
        @Nullable String key,
        @Nullable String keyPassword,
        @Nullable String keystore,
        @Nullable String keystorePassword,
        @Nullable String ca,
        boolean insecure) {

    /** Of an object whose form was checked; {@code insecure} counts only where it is written as {@code true}. */
    public static TlsSource of(JsonNode block) {
        return new TlsSource(
                text(block, "certificate"),
                text(block, "key"),
                text(block, "keyPassword"),
                text(block, "keystore"),
                text(block, "keystorePassword"),
                text(block, "ca"),
                block.path("insecure").isBoolean() && block.get("insecure").booleanValue());
    }

    private static @Nullable String text(JsonNode block, String name) {
        String text = block.path(name).asString("");
        return text.isBlank() ? null : text;
    }

    /** Without the passwords. */
    @Override
    public String toString() {
        return "TlsSource[certificate=" + certificate + ", key=" + key + ", keystore=" + keystore + ", ca=" + ca
                + ", insecure=" + insecure + "]";
    }
}
