package dev.dispatch.policy;

import java.net.InetAddress;
import java.util.Optional;

/**
 * The addresses with a common beginning (RFC 4632, RFC 4291 section 2.3).
 *
 * @param network any address of the block
 * @param bits how many leading bits are common
 */
record AddressBlock(InetAddress network, int bits) {

    /** {@code 10.0.0.0/8}, or a single address; empty for any other text. */
    static Optional<AddressBlock> parse(String text) {
        int slash = text.indexOf('/');
        Optional<InetAddress> address = Addresses.literal(slash < 0 ? text : text.substring(0, slash));
        if (address.isEmpty()) {
            return Optional.empty();
        }
        int most = address.get().getAddress().length * Byte.SIZE;
        if (slash < 0) {
            return Optional.of(new AddressBlock(address.get(), most));
        }
        String length = text.substring(slash + 1);
        boolean number = !length.isEmpty()
                && length.length() <= 3
                && length.chars().allMatch(c -> c >= '0' && c <= '9')
                && Integer.parseInt(length) <= most;
        return number ? Optional.of(new AddressBlock(address.get(), Integer.parseInt(length))) : Optional.empty();
    }

    boolean contains(InetAddress address) {
        byte[] ours = network.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        int whole = bits / Byte.SIZE;
        for (int i = 0; i < whole; i++) {
            if (ours[i] != theirs[i]) {
                return false;
            }
        }
        int rest = bits % Byte.SIZE;
        int mask = 0xFF << (Byte.SIZE - rest) & 0xFF;
        return rest == 0 || (ours[whole] & mask) == (theirs[whole] & mask);
    }
}
