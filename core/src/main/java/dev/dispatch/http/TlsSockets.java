package dev.dispatch.http;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Gives a client the sockets that some {@link TlsSettings} ask for. */
final class TlsSockets {

    /** Nobody outside sees a store in memory. */
    private static final char[] PASSWORD = {};

    private TlsSockets() {}

    static OkHttpClient.Builder apply(TlsSettings settings, OkHttpClient.Builder builder) {
        try {
            X509TrustManager trust = settings.insecure() ? new Anybody() : trust(settings);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(settings), new TrustManager[] {trust}, new SecureRandom());
            OkHttpClient.Builder with = builder.sslSocketFactory(context.getSocketFactory(), trust);
            return settings.insecure() ? with.hostnameVerifier((_, _) -> true) : with;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("certificates that were checked cannot be used", e);
        }
    }

    private static X509TrustManager trust(TlsSettings settings) throws GeneralSecurityException, IOException {
        KeyStore store = null;
        if (!settings.authorities().isEmpty()) {
            store = empty();
            int number = 0;
            for (X509Certificate authority : settings.authorities()) {
                store.setCertificateEntry("ca" + number++, authority);
            }
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager found) {
                return found;
            }
        }
        throw new IllegalStateException("no trust in X.509");
    }

    private static KeyManager @Nullable [] keys(TlsSettings settings) throws GeneralSecurityException, IOException {
        TlsSettings.Client client = settings.client();
        if (client == null) {
            return null;
        }
        KeyStore store = empty();
        store.setKeyEntry("client", client.key(), PASSWORD, client.chain().toArray(Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, PASSWORD);
        return factory.getKeyManagers();
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, PASSWORD);
        return store;
    }

    /** Believes anybody: what {@code insecure} says. */
    private static final class Anybody extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
