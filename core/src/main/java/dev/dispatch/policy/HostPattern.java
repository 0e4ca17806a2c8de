package dev.dispatch.policy;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * A host, every host below a name, an address or a block of addresses.
 *
 * @param text as written
 * @param port 0 for any
 */
record HostPattern(String text, Target target, int port) {

    /** What stands before the port. */
    sealed interface Target {

        record Name(String name) implements Target {}

        /** Names that end in it and are longer; not the name itself. */
        record Below(String name) implements Target {}

        record Block(AddressBlock block) implements Target {}
    }

    static final String FORM =
            "api.example.com, *.example.com, 192.0.2.1, 10.0.0.0/8 or [2001:db8::1], each with :<port> or without";

    private static final int LARGEST_PORT = 65_535;
    private static final int LONGEST = 255;

    /** Empty for a text that is no pattern. */
    static Optional<HostPattern> parse(String text) {
        String host = text;
        String port = "";
        int colon = text.lastIndexOf(':');
        if (text.startsWith("[")) {
            int close = text.indexOf(']');
            if (close < 0 || (close < text.length() - 1 && text.charAt(close + 1) != ':')) {
                return Optional.empty();
            }
            host = text.substring(1, close);
            port = close == text.length() - 1 ? "" : text.substring(close + 1);
        } else if (colon >= 0 && text.indexOf(':') == colon) {
            host = text.substring(0, colon);
            port = text.substring(colon);
        }
        Optional<Integer> number = port.isEmpty() ? Optional.of(0) : port(port.substring(1));
        Optional<Target> target = target(ascii(host));
        return number.isPresent() && target.isPresent()
                ? Optional.of(new HostPattern(text, target.get(), number.get()))
                : Optional.empty();
    }

    /**
     * Whether a URL's host is meant, or an address that a gateway would reach by it.
     *
     * @param host in the form of {@link #normal}
     * @param address the same as an address; empty for a name
     */
    boolean matches(String host, Optional<InetAddress> address, int ofUrl) {
        if (port != 0 && port != ofUrl) {
            return false;
        }
        return switch (target) {
            case Target.Name(String name) -> address.isEmpty() && host.equals(name);
            case Target.Below(String name) -> address.isEmpty() && host.endsWith("." + name);
            case Target.Block(AddressBlock block) ->
                address.isPresent()
                        && Addresses.withInner(address.get()).stream().anyMatch(block::contains);
        };
    }

    /** The same of the host alone: what is allowed allows no other address that carries it. */
    boolean matchesItself(String host, Optional<InetAddress> address, int ofUrl) {
        return matches(host, address, ofUrl)
                && (!(target instanceof Target.Block(AddressBlock block))
                        || address.filter(block::contains).isPresent());
    }

    /** Whether it speaks of addresses, which are known only when a name is resolved. */
    boolean isOfAddresses() {
        return target instanceof Target.Block;
    }

    /** One spelling for one host: lower case, no dot at the end, names of other scripts as the network knows them. */
    static String normal(String host) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        int end = bare.length();
        while (end > 0 && bare.charAt(end - 1) == '.') {
            end--;
        }
        return bare.substring(0, end).toLowerCase(Locale.ROOT);
    }

    /** The transport's own rules for names in other scripts, so that both come to the same name. */
    private static String ascii(String host) {
        if (host.length() > LONGEST || host.chars().allMatch(c -> c < 0x80)) {
            return host;
        }
        String prefix = host.startsWith("*.") ? "*." : "";
        String name = host.substring(prefix.length());
        boolean whole = name.chars().noneMatch(c -> c <= ' ' || "@:/\\?#%".indexOf(c) >= 0);
        HttpUrl url = whole ? HttpUrl.parse("http://" + name + "/") : null;
        return url == null ? "" : prefix + url.host();
    }

    private static Optional<Target> target(String host) {
        if (host.indexOf('/') >= 0 || Addresses.literal(normal(host)).isPresent()) {
            return AddressBlock.parse(normal(host)).map(Target.Block::new);
        }
        boolean below = host.startsWith("*.");
        String name = normal(below ? host.substring(2) : host);
        if (name.isEmpty() || name.length() > LONGEST || Addresses.isNumeric(name) || !isName(name)) {
            return Optional.empty();
        }
        return Optional.of(below ? new Target.Below(name) : new Target.Name(name));
    }

    private static boolean isName(String name) {
        boolean letters = name.chars()
                .allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_');
        return letters && !name.startsWith(".") && !name.contains("..");
    }

    private static Optional<Integer> port(String text) {
        boolean digits = !text.isEmpty() && text.length() <= 5 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Optional.of(Integer.parseInt(text)).filter(n -> n > 0 && n <= LARGEST_PORT) : Optional.empty();
    }
}
