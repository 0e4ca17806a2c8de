package dev.dispatch.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FilesTest {
    private static final String TYPE = "multipart/form-data; boundary=b";
    private static final String DISPOSITION = "Content-Disposition: form-data; name=";

    private final DemoApi api;
    private final Client client;

    FilesTest() throws IOException {
        api = DemoApi.start(0);
        client = new Client(api.baseUri());
    }

    @AfterAll
    void stop() {
        client.close();
        api.close();
    }

    private HttpResponse<byte[]> post(String body) throws Exception {
        return client.send("POST", "/files", body, "Content-Type", TYPE);
    }

    private static String file(String filename, String mediaType, String content) {
        return "--b\r\n" + DISPOSITION + "\"file\"; filename=\"" + filename + "\"\r\nContent-Type: " + mediaType
                + "\r\n\r\n" + content + "\r\n";
    }

    @Test
    void whatWasSentComesBackWithItsSum() throws Exception {
        String content = "a line\r\n--x\r\n\r\n\u00fc\u2603 end";
        HttpResponse<byte[]> sent = post(file("a%22\u00fc.txt", "text/x-note", content) + "--b\r\n" + DISPOSITION
                + "title\r\n\r\nA note\r\n--b--\r\n");
        assertThat(sent.statusCode()).isEqualTo(201);
        JsonNode stored = Client.json(sent);
        assertThat(stored.path("name").stringValue()).isEqualTo("a\"\u00fc.txt");
        assertThat(stored.path("title").stringValue()).isEqualTo("A note");
        assertThat(stored.path("size").intValue()).isEqualTo(content.length() + 3);
        assertThat(stored.path("sha256").stringValue()).matches("[0-9a-f]{64}");

        String path = "/files/" + stored.path("id").intValue();
        assertThat(Client.header(sent, "Location")).isEqualTo(api.baseUri() + path);
        assertThat(client.json(path)).isEqualTo(stored);
        HttpResponse<byte[]> back = client.get(path + "/content");
        assertThat(back.body()).asString().isEqualTo(content);
        assertThat(Client.header(back, "Content-Type")).isEqualTo("text/x-note");
        assertThat(Client.header(back, "X-Content-Type-Options")).isEqualTo("nosniff");

        assertThat(client.send("DELETE", path, "").statusCode()).isEqualTo(200);
        assertThat(client.get(path).statusCode()).isEqualTo(404);
        assertThat(client.get(path + "/content").statusCode()).isEqualTo(404);
    }

    @Test
    void anEmptyFileIsAFile() throws Exception {
        HttpResponse<byte[]> sent = post(file("empty", "a/b", "") + "--b--");
        assertThat(Client.json(sent).path("sha256").stringValue())
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "--b--",
                "--b\r\n",
                "--b\r\n\r\n\r\n--b--",
                "--b\r\n" + DISPOSITION + "\"file\"\r\n\r\nno filename\r\n--b--",
                "--b\r\n" + DISPOSITION + "\"file\"; filename=\"a\"\r\nno empty line\r\n--b--",
                "--b\r\n" + DISPOSITION + "\"other\"; filename=\"a\"\r\n\r\nx\r\n--b--",
                "--b\r\n" + DISPOSITION + "\"file\"; filename=\"a\"\r\n\r\nnever ends",
                "--b\r\n" + DISPOSITION + "\"file\"; filename=\"a\"\r\n\r\nx\r\n--b",
                "--b\r\n" + DISPOSITION + "\"file\"; filename=\"a\"\r\nContent-Type: none\r\n\r\nx\r\n--b--",
                "--b\r\n" + DISPOSITION + "\"file\"; filename=\"a\"\r\nContent-Type: a/b\u00e4\r\n\r\nx\r\n--b--",
                "--b\r\n" + DISPOSITION + "\"file\"; filename=\" \"\r\n\r\nx\r\n--b--"
            })
    void aBodyThatIsNotAFormWithAFileIs400(String body) throws Exception {
        assertThat(post(body).statusCode()).isEqualTo(400);
    }

    @Test
    void aFileThatCameTwiceAndTooManyPartsAre400() throws Exception {
        String one = file("a", "a/b", "x");
        assertThat(post(one + one + "--b--").statusCode()).isEqualTo(400);
        assertThat(post(("--b\r\n" + DISPOSITION + "n\r\n\r\nx\r\n").repeat(16) + one + "--b--")
                        .statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data",
                "multipart/form-data; boundary=",
                "multipart/mixed; boundary=b",
                "text/plain"
            })
    void aContentTypeWithoutABoundaryIs400(String type) throws Exception {
        assertThat(client.send("POST", "/files", file("a", "a/b", "x") + "--b--", "Content-Type", type)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void theOldestFileIsForgotten() throws Exception {
        int first =
                Client.json(post(file("a", "a/b", "x") + "--b--")).path("id").intValue();
        for (int i = 0; i < Files.MOST; i++) {
            post(file("a", "a/b", "x") + "--b--");
        }
        assertThat(client.get("/files/" + first).statusCode()).isEqualTo(404);
        assertThat(client.json("/files").size()).isEqualTo(Files.MOST);
    }
}
