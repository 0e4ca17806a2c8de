package dev.dispatch.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Reads a private key in PEM: PKCS 8, encrypted or not (RFC 5958), and the older forms PKCS 1 of RSA (RFC 8017, A.1.2)
 * and SEC 1 of elliptic curves (RFC 5915).
 */
final class PemKey {

    private static final Set<String> KEYS =
            Set.of("PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY");

    private static final byte[] VERSION = {2, 1, 0};
    /** AlgorithmIdentifier of rsaEncryption. */
    private static final byte[] RSA = {
        0x30, 13, 6, 9, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 13, 1, 1, 1, 5, 0
    };
    /** The identifier id-ecPublicKey. */
    private static final byte[] EC = {6, 7, 0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 2, 1};

    private static final byte[] PROBE = {1, 2, 3, 4, 5, 6, 7, 8};

    private PemKey() {}

    /**
     * The key of a file.
     *
     * @param of the certificate that it has to fit
     */
    static PrivateKey read(String written, byte[] content, @Nullable String password, PublicKey of)
            throws TlsFaultException {
        List<PemFile.Block> blocks = PemFile.blocks("key", written, content);
        List<PemFile.Block> keys =
                blocks.stream().filter(block -> KEYS.contains(block.label())).toList();
        if (keys.size() != 1) {
            throw fault(
                    written,
                    keys.isEmpty()
                            ? "holds no private key that is known here, only " + PemFile.labels(blocks)
                            : "holds several private keys: keep one");
        }
        PemFile.Block key = keys.getFirst();
        if (key.encrypted()) {
            throw fault(
                    written,
                    "is encrypted in an old form: write it again with openssl pkcs8 -topk8 -in <old> -out <new>");
        }
        PKCS8EncodedKeySpec spec = switch (key.label()) {
            case "ENCRYPTED PRIVATE KEY" -> decrypted(written, key.bytes(), password);
            case "RSA PRIVATE KEY" -> new PKCS8EncodedKeySpec(sequence(VERSION, RSA, tagged(4, key.bytes())));
            case "EC PRIVATE KEY" -> new PKCS8EncodedKeySpec(ofCurve(written, key.bytes()));
            default -> new PKCS8EncodedKeySpec(key.bytes());
        };
        PrivateKey found = key(written, spec, of);
        if (!fits(found, of)) {
            throw fault(written, "is not the key of the certificate");
        }
        return found;
    }

    private static PrivateKey key(String written, PKCS8EncodedKeySpec spec, PublicKey of) throws TlsFaultException {
        for (String algorithm : List.of(of.getAlgorithm(), "RSA", "EC", "EdDSA")) {
            Optional<PrivateKey> found = key(algorithm, spec);
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw fault(written, "holds a key that cannot be read");
    }

    /** Empty where the key is of another kind. */
    private static Optional<PrivateKey> key(String algorithm, PKCS8EncodedKeySpec spec) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(spec));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static PKCS8EncodedKeySpec decrypted(String written, byte[] content, @Nullable String password)
            throws TlsFaultException {
        if (password == null) {
            throw fault(written, "is encrypted: give its passphrase as 'keyPassword'");
        }
        EncryptedPrivateKeyInfo info;
        Cipher cipher;
        try {
            info = new EncryptedPrivateKeyInfo(content);
            String name = info.getAlgName();
            // Of PBES2 only the parameters say which one it is.
            String algorithm = name.startsWith("PBEWith") ? name : String.valueOf(info.getAlgParameters());
            cipher = Cipher.getInstance(algorithm);
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(password.toCharArray())),
                    info.getAlgParameters());
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw fault(
                    written,
                    "is encrypted in a way that is not known here: write it again with openssl pkcs8 -topk8 -v2 aes256"
                            + " -in <old> -out <new>");
        }
        try {
            return info.getKeySpec(cipher);
        } catch (GeneralSecurityException e) {
            throw new TlsFaultException("keyPassword", "'keyPassword' does not open the file '" + written + "'");
        }
    }

    /** Whether what one signs the other one recognises. */
    static boolean fits(PrivateKey key, PublicKey of) {
        String algorithm = switch (of.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            case "RSASSA-PSS" -> "RSASSA-PSS";
            default -> of.getAlgorithm();
        };
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(of);
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (InvalidKeyException e) {
            return false;
        } catch (GeneralSecurityException e) {
            return key.getAlgorithm().equals(of.getAlgorithm());
        }
    }

    /** The curve is named within the key, as its first context-specific element. */
    private static byte[] ofCurve(String written, byte[] key) throws TlsFaultException {
        for (int at = 2; at + 4 < key.length; at++) {
            boolean curve = key[at] == (byte) 0xA0 && key[at + 2] == 6 && key[at + 1] == key[at + 3] + 2;
            if (curve && key[at + 1] > 2 && at + 2 + key[at + 1] <= key.length) {
                byte[] name = Arrays.copyOfRange(key, at + 2, at + 2 + key[at + 1]);
                return sequence(VERSION, sequence(EC, name), tagged(4, key));
            }
        }
        throw fault(written, "names no curve: write it again with openssl pkcs8 -topk8 -nocrypt -in <old> -out <new>");
    }

    private static byte[] sequence(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return tagged(0x30, all.toByteArray());
    }

    /** One element in DER, shorter than 16 MiB. */
    private static byte[] tagged(int tag, byte[] content) {
        ByteArrayOutputStream element = new ByteArrayOutputStream();
        element.write(tag);
        if (content.length < 128) {
            element.write(content.length);
        } else {
            element.writeBytes(new byte[] {
                (byte) 0x83, (byte) (content.length >> 16), (byte) (content.length >> 8), (byte) content.length
            });
        }
        element.writeBytes(content);
        return element.toByteArray();
    }

    private static TlsFaultException fault(String written, String why) {
        return new TlsFaultException("key", "The file '" + written + "' " + why);
    }
}
