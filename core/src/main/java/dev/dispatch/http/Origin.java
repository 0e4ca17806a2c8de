package dev.dispatch.http;

import okhttp3.HttpUrl;

/** Scheme, host and port: who may see a credential (RFC 6454, section 4). */
record Origin(String scheme, String host, int port) {

    static Origin of(HttpUrl url) {
        return new Origin(url.scheme(), url.host(), url.port());
    }
}
