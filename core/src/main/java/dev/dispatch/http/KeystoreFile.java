package dev.dispatch.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads key and certificate of a PKCS 12 (RFC 7292) or JKS file. */
final class KeystoreFile {

    private static final int JKS = 0xFE;

    private KeystoreFile() {}

    /** The one key in the file. */
    static TlsSettings.Client client(TlsSource source, String written, byte[] content) throws TlsFaultException {
        KeyStore store = opened(written, content, chars(source.keystorePassword()));
        try {
            List<String> keys = new ArrayList<>();
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)) {
                    keys.add(alias);
                }
            }
            if (keys.size() != 1) {
                throw fault(written, keys.isEmpty() ? "holds no private key" : "holds several keys: keep one");
            }
            return client(store, keys.getFirst(), source, written);
        } catch (UnrecoverableKeyException e) {
            throw new TlsFaultException(
                    "keyPassword", "'keyPassword' does not open the key in the file '" + written + "'");
        } catch (GeneralSecurityException e) {
            throw fault(written, "holds something that cannot be read");
        }
    }

    private static TlsSettings.Client client(KeyStore store, String alias, TlsSource source, String written)
            throws GeneralSecurityException, TlsFaultException {
        String password = source.keyPassword() == null ? source.keystorePassword() : source.keyPassword();
        Key key = store.getKey(alias, chars(password));
        List<X509Certificate> chain = new ArrayList<>();
        Certificate[] certificates = store.getCertificateChain(alias);
        for (Certificate certificate : certificates == null ? new Certificate[0] : certificates) {
            if (certificate instanceof X509Certificate found) {
                chain.add(found);
            }
        }
        if (!(key instanceof PrivateKey own) || chain.isEmpty()) {
            throw fault(written, "holds a key without its certificate");
        }
        if (!PemKey.fits(own, chain.getFirst().getPublicKey())) {
            throw fault(written, "holds a key that is not the one of its certificate");
        }
        return new TlsSettings.Client(own, chain);
    }

    private static KeyStore opened(String written, byte[] content, char[] password) throws TlsFaultException {
        String type = content.length > 0 && (content[0] & 0xFF) == JKS ? "JKS" : "PKCS12";
        try {
            KeyStore store = KeyStore.getInstance(type);
            store.load(new ByteArrayInputStream(content), password);
            return store;
        } catch (IOException e) {
            if (e.getCause() instanceof UnrecoverableKeyException) {
                throw new TlsFaultException(
                        "keystorePassword", "'keystorePassword' does not open the file '" + written + "'");
            }
            throw fault(written, "is no keystore: expected PKCS 12 (.p12, .pfx) or JKS");
        } catch (GeneralSecurityException e) {
            throw fault(written, "is protected in a way that is not known here");
        }
    }

    private static char[] chars(@Nullable String password) {
        return password == null ? new char[0] : password.toCharArray();
    }

    private static TlsFaultException fault(String written, String why) {
        return new TlsFaultException("keystore", "The file '" + written + "' " + why);
    }
}
