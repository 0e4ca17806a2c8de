package dev.dispatch.http;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The hosts that are called directly: names, which mean what is below them too, {@code .suffix} and {@code *.suffix},
 * addresses, blocks of them such as {@code 10.0.0.0/8}, each but blocks with {@code :port} or without, and {@code *}.
 */
final class ProxyBypass {

    static final ProxyBypass NOTHING = new ProxyBypass(List.of());

    /**
     * One of them.
     *
     * @param bits of an address that count; -1 for a name
     * @param port 0 for any
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record Entry(String name, byte @Nullable [] address, int bits, int port) {

        boolean matches(String host, byte @Nullable [] of, int called) {
            if (port != 0 && port != called) {
                return false;
            }
            if (address != null) {
                return of != null && of.length == address.length && isSame(address, of, bits);
            }
            return name.equals("*") || host.equals(name) || host.endsWith("." + name);
        }

        private static boolean isSame(byte[] one, byte[] other, int bits) {
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((one[bit / 8] & mask) != (other[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private final List<Entry> entries;

    private ProxyBypass(List<Entry> entries) {
        this.entries = entries;
    }

    /** Of a list; what is not understood means no host. */
    static ProxyBypass of(Iterable<String> texts) {
        List<Entry> entries = new ArrayList<>();
        for (String text : texts) {
            entry(text.strip()).ifPresent(entries::add);
        }
        return new ProxyBypass(List.copyOf(entries));
    }

    /** Whether one text is understood. */
    static boolean isEntry(String text) {
        return entry(text.strip()).isPresent();
    }

    boolean matches(HttpUrl url) {
        String host = url.host();
        byte[] address = address(host);
        return entries.stream().anyMatch(entry -> entry.matches(host, address, url.port()));
    }

    private static Optional<Entry> entry(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        int slash = text.indexOf('/');
        if (slash > 0) {
            byte[] network = address(text.substring(0, slash));
            int bits = number(text.substring(slash + 1));
            return network == null || bits < 0 || bits > network.length * 8
                    ? Optional.empty()
                    : Optional.of(new Entry(text, network, bits, 0));
        }
        byte[] whole = address(text);
        if (whole != null) {
            return Optional.of(new Entry(text, whole, whole.length * 8, 0));
        }
        int colon = text.lastIndexOf(':');
        int port = colon < 0 ? 0 : number(text.substring(colon + 1));
        String host = (colon < 0 ? text : text.substring(0, colon)).toLowerCase(Locale.ROOT);
        if (port < 0 || port > 65_535 || host.isEmpty()) {
            return Optional.empty();
        }
        byte[] address = address(host);
        String name = host.startsWith("*.") ? host.substring(2) : host.startsWith(".") ? host.substring(1) : host;
        boolean plain = name.equals("*") || HttpUrl.parse("http://" + name + "/") != null;
        return plain
                ? Optional.of(new Entry(name, address, address == null ? -1 : address.length * 8, port))
                : Optional.empty();
    }

    private static int number(String text) {
        boolean digits = !text.isEmpty() && text.length() <= 5 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Integer.parseInt(text) : -1;
    }

    /** Null for what is a name; asks nobody. */
    static byte @Nullable [] address(String host) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        try {
            return InetAddress.ofLiteral(bare).getAddress();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
