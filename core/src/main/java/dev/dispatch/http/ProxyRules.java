package dev.dispatch.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Which calls go through which proxy: as somebody wrote it, or as the variables of the environment say. */
public final class ProxyRules {

    /** For messages: how a proxy is written. */
    public static final String FORM = "\"none\", or " + ProxyAddress.FORM + ", or {url, username?, password?, bypass?}";

    /** For messages: how a host is written that is reached without the proxy. */
    public static final String BYPASS_FORM = "a host, .suffix, host:port, an address, a block such as 10.0.0.0/8, or *";

    private static final List<String> NAMES = List.of("http_proxy", "https_proxy", "all_proxy");

    /** How a URL is reached; what cannot be used is said in a whole sentence. */
    sealed interface Choice {
        record Direct() implements Choice {}

        record Via(ProxyAddress proxy) implements Choice {}

        record Fault(String message) implements Choice {}
    }

    private final Choice http;
    private final Choice https;
    private final ProxyBypass bypass;
    private final boolean loopback;

    private ProxyRules(Choice http, Choice https, ProxyBypass bypass, boolean loopback) {
        this.http = http;
        this.https = https;
        this.bypass = bypass;
        this.loopback = loopback;
    }

    /** No proxy, whatever the environment says. */
    public static ProxyRules none() {
        return new ProxyRules(new Choice.Direct(), new Choice.Direct(), ProxyBypass.NOTHING, false);
    }

    /** One proxy for everything, loopback included, but the hosts of the list. */
    public static ProxyRules all(ProxyAddress proxy, List<String> bypass) {
        Choice via = new Choice.Via(proxy);
        return new ProxyRules(via, via, ProxyBypass.of(bypass), true);
    }

    /** Whether a text can stand in the list of hosts that are called directly. */
    public static boolean isBypass(String text) {
        return ProxyBypass.isEntry(text);
    }

    /** Whether any variable names a proxy, without a look at what it says. */
    public static boolean isIn(Map<String, String> environment) {
        for (String name : NAMES) {
            if (value(environment, name) != null) {
                return true;
            }
        }
        return false;
    }

    /**
     * What {@code http_proxy}, {@code https_proxy}, {@code all_proxy} and {@code no_proxy} say; of each the name in small
     * letters counts before that in capitals, and an empty value says nothing. Loopback is always called directly.
     */
    public static ProxyRules of(Map<String, String> environment) {
        String exceptions = value(environment, "no_proxy");
        List<String> direct = exceptions == null ? List.of() : List.of(exceptions.split("[,\\s]+"));
        return new ProxyRules(
                choice(environment, "http_proxy"), choice(environment, "https_proxy"), ProxyBypass.of(direct), false);
    }

    /** For a URL of the transport. */
    Choice choose(HttpUrl url) {
        return (!loopback && isLoopback(url.host())) || bypass.matches(url)
                ? new Choice.Direct()
                : url.isHttps() ? https : http;
    }

    /** What is wrong with a variable of the environment, in a whole sentence. */
    public Optional<String> problem() {
        for (Choice choice : List.of(http, https)) {
            if (choice instanceof Choice.Fault(String message)) {
                return Optional.of(message);
            }
        }
        return Optional.empty();
    }

    /** Every proxy that may be used. */
    public List<ProxyAddress> proxies() {
        List<ProxyAddress> all = new ArrayList<>();
        for (Choice choice : List.of(http, https)) {
            if (choice instanceof Choice.Via(ProxyAddress proxy) && !all.contains(proxy)) {
                all.add(proxy);
            }
        }
        return all;
    }

    /** What nobody may see. */
    public List<String> secrets() {
        return proxies().stream().flatMap(proxy -> proxy.secrets().stream()).toList();
    }

    private static Choice choice(Map<String, String> environment, String name) {
        String own = value(environment, name);
        String said = own == null ? "all_proxy" : name;
        String text = own == null ? value(environment, said) : own;
        if (text == null) {
            return new Choice.Direct();
        }
        return switch (ProxyAddress.parse(text)) {
            case ProxyAddress.Parsed.Ok(ProxyAddress proxy) -> new Choice.Via(proxy);
            case ProxyAddress.Parsed.Faulty(String why) ->
                new Choice.Fault("The environment variable " + spelled(environment, said) + " cannot be used: " + why
                        + "; set http.proxy to \"none\", or name the host in NO_PROXY");
        };
    }

    private static String spelled(Map<String, String> environment, String name) {
        return environment.getOrDefault(name, "").isBlank() ? name.toUpperCase(Locale.ROOT) : name;
    }

    private static @Nullable String value(Map<String, String> environment, String name) {
        String text = environment.get(spelled(environment, name));
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static boolean isLoopback(String host) {
        byte[] address = ProxyBypass.address(host);
        if (address == null) {
            return host.equals("localhost") || host.endsWith(".localhost");
        }
        return address.length == 4 ? address[0] == 127 : host.equals("::1");
    }
}
