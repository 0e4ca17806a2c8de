package dev.dispatch.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class MultipartTest {
    private static final String HEAD =
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\nContent-Type: a/b\r\n\r\n";

    private static List<Multipart.Part> read(byte[] body, String contentType) {
        Map<String, List<String>> headers = Map.of("Content-Type", List.of(contentType));
        return Multipart.read(new DemoRequest("POST", URI.create("/files"), "http://127.0.0.1", headers, body));
    }

    private static byte[] body(byte[] content) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(HEAD.getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n--b--\r\n".getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }

    @Test
    void everyByteOfAFileIsKept() {
        byte[] content = new byte[70_000];
        new Random(7).nextBytes(content);
        assertThat(read(body(content), "multipart/form-data; boundary=b"))
                .singleElement()
                .satisfies(part -> {
                    assertThat(part.content()).isEqualTo(content);
                    assertThat(part.name()).isEqualTo("file");
                    assertThat(part.filename()).isEqualTo(Optional.of("a"));
                    assertThat(part.mediaType()).isEqualTo("a/b");
                });
    }

    @Test
    void aBoundaryMayBeQuotedAndStandBehindOtherParameters() {
        assertThat(read(body(new byte[1]), "Multipart/Form-Data; charset=utf-8; Boundary=\"b\""))
                .hasSize(1);
    }

    @Test
    void whateverIsSentIsReadOrRefused() {
        Random random = new Random(11);
        int refused = 0;
        for (int round = 0; round < 5_000; round++) {
            byte[] body = body("content".getBytes(StandardCharsets.UTF_8));
            for (int change = random.nextInt(4); change >= 0; change--) {
                body[random.nextInt(body.length)] = (byte) "\r\n-b;=\":".charAt(random.nextInt(8));
            }
            try {
                assertThat(read(body, "multipart/form-data; boundary=b")).hasSizeLessThan(5);
            } catch (Refused expected) {
                refused++;
            }
        }
        assertThat(refused).isBetween(1, 4_999);
    }
}
