package dev.dispatch.archive;

import dev.dispatch.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Sums in the form of {@code artifact.json}. */
public final class Hashing {

    private static final String PREFIX = "sha256:";
    private static final int CHUNK = 64 << 10;

    private Hashing() {}

    public static String sum(byte[] bytes) {
        return PREFIX + Json.sha256(bytes);
    }

    public static String sum(InputStream content) throws IOException {
        MessageDigest digest = digest("SHA-256");
        byte[] chunk = new byte[CHUNK];
        for (int n = content.read(chunk); n >= 0; n = content.read(chunk)) {
            digest.update(chunk, 0, n);
        }
        return sum(digest);
    }

    static String sum(MessageDigest digest) {
        return PREFIX + HexFormat.of().formatHex(digest.digest());
    }

    /** @param algorithm one that every Java has */
    static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
