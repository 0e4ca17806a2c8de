package dev.dispatch.http;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How TLS is spoken with one origin, everything read and checked. Equal settings share connections, others never do.
 *
 * @param authorities who may vouch for the server, instead of those that the system trusts; none for the system's
 * @param client who this program says it is; null for nobody
 * @param insecure whether any server is believed to be the right one
 * @param digest hash over the certificates and the rest, without any secret
 */
public record TlsSettings(
        List<X509Certificate> authorities, @Nullable Client client, boolean insecure, String digest) {

    /**
     * A certificate with its key.
     *
     * @param chain the client's own certificate first
     */
    public record Client(PrivateKey key, List<X509Certificate> chain) {
        public Client {
            chain = List.copyOf(chain);
        }

        /** Without the key. */
        @Override
        public String toString() {
            return "Client[" + chain.getFirst().getSubjectX500Principal() + "]";
        }
    }

    public TlsSettings {
        authorities = List.copyOf(authorities);
    }
}
