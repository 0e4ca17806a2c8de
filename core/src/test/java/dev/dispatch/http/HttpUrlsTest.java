package dev.dispatch.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpUrlsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "api.example.com",
                "ftp://h",
                "http://",
                "http:///x",
                "http://u:p@h/",
                "http://h?x=1",
                "http://h#x",
                "http://h:99999",
                "http://h\r\n/",
                " http://h",
                "http://h ",
                "http://a b/"
            })
    void whatIsNoBaseUrlIsRefused(String url) {
        assertThat(HttpUrls.problemOf(url)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://h", "HTTPS://h/", "http://h:8080/v1/", "http://[::1]:80", "https://bücher.example/a"})
    void anAbsoluteUrlWithAHostIsABaseUrl(String url) {
        assertThat(HttpUrls.problemOf(url)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://h/v1/, /users, http://h/v1/users",
        "http://h/v1, users, http://h/v1/users",
        "http://h, users, http://h/users",
        "http://h/v1/, '', http://h/v1",
        "http://h/v1, ?a=b, http://h/v1?a=b",
        "http://h/v1, //evil.example/x, http://h/v1//evil.example/x",
        "http://h/v1, @evil.example/x, http://h/v1/@evil.example/x",
        "http://h/v1, items:batchGet, http://h/v1/items:batchGet",
        "http://h/v1, https://other.example/x, https://other.example/x",
        "http://h/v1, /a#frag, http://h/v1/a",
        "http://h/v1, /a?to=http://x/, http://h/v1/a?to=http://x/"
    })
    void aRelativeUrlIsTheBaseUrlPlusThePath(String base, String url, String full) {
        assertThat(HttpUrls.resolve(base, url, List.of()))
                .isInstanceOfSatisfying(
                        HttpUrls.Resolved.Target.class,
                        target -> assertThat(target.url().toString()).isEqualTo(full));
    }

    @Test
    void queryParametersAreEncodedAndFollowTheUrlsOwn() {
        List<Parameter> query = List.of(new Parameter("q", "a&b=c d"), new Parameter("ü", "+"));
        assertThat(HttpUrls.resolve(null, "http://h/?x=1", query))
                .isInstanceOfSatisfying(
                        HttpUrls.Resolved.Target.class,
                        target -> assertThat(target.url().toString())
                                .isEqualTo("http://h/?x=1&q=a%26b%3Dc%20d&%C3%BC=%2B"));
    }

    @Test
    void anEmptyBaseUrlIsInvalid() {
        assertThat(HttpUrls.resolve("", "/x", List.of()))
                .isInstanceOfSatisfying(
                        HttpUrls.Resolved.Fault.class,
                        fault -> assertThat(fault.failure().kind()).isEqualTo(HttpFailure.Kind.INVALID_URL));
    }

    @ParameterizedTest
    @CsvSource({"ftp://h/x, INVALID_URL", "/x, NO_BASE_URL", "http://u@h/x, INVALID_URL"})
    void whatCannotBeCalledSaysWhy(String url, HttpFailure.Kind kind) {
        assertThat(HttpUrls.resolve(null, url, List.of()))
                .isInstanceOfSatisfying(
                        HttpUrls.Resolved.Fault.class,
                        fault -> assertThat(fault.failure().kind()).isEqualTo(kind));
    }

    @ParameterizedTest
    @CsvSource({"http://u:secret@h/x, ''", "/x, http://u:secret@h/", "/x, u:secret@h", "ftp://u:secret@h/x, ''"})
    void aPasswordInAUrlIsNotRepeatedInTheMessage(String url, String base) {
        assertThat(HttpUrls.resolve(base, url, List.of()))
                .isInstanceOfSatisfying(
                        HttpUrls.Resolved.Fault.class,
                        fault -> assertThat(fault.failure().toString())
                                .contains("@h")
                                .doesNotContain("secret"));
    }
}
