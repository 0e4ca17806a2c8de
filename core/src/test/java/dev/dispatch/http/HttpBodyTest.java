package dev.dispatch.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class HttpBodyTest {

    @Test
    void jsonNamesItsType() {
        HttpBody.Content body = content(HttpBody.json(Json.object().put("a", 1)));
        assertThat(text(body)).isEqualTo("{\"a\":1}");
        assertThat(body.mediaType()).isEqualTo("application/json");
    }

    @Test
    void formFieldsAreEncoded() {
        HttpBody body = HttpBody.form(List.of(new Parameter("a b", "1&2"), new Parameter("é", "=")));
        assertThat(text(content(body))).isEqualTo("a+b=1%262&%C3%A9=%3D");
    }

    @Test
    void aMultipartFormIsTheSameEachTime() {
        List<Part> parts = List.of(
                new Part.Text("note", "hi"),
                new Part.Upload("file", new byte[] {'d', 'a', 't', 'a'}, "a.txt", "text/plain"));
        HttpBody.Content body = content(HttpBody.multipart(parts));
        String boundary = body.mediaType().substring("multipart/form-data; boundary=".length());
        assertThat(text(body))
                .isEqualTo("--%1$s\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhi\r\n".formatted(boundary)
                        + "--%1$s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n"
                                .formatted(boundary)
                        + "Content-Type: text/plain\r\n\r\ndata\r\n--%1$s--\r\n".formatted(boundary));
        assertThat(text(content(HttpBody.multipart(parts)))).isEqualTo(text(body));
    }

    @Test
    void aBoundaryTellsNothingOfWhatItSeparatesAndStandsInNoPart() {
        String usual = boundary(List.of(new Part.Text("password", "secret-1")));
        assertThat(boundary(List.of(new Part.Text("password", "secret-2")))).isEqualTo(usual);
        String hostile = "x".repeat(60 - usual.length()) + usual;
        String other = boundary(List.of(new Part.Text("note", "-".repeat(60))));
        assertThat(boundary(List.of(new Part.Text("note", hostile)))).isEqualTo(other);
        assertThat(boundary(List.of(new Part.Text("note", "-".repeat(60 - other.length()) + other))))
                .isNotEqualTo(other)
                .startsWith("dispatch-");
    }

    private static String boundary(List<Part> parts) {
        return content(HttpBody.multipart(parts)).mediaType().substring("multipart/form-data; boundary=".length());
    }

    @Test
    void aPartsNameCannotStartALineOfItsOwn() {
        HttpBody body = HttpBody.multipart(List.of(new Part.Text("a\"\r\nX-Evil: 1", "v")));
        assertThat(text(content(body))).contains("name=\"a%22%0D%0AX-Evil: 1\"").doesNotContain("\r\nX-Evil");
    }

    private static HttpBody.Content content(HttpBody body) {
        return (HttpBody.Content) body;
    }

    private static String text(HttpBody.Content body) {
        return new String(body.bytes(), StandardCharsets.UTF_8);
    }
}
