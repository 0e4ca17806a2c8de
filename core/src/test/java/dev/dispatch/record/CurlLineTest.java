package dev.dispatch.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.http.HttpConnection;
import dev.dispatch.http.HttpHeader;
import dev.dispatch.http.HttpTimings;
import dev.dispatch.json.Json;
import dev.dispatch.run.CallBody;
import dev.dispatch.run.CallRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class CurlLineTest {

    @Test
    void aPlainReadNeedsNoQuotes() {
        assertThat(line("GET", "http://127.0.0.1:8080/posts/1", new CallBody.None(), null))
                .isEqualTo("curl http://127.0.0.1:8080/posts/1 -H 'accept: it'\\''s json'");
    }

    @Test
    void aShortBodyStandsInTheLine() {
        assertThat(line(
                        "POST",
                        "http://x/?a=1&b=2",
                        new CallBody.JsonText(Json.compact(Json.object().put("a", "b'c"))),
                        "calls/f"))
                .startsWith("curl -X POST 'http://x/?a=1&b=2' ")
                .endsWith(" --data-raw '{\"a\":\"b'\\''c\"}'");
    }

    @Test
    void anAnswerIsNotAskedForInPackedForm() {
        assertThat(line("GET", "http://x/", new CallBody.None(), null))
                .contains("-H 'accept: ")
                .doesNotContainIgnoringCase("encoding");
    }

    @Test
    void aLongOrBinaryBodyComesFromItsFile() {
        CallBody text = new CallBody.Text("x".repeat(5_000), "text/plain");
        assertThat(line("PUT", "http://x/", text, "calls/001_a.request.txt"))
                .endsWith(" --data-binary @calls/001_a.request.txt");
        CallBody binary = new CallBody.Binary(new byte[] {1}, "image/png");
        assertThat(line("PUT", "http://x/", binary, "calls/001_a.request.png"))
                .endsWith(" --data-binary @calls/001_a.request.png");
        assertThat(line("PUT", "http://x/", binary, null)).doesNotContain("data");
    }

    @Test
    void aFormNamesItsPartsAndLetsCurlMakeTheBoundary() {
        JsonNode parts =
                Json.parse("{\"note\":[\"a@b;c\",\"d\"],\"doc\":{\"filename\":\"a b.csv\",\"type\":\"text/csv\"}}");
        assertThat(line("POST", "http://x/", new CallBody.Multipart(parts), "calls/f.json"))
                .endsWith(" --form-string 'note=a@b;c' --form-string 'note=d' -F 'doc=@\"a b.csv\";type=text/csv'")
                .doesNotContain("data");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "plain", "a b", "it's", "$HOME `id` $(id)", "a\\b\"c", "-x", "#!*?[]{}~", "\nline", "é…"})
    void aShellReadsAQuotedWordAsItWas(String word) throws IOException {
        Process shell = new ProcessBuilder("sh", "-c", "printf %s " + CurlLine.quoted(word)).start();
        assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(word);
    }

    private static String line(String method, String url, CallBody body, @Nullable String file) {
        Optional<java.time.Duration> none = Optional.empty();
        return CurlLine.of(
                new CallRecord(
                        "a#1@1",
                        "a",
                        "a.b",
                        Instant.EPOCH,
                        Instant.EPOCH,
                        method,
                        url,
                        List.of(
                                new HttpHeader("accept", "it's json"),
                                new HttpHeader("Content-Length", "3"),
                                new HttpHeader("Accept-Encoding", "gzip")),
                        body,
                        200,
                        List.of(),
                        new CallBody.None(),
                        true,
                        new HttpTimings(none, none, none, none, none, none),
                        new HttpConnection("http/1.1", null, false),
                        null,
                        null),
                file);
    }
}
