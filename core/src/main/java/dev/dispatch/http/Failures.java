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
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.HttpUrl;

/** Tells what a broken exchange means to the person who asked for it. */
final class Failures {

    private final HttpUrl url;
    private final Duration timeout;
    private final long mostBytes;
    private final HttpRoute route;

    Failures(HttpUrl url, Duration timeout, long mostBytes) {
        this(url, timeout, mostBytes, new HttpRoute(null, null));
    }

    /** @param route how the host was to be reached */
    Failures(HttpUrl url, Duration timeout, long mostBytes, HttpRoute route) {
        this.url = url;
        this.timeout = timeout;
        this.mostBytes = mostBytes;
        this.route = route;
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
            case FileSink.NotWrittenException unwritten ->
                failure(HttpFailure.Kind.FILE, String.valueOf(unwritten.getMessage()));
            case BodyReader.NotDecodedException broken ->
                failure(
                        HttpFailure.Kind.PROTOCOL,
                        "the body that " + server + " sent is not " + broken.getMessage() + " as its header says");
            case SocketTimeoutException late -> notConnected();
            case InterruptedIOException late -> timedOut();
            case DeniedAddressException denied -> HttpFailure.denied(denied.denial(), url.toString());
            case ProxyRefusedException refused -> proxyRefused(refused.status());
            case UnknownHostException unknown
            when route.proxy() != null ->
                failure(
                        HttpFailure.Kind.UNKNOWN_HOST,
                        "the host of " + place() + " is not known: check its spelling and the network");
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
            case IOException refused when !answered && refusal(refused) > 0 -> proxyRefused(refusal(refused));
            default ->
                failure(
                        HttpFailure.Kind.RESET,
                        answered
                                ? server + " ended the connection before its answer was complete: try again"
                                : server + " ended the connection without an answer: try again");
        };
    }

    /** What cannot be sent at all. */
    static HttpFailure invalid(String message, HttpUrl url) {
        return new HttpFailure(HttpFailure.Kind.INVALID_REQUEST, message, url.toString());
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
                "no connection to " + place() + " within " + Durations.show(HttpClients.CONNECT)
                        + ": check the host, the port and the network");
    }

    private HttpFailure refused() {
        return failure(
                HttpFailure.Kind.REFUSED,
                "no connection to " + place() + ": is the " + (route.proxy() == null ? "service" : "proxy")
                        + " running, and is the port right?");
    }

    /** What is connected to: the proxy, where there is one. */
    private String place() {
        return route.proxy() == null
                ? HttpUrls.hostAndPort(url)
                : "the proxy " + route.proxy().shown();
    }

    /** The status with which a proxy refused a tunnel; OkHttp says it in its message alone. 0 for any other fault. */
    private int refusal(IOException e) {
        String message = String.valueOf(e.getMessage());
        String status = message.substring(Math.max(0, message.length() - 3));
        boolean said = route.proxy() != null && message.equals("Unexpected response code for CONNECT: " + status);
        return said && status.chars().allMatch(c -> c >= '0' && c <= '9') ? Integer.parseInt(status) : 0;
    }

    private HttpFailure proxyRefused(int status) {
        String why = switch (status) {
            case 401, 407 ->
                route.proxy() == null || route.proxy().login() == null
                        ? "it wants a user name and a password: give them in http.proxy"
                        : "it does not accept the user name and password";
            case 403 -> "it does not allow this host";
            case 502, 503, 504 -> "it does not reach this host";
            default -> "check what it allows";
        };
        // A gateway's trouble may pass; what is forbidden stays so.
        HttpFailure.Kind kind = status >= 502 && status <= 504 ? HttpFailure.Kind.REFUSED : HttpFailure.Kind.PROXY;
        return failure(
                kind,
                place() + " answered " + status + " and did not pass the call to " + HttpUrls.hostAndPort(url) + " on: "
                        + why);
    }

    private String reason(SSLException e) {
        if (e instanceof SSLPeerUnverifiedException) {
            return "its certificate is for another host";
        }
        Optional<String> alert = alert(String.valueOf(e.getMessage()));
        if (alert.isPresent()) {
            return alert.get();
        }
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException) {
                return "its certificate has expired";
            }
            if (cause instanceof CertificateException) {
                return route.tls() == null || route.tls().authorities().isEmpty()
                        ? "its certificate is not trusted here: name who signed it in http.tls.ca"
                        : "its certificate is not signed by any in http.tls.ca";
            }
        }
        return "it does not speak TLS on this port, or no version in common";
    }

    /** What the server says of this side, in the words of its alert (RFC 8446, section 6.2). */
    private Optional<String> alert(String message) {
        boolean known = route.tls() != null && route.tls().client() != null;
        String before = "Received fatal alert: ";
        int at = message.indexOf(before);
        return switch (at < 0 ? "" : message.substring(at + before.length())) {
            case "certificate_required" -> Optional.of("it wants a client certificate: give one in http.tls");
            case "bad_certificate", "unknown_ca", "certificate_unknown", "unsupported_certificate", "access_denied" ->
                Optional.of(
                        known
                                ? "it does not accept the client certificate of http.tls"
                                : "it wants a client certificate: give one in http.tls");
            case "certificate_expired", "certificate_revoked" ->
                Optional.of("the client certificate of http.tls has expired or was revoked");
            default -> Optional.empty();
        };
    }

    private HttpFailure failure(HttpFailure.Kind kind, String message) {
        return new HttpFailure(kind, message, url.toString());
    }
}
