package dev.dispatch.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * A proxy that is spoken to in plain HTTP; {@code https://} goes through it in a tunnel (RFC 9110, section 9.3.6).
 *
 * @param host as the transport spells it
 * @param login null for a proxy that asks for none
 */
public record ProxyAddress(String host, int port, @Nullable Login login) {

    /** For messages. */
    public static final String FORM = "http://host:port, with user:password@ in front of the host where it wants them";

    private static final int USUAL_PORT = 80;

    /** User name and password (RFC 7617). */
    public record Login(String username, String password) {

        String header() {
            return "Basic " + token();
        }

        private String token() {
            return Base64.getEncoder().encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "Login[...]";
        }
    }

    /** What a text says: an address, or what is wrong with it in words that hold nothing of it. */
    public sealed interface Parsed {
        record Ok(ProxyAddress address) implements Parsed {}

        record Faulty(String why) implements Parsed {}
    }

    /** Reads a URL; one without a scheme is one of {@code http}. */
    public static Parsed parse(String text) {
        int scheme = text.indexOf("://");
        if (scheme >= 0 && !text.substring(0, scheme).equalsIgnoreCase("http")) {
            return new Parsed.Faulty("only proxies of http:// are known, not SOCKS and not https://");
        }
        String rest = scheme < 0 ? text : text.substring(scheme + 3);
        String authority = rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest;
        int at = authority.lastIndexOf('@');
        String place = authority.substring(at + 1);
        HttpUrl url = place.indexOf('/') >= 0 || place.isEmpty() ? null : HttpUrl.parse("http://" + place);
        if (url == null
                || url.querySize() > 0
                || url.fragment() != null
                || place.chars().anyMatch(c -> c <= ' ')) {
            return new Parsed.Faulty("it is no address of a proxy");
        }
        try {
            Login login = at < 0 ? null : login(authority.substring(0, at));
            return new Parsed.Ok(new ProxyAddress(url.host(), hasPort(place) ? url.port() : USUAL_PORT, login));
        } catch (IllegalArgumentException e) {
            return new Parsed.Faulty("its user name or password is not percent-encoded as it should be");
        }
    }

    private static boolean hasPort(String place) {
        return place.lastIndexOf(':') > place.lastIndexOf(']');
    }

    private static Login login(String text) {
        int colon = text.indexOf(':');
        return new Login(
                decoded(colon < 0 ? text : text.substring(0, colon)),
                colon < 0 ? "" : decoded(text.substring(colon + 1)));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    ProxyAddress login(@Nullable Login other) {
        return new ProxyAddress(host, port, other);
    }

    /** The same proxy with other credentials. */
    public ProxyAddress login(String username, Optional<String> password) {
        return login(new Login(username, password.orElse("")));
    }

    /** Host and port, without any credentials. */
    public String shown() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    /** What nobody may see. */
    public List<String> secrets() {
        return login == null || login.password().isEmpty()
                ? List.of()
                : List.of(login.password(), login.username() + ":" + login.password(), login.token());
    }

    @Override
    public String toString() {
        return "ProxyAddress[" + shown() + "]";
    }
}
