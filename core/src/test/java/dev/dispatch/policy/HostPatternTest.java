package dev.dispatch.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPatternTest {

    private static boolean matches(String pattern, String host, int port) {
        String normal = HostPattern.normal(host);
        return HostPattern.parse(pattern).orElseThrow().matches(normal, Addresses.literal(normal), port);
    }

    @ParameterizedTest
    @CsvSource({
        "api.example.com, api.example.com, 443, true",
        "API.Example.COM., api.example.com, 443, true",
        "api.example.com, API.EXAMPLE.COM., 443, true",
        "api.example.com, xapi.example.com, 443, false",
        "example.com, api.example.com, 443, false",
        "*.example.com, api.example.com, 443, true",
        "*.example.com, a.b.example.com, 443, true",
        "*.example.com, example.com, 443, false",
        "*.example.com, badexample.com, 443, false",
        "api.example.com:8443, api.example.com, 8443, true",
        "api.example.com:8443, api.example.com, 443, false",
        "bücher.example, xn--bcher-kva.example, 443, true",
        "*.bücher.example, a.xn--bcher-kva.example, 443, true",
        "192.0.2.1, 192.0.2.1, 80, true",
        "192.0.2.1, ::ffff:192.0.2.1, 80, true",
        "192.0.2.1, 64:ff9b::192.0.2.1, 80, true",
        "192.0.2.1:81, 192.0.2.1, 80, false",
        "10.0.0.0/8, 10.255.0.1, 80, true",
        "10.0.0.0/8, 11.0.0.1, 80, false",
        "10.0.0.0/8, ten.example.com, 80, false",
        "[2001:db8::1]:8080, 2001:db8::1, 8080, true",
        "[2001:db8::1]:8080, 2001:db8::1, 80, false",
        "2001:db8::/32, 2001:db8:ffff::9, 80, true",
        "2001:db8::/32, 2001:db9::1, 80, false",
        "2001:0DB8:0::1, 2001:db8::1, 80, true",
    })
    void aPatternMeansWhatItSays(String pattern, String host, int port, boolean matches) {
        assertThat(matches(pattern, host, port)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "*.",
                "a.*.example.com",
                "https://api.example.com",
                "api.example.com/v1",
                "api.example.com:0",
                "api.example.com:99999",
                "api.example.com:",
                "10.0.0.0/33",
                "10.0.0.0/",
                "10.0.0/8x",
                "[::1",
                "[::1]x",
                "a..b",
                "${env.HOST}",
                "a b",
                "1.2.3.4.5",
                "bü@cher.example"
            })
    void whatIsNoPatternIsRefused(String text) {
        assertThat(HostPattern.parse(text)).isEmpty();
    }

    @Test
    void aNameMatchesItsOwnPatternInEachSpellingAndNoLongerName() {
        Random random = new Random(11);
        for (int i = 0; i < 500; i++) {
            String name = label(random) + "." + label(random) + ".example";
            String spelled = random.nextBoolean() ? name.toUpperCase(Locale.ROOT) : name + ".";
            String host = HttpUrl.get("https://" + spelled + "/").host();
            assertThat(matches(name, host, 443)).as(spelled).isTrue();
            assertThat(matches(spelled, host, 443)).as(spelled).isTrue();
            assertThat(matches("*." + name, host, 443)).as(spelled).isFalse();
            assertThat(matches("*." + name, label(random) + "." + host, 443)).isTrue();
            assertThat(matches(name, label(random) + host, 443)).isFalse();
            assertThat(matches(name, host + "." + label(random), 443)).isFalse();
        }
    }

    @Test
    void aBlockHoldsExactlyTheAddressesWithItsBeginning() throws UnknownHostException {
        Random random = new Random(12);
        for (int i = 0; i < 500; i++) {
            byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(bytes);
            bytes[0] = 0x20;
            int most = bytes.length * 8;
            int bits = random.nextInt(most + 1);
            AddressBlock block = new AddressBlock(InetAddress.getByAddress(bytes), bits);
            int flipped = random.nextInt(most);
            byte[] other = bytes.clone();
            other[flipped / 8] ^= (byte) (0x80 >> flipped % 8);
            assertThat(block.contains(InetAddress.getByAddress(other)))
                    .as(block + " with bit " + flipped)
                    .isEqualTo(flipped >= bits);
        }
    }

    @Test
    void nothingInAPatternTakesLong() {
        for (String text : List.of("*.".repeat(50_000), "a.".repeat(50_000), "[".repeat(50_000), "ü".repeat(50_000))) {
            assertThat(HostPattern.parse(text)).isEmpty();
        }
    }

    private static String label(Random random) {
        StringBuilder label = new StringBuilder();
        for (int i = random.nextInt(1, 8); i > 0; i--) {
            label.append((char) ('a' + random.nextInt(26)));
        }
        return label.toString();
    }
}
