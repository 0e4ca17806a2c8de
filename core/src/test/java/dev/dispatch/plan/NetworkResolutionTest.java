package dev.dispatch.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.problem.Issue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The members {@code tls} and {@code proxy} of a job: what is settled before the first step, and what is wrong. */
class NetworkResolutionTest {

    private static final String GET = "{'action': 'http.request', 'payload': {'path': '/'}}";

    @TempDir
    Path folder;

    private Checking job(String members) {
        return Checking.steps(folder, GET, "'http': {'baseUrl': 'https://api.test', " + members + "}");
    }

    private Plan plan(Checking job) {
        return ((PreflightResult.Ready) job.result()).plan();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'tls': 1                                     | SCHEMA_ERROR http.tls",
                "'tls': {'cert': 'a'}                         | UNKNOWN_FIELD http.tls.cert",
                "'tls': {'certificate': 'a'}                  | SCHEMA_ERROR http.tls",
                "'tls': {'keyPassword': 'a'}                  | SCHEMA_ERROR http.tls",
                "'tls': {'insecure': 'true'}                  | SCHEMA_ERROR http.tls.insecure",
                "'tls': {'insecure': '${env.X:-true}'}        | SCHEMA_ERROR http.tls.insecure",
                "'tls': {'ca': 'none.pem'}                    | INVALID_HTTP_CONFIG http.tls.ca",
                "'tls': {'ca': '${run.file}'}                 | INVALID_INTERPOLATION http.tls.ca",
                "'proxy': ''                                  | SCHEMA_ERROR http.proxy",
                "'proxy': 'socks5://p:1'                      | INVALID_HTTP_CONFIG http.proxy",
                "'proxy': {'username': 'a'}                   | SCHEMA_ERROR http.proxy",
                "'proxy': {'url': 'http://p:1', 'password': 'a'} | SCHEMA_ERROR http.proxy",
                "'proxy': {'url': 'http://p:1', 'bypass': ['a b']} | INVALID_HTTP_CONFIG http.proxy.bypass[0]",
            })
    void whatIsWrongIsSaidAtItsPlace(String member, String expected) {
        assertThat(job(member).lines()).contains(expected);
    }

    @Test
    void aPassphraseIsASecretAndIsNotRepeated() throws IOException {
        Files.writeString(folder.resolve("k.p12"), "no keystore");
        Checking job = job("'tls': {'keystore': 'k.p12', 'keystorePassword': '${input.word}'}, 'proxy':"
                + " 'http://u:other-pass@p:1'");
        Checking with = Checking.steps(
                        folder,
                        GET,
                        "'inputs': {'word': {'type': 'string'}}",
                        "'http': {'baseUrl': 'https://api.test', 'tls': {'keystore': 'k.p12', 'keystorePassword':"
                                + " '${input.word}'}}")
                .input("word", "very-secret-word");
        assertThat(with.issues()).extracting(Issue::toString).noneMatch(text -> text.contains("very-secret-word"));
        assertThat(job.issues()).extracting(Issue::toString).noneMatch(text -> text.contains("other-pass"));
    }

    @Test
    void aLoginOfAProxyIsASecretOfTheRun() {
        Plan plan = plan(job("'proxy': 'http://ann:p%40ss-word@p:1'"));
        assertThat(plan.secrets()).contains("p@ss-word", "ann:p@ss-word");
        Plan ofEnvironment = plan(job("'timeout': '1s'").env("HTTPS_PROXY", "http://ann:p%40ss-word@p:1"));
        assertThat(ofEnvironment.secrets()).contains("p@ss-word", "ann:p@ss-word");
    }

    @Test
    void theJobSaysMoreThanTheEnvironment() {
        Plan plan = plan(job("'proxy': 'none'").env("HTTPS_PROXY", "http://p:1"));
        assertThat(plan.http().network())
                .satisfies(network -> assertThat(network.all()).isEmpty());
    }

    @Test
    void withoutAnythingNothingOfItIsMade() {
        assertThat(plan(job("'timeout': '1s'").env("HTTPS_PROXY_HOST", "p").env("X_PROXY", "p"))
                        .http()
                        .network())
                .isNull();
    }

    @Test
    void insecureIsWarnedOf() {
        assertThat(job("'tls': {'insecure': true}").warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning.message()).contains("certificate is not checked"));
    }

    @Test
    void certificatesWithoutABaseUrlAreOfNoUse() {
        String absolute = "{'action': 'http.request', 'payload': {'url': 'https://api.test/'}}";
        assertThat(Checking.steps(folder, absolute, "'http': {'tls': {}}").warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning.message()).contains("Without a base URL"));
    }

    @Test
    void aModuleNamesFilesOfItsOwn() {
        String module = "{'name': 'shop', 'version': '1.0.0', 'http': {'baseUrl': 'https://api.test', 'tls': {'ca':"
                + " 'none.pem'}}, 'actions': {'list': {'description': 'd', 'effect': 'read', 'request': {'method':"
                + " 'GET', 'path': '/'}}}}";
        assertThat(Checking.steps(folder, "{'action': 'shop.list'}")
                        .module("shop", module)
                        .issues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.message())
                        .contains("Module 'shop', http.tls.ca: The file 'none.pem' is not there")
                        .contains("modules/shop"));
    }
}
