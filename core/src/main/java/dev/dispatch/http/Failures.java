package dev.dispatch.http;

import dev.dispatch.time.Durations;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.HttpUrl;

/** Tells what a broken exchange means to the person who asked for it. */
final class Failures {

    private final HttpUrl url;
    private final Duration timeout;
    private final long mostBytes;

    Failures(HttpUrl url, Duration timeout, long mostBytes) {
        this.url = url;
        this.timeout = timeout;
        this.mostBytes = mostBytes;
    }

    /** @param answered whether status and headers had come, so that only the body is missing */
    HttpFailure of(IOException e, boolean answered) {
        String server = HttpUrls.hostAndPort(url);
        return switch (e) {
            case BodyReader.TooLargeException large ->
                failure(
                        HttpFailure.Kind.TOO_LARGE,
                        "the body that " + server + " sent is larger than " + mostBytes
                                + " bytes: ask for less, in pages for example");
            case BodyReader.NotDecodedException broken ->
                failure(
                        HttpFailure.Kind.PROTOCOL,
                        "the body that " + server + " sent is not " + broken.getMessage() + " as its header says");
            case SocketTimeoutException late -> notConnected();
            case InterruptedIOException late -> timedOut();
            case DeniedAddressException denied -> HttpFailure.denied(denied.denial(), url.toString());
            case UnknownHostException unknown ->
                failure(
                        HttpFailure.Kind.UNKNOWN_HOST,
                        "the host \"" + url.host() + "\" is not known: check its spelling and the network");
            case ConnectException refused -> refused();
            case NoRouteToHostException refused -> refused();
            case SSLException tls ->
                failure(HttpFailure.Kind.TLS, "no secure connection to " + server + ": " + reason(tls));
            case ProtocolException strange
            when !answered ->
                failure(HttpFailure.Kind.PROTOCOL, server + " answered something that is not HTTP: check the port");
            default ->
                failure(
                        HttpFailure.Kind.RESET,
                        answered
                                ? server + " ended the connection before its answer was complete: try again"
                                : server + " ended the connection without an answer: try again");
        };
    }

    HttpFailure timedOut() {
        return failure(
                HttpFailure.Kind.TIMED_OUT,
                "no complete answer from " + HttpUrls.hostAndPort(url) + " within " + Durations.show(timeout)
                        + ": check the service or raise the timeout");
    }

    HttpFailure cancelled() {
        return failure(HttpFailure.Kind.CANCELLED, "the call to " + HttpUrls.hostAndPort(url) + " was cancelled");
    }

    HttpFailure tooManyRedirects(int most) {
        return failure(
                HttpFailure.Kind.TOO_MANY_REDIRECTS,
                "gave up after " + most + " redirects, the last one to " + HttpUrls.hostAndPort(url)
                        + ": it may be a circle");
    }

    /** Only connecting has a timeout of its own. */
    private HttpFailure notConnected() {
        return failure(
                HttpFailure.Kind.TIMED_OUT,
                "no connection to " + HttpUrls.hostAndPort(url) + " within " + Durations.show(HttpClients.CONNECT)
                        + ": check the host, the port and the network");
    }

    private HttpFailure refused() {
        return failure(
                HttpFailure.Kind.REFUSED,
                "no connection to " + HttpUrls.hostAndPort(url) + ": is the service running, and is the port right?");
    }

    private static String reason(SSLException e) {
        if (e instanceof SSLPeerUnverifiedException) {
            return "its certificate is for another host";
        }
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException) {
                return "its certificate has expired";
            }
            if (cause instanceof CertificateException) {
                return "its certificate is not trusted here";
            }
        }
        return "it does not speak TLS on this port, or no version in common";
    }

    private HttpFailure failure(HttpFailure.Kind kind, String message) {
        return new HttpFailure(kind, message, url.toString());
    }
}
