package dev.dispatch.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncodingTest {

    private static final String TEXT = "{\"a\":\"héllo héllo héllo\"}";
    private static final String TEXT_IN_BROTLI = "iw2AeyJhIjoiaMOpbGxvIGjDqWxsbyBow6lsbG8ifQM=";
    private static final String TWENTY_MIB_OF_ZEROS_IN_BROTLI =
            "y///P/gnAOKxQCD3/o///3/wTwDEYRGA7v1f/v//4J8AiMMCAN37Hw==";
    private static final int TWENTY_MIB = 20 * 1024 * 1024;

    @Test
    void gzipAndBrotliAreDecoded() throws IOException {
        assertThat(reply("gzip", gzip(TEXT.getBytes(StandardCharsets.UTF_8)), 1_000))
                .isEqualTo(TEXT);
        assertThat(reply("br", Base64.getDecoder().decode(TEXT_IN_BROTLI), 1_000))
                .isEqualTo(TEXT);
    }

    @Test
    void severalCodingsAreTakenOffFromTheLast() throws IOException {
        byte[] both = gzip(Base64.getDecoder().decode(TEXT_IN_BROTLI));
        assertThat(reply("br, gzip", both, 1_000)).isEqualTo(TEXT);
    }

    @Test
    void anUnknownCodingLeavesTheBytesAsTheyAre() throws IOException {
        assertThat(reply("x-own", TEXT.getBytes(StandardCharsets.UTF_8), 1_000)).isEqualTo(TEXT);
    }

    @Test
    void anEmptyBodyNeedsNoDecoding() throws IOException {
        assertThat(reply("gzip", new byte[0], 1_000)).isEmpty();
    }

    @Test
    void theLimitCountsDecodedBytes() throws IOException {
        byte[] zeros = new byte[TWENTY_MIB];
        assertThat(failure("gzip", gzip(zeros), TWENTY_MIB - 1)).isEqualTo(HttpFailure.Kind.TOO_LARGE);
        assertThat(failure("br", Base64.getDecoder().decode(TWENTY_MIB_OF_ZEROS_IN_BROTLI), TWENTY_MIB - 1))
                .isEqualTo(HttpFailure.Kind.TOO_LARGE);
        assertThat(failure("gzip, gzip", gzip(gzip(zeros)), 1_000)).isEqualTo(HttpFailure.Kind.TOO_LARGE);
        assertThat(failure("identity", new byte[1_001], 1_000)).isEqualTo(HttpFailure.Kind.TOO_LARGE);
        assertThat(reply("identity", new byte[1_000], 1_000)).hasSize(1_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "gzip, gzip, gzip, gzip, gzip"})
    void whatIsNotEncodedAsItsHeaderSaysIsABrokenAnswer(String coding) throws IOException {
        byte[] plain = "<html>not encoded</html>".getBytes(StandardCharsets.UTF_8);
        assertThat(failure(coding, plain, 1_000)).isEqualTo(HttpFailure.Kind.PROTOCOL);
    }

    @Test
    void aGzipStreamThatEndsTooSoonIsABrokenAnswer() throws IOException {
        byte[] whole = gzip(TEXT.getBytes(StandardCharsets.UTF_8));
        assertThat(failure("gzip", Arrays.copyOf(whole, whole.length - 12), 1_000))
                .isEqualTo(HttpFailure.Kind.PROTOCOL);
    }

    private static String reply(String coding, byte[] body, long most) throws IOException {
        try (RawServer server = server(coding, body);
                Sending sending = new Sending(s -> s.baseUrl(server.url()).mostResponseBytes(most))) {
            return sending.reply(HttpCall.get("/")).text();
        }
    }

    private static HttpFailure.Kind failure(String coding, byte[] body, long most) throws IOException {
        try (RawServer server = server(coding, body);
                Sending sending = new Sending(s -> s.baseUrl(server.url()).mostResponseBytes(most))) {
            return sending.failure(HttpCall.get("/")).kind();
        }
    }

    private static RawServer server(String coding, byte[] body) {
        return RawServer.of((request, socket) -> {
            RawServer.send(
                    socket,
                    "HTTP/1.1 200 OK\r\nContent-Encoding: " + coding + "\r\nContent-Length: " + body.length
                            + "\r\n\r\n");
            RawServer.send(socket, body);
        });
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
