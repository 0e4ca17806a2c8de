package dev.dispatch.policy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What addresses mean: those that stand in a text, those inside others, and those that are not of the public network. */
final class Addresses {

    private static final int V6 = 16;
    private static final int V4 = 4;

    /** Special-purpose addresses (RFC 6890, RFC 6598, RFC 4193, RFC 8215) and multicast. */
    private static final List<AddressBlock> PRIVATE = blocks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "::/128",
            "::1/128",
            "64:ff9b:1::/48",
            "fc00::/7",
            "fe80::/10",
            "fec0::/10",
            "ff00::/8");

    /** Where the last four bytes are an address of the older kind: compatible, translated, NAT64 (RFC 6052). */
    private static final List<AddressBlock> ENDING_IN_V4 = blocks("::/96", "::ffff:0:0:0/96", "64:ff9b::/96");

    /** 6to4 (RFC 3056): the older address follows the first two bytes. */
    private static final List<AddressBlock> BEGINNING_WITH_V4 = blocks("2002::/16");

    private Addresses() {}

    /**
     * The address that a host is, without asking anybody for it; empty for a name, and for numbers that some read as
     * octal and others as decimal.
     */
    static Optional<InetAddress> literal(String host) {
        if (host.isEmpty() || (host.indexOf(':') < 0 && (!isNumeric(host) || mayBeOctal(host)))) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Digits and dots: a client takes it for an address, however it is to be read. */
    static boolean isNumeric(String host) {
        return host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }

    private static boolean mayBeOctal(String host) {
        for (String part : host.split("\\.", -1)) {
            if (part.length() > 1 && part.charAt(0) == '0') {
                return true;
            }
        }
        return false;
    }

    /** Not of the public network, itself or the address inside it. */
    static boolean isPrivate(InetAddress address) {
        return withInner(address).stream().anyMatch(each -> PRIVATE.stream().anyMatch(block -> block.contains(each)));
    }

    /** The address and, where it carries another one that a gateway would reach, that one. */
    static List<InetAddress> withInner(InetAddress address) {
        List<InetAddress> all = new ArrayList<>();
        all.add(address);
        byte[] bytes = address.getAddress();
        if (bytes.length == V6) {
            if (ENDING_IN_V4.stream().anyMatch(block -> block.contains(address))) {
                all.add(v4(Arrays.copyOfRange(bytes, V6 - V4, V6)));
            } else if (BEGINNING_WITH_V4.stream().anyMatch(block -> block.contains(address))) {
                all.add(v4(Arrays.copyOfRange(bytes, 2, 2 + V4)));
            } else if (isMapped(bytes)) {
                all.add(v4(Arrays.copyOfRange(bytes, V6 - V4, V6)));
            }
        }
        return all;
    }

    /** {@code ::ffff:a.b.c.d} (RFC 4291, section 2.5.5.2), which the JDK turns into the older kind where it reads texts. */
    private static boolean isMapped(byte[] bytes) {
        for (int i = 0; i < 10; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return bytes[10] == (byte) 0xFF && bytes[11] == (byte) 0xFF;
    }

    private static InetAddress v4(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    private static List<AddressBlock> blocks(String... texts) {
        return Arrays.stream(texts)
                .map(text -> AddressBlock.parse(text).orElseThrow())
                .toList();
    }
}
