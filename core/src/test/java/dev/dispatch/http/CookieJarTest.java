package dev.dispatch.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CookieJarTest {

    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    private final CookieJar jar = new CookieJar(InstantSource.fixed(NOW));

    @Test
    void aDomainThatStrangersShareIsRefused() {
        jar.receive("http://shop.co.uk/", List.of("a=1; Domain=co.uk"));
        assertThat(jar.header("http://other.co.uk/")).isEmpty();
        assertThat(jar.header("http://shop.co.uk/")).isEmpty();
    }

    @Test
    void aHostThatIsItselfAPublicSuffixKeepsItsCookieToItself() {
        jar.receive("http://github.io/", List.of("a=1; Domain=github.io"));
        assertThat(jar.header("http://github.io/")).contains("a=1");
        assertThat(jar.header("http://someone.github.io/")).isEmpty();
    }

    @Test
    void anAddressSharesNothing() {
        jar.receive("http://10.0.0.1/", List.of("a=1; Domain=10.0.0.1", "b=1; Domain=0.0.1"));
        assertThat(jar.header("http://10.0.0.1/")).contains("a=1");
        assertThat(jar.header("http://9.10.0.0.1.example/")).isEmpty();
    }

    @Test
    void aSecureCookieGoesToTlsAndToThisMachineOnly() {
        jar.receive("https://api.example.com/", List.of("a=1; Secure"));
        jar.receive("http://localhost:8080/", List.of("b=1; Secure"));
        assertThat(jar.header("http://api.example.com/")).isEmpty();
        assertThat(jar.header("https://api.example.com/")).contains("a=1");
        assertThat(jar.header("http://localhost:9090/")).contains("b=1");
    }

    @Test
    void plainHttpCannotLayACookieOverASecureOne() {
        jar.receive("https://api.example.com/", List.of("a=good; Secure; Domain=example.com"));
        jar.receive("http://api.example.com/", List.of("a=evil"));
        assertThat(jar.header("https://api.example.com/")).contains("a=good");
    }

    @Test
    void theHostPrefixPromisesItsAttributes() {
        jar.receive("https://api.example.com/", List.of("__Host-a=1; Secure", "__host-b=1; Secure; Path=/"));
        jar.receive("https://api.example.com/", List.of("__Secure-c=1", "__Secure-d=1; Secure"));
        assertThat(jar.header("https://api.example.com/")).contains("__host-b=1; __Secure-d=1");
    }

    @Test
    void anOverlongCookieIsIgnored() {
        jar.receive("http://h/", List.of("a=" + "x".repeat(4096), "b=" + "x".repeat(4095)));
        assertThat(jar.header("http://h/").orElseThrow()).startsWith("b=x");
    }

    @Test
    void aServerCannotFillTheMemory() {
        jar.receive(
                "http://h/",
                IntStream.range(0, 5_000).mapToObj(i -> "c" + i + "=1").toList());
        assertThat(jar.header("http://h/").orElseThrow().split("; ", -1))
                .hasSize(180)
                .contains("c4999=1");
    }

    @Test
    void anEnormousMaxAgeDoesNotOverflow() {
        jar.receive("http://h/", List.of("a=1; Max-Age=99999999999999999999999"));
        assertThat(jar.header("http://h/")).contains("a=1");
    }
}
