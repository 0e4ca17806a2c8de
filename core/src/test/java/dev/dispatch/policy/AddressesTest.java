package dev.dispatch.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.9.9.9",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::127.0.0.1",
                "64:ff9b::10.0.0.1",
                "64:ff9b:1::1",
                "2002:7f00:1::",
                "fc00::1",
                "fd12:3456::1",
                "fe80::1",
                "fec0::1",
                "ff02::1",
            })
    void whatIsNotOfThePublicNetworkIsPrivate(String text) {
        assertThat(Addresses.isPrivate(Addresses.literal(text).orElseThrow())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "169.253.255.255",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "223.255.255.255",
                "2606:4700::1111",
                "64:ff9b::8.8.8.8",
                "2002:808:808::1",
                "::ffff:8.8.8.8",
                "fbff::1",
            })
    void everythingElseIsNot(String text) {
        assertThat(Addresses.isPrivate(Addresses.literal(text).orElseThrow())).isFalse();
    }

    /** A gateway, a tunnel or the system itself would reach the inner address. */
    @Test
    void anAddressInsideAnotherCountsLikeItself() throws UnknownHostException {
        Random random = new Random(13);
        for (int i = 0; i < 2_000; i++) {
            byte[] inner = new byte[4];
            random.nextBytes(inner);
            boolean expected = Addresses.isPrivate(InetAddress.getByAddress(inner));
            for (String prefix : new String[] {"0064ff9b0000000000000000", "000000000000000000000000"}) {
                byte[] outer = Arrays.copyOf(java.util.HexFormat.of().parseHex(prefix), 16);
                System.arraycopy(inner, 0, outer, 12, 4);
                assertThat(Addresses.isPrivate(InetAddress.getByAddress(outer)))
                        .as(prefix + " and " + Arrays.toString(inner))
                        .isEqualTo(expected);
            }
            byte[] tunnel = new byte[16];
            tunnel[0] = 0x20;
            tunnel[1] = 0x02;
            System.arraycopy(inner, 0, tunnel, 2, 4);
            assertThat(Addresses.isPrivate(InetAddress.getByAddress(tunnel))).isEqualTo(expected);
        }
    }

    @Test
    void aNameIsNoAddress() {
        for (String text : new String[] {"", "localhost", "10.example", "0x7f.1", "a:b", "1.2.3.4.5", "::g"}) {
            assertThat(Addresses.literal(text)).as(text).isEmpty();
        }
    }
}
