package dev.dispatch.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import dev.dispatch.run.RunStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A plan shows the parts of a form that is sent, and the awkward values of queries and forms as they are sent. */
class FormPreviewTest {

    private static final String SHOP = """
            {'name': 'shop', 'version': '1.0.0', 'http': {'baseUrl': '${env.BASE}'},
             'actions': {
               'upload': {'description': 'd', 'input': {},
                 'request': {'method': 'POST', 'path': '/files/${input.id}', 'query': '${input.query?}', 'headers': '${input.headers?}',
                   'multipart': {'note': '${input.note?}', 'password': '${input.note?}', 'doc': {'file': '${input.path}', 'type': 'text/csv'}, 'more': ['x', '${input.more?}']}}},
               'form': {'description': 'd', 'input': {},
                 'request': {'method': 'PUT', 'path': '/form', 'query': {'q': '${input.q?}'}, 'form': '${input.form?}'}},
               'look': {'description': 'd', 'input': {}, 'request': {'method': 'HEAD', 'path': '/look'}}}}
            """;

    @TempDir
    private Path folder;

    private Previewing previewing;

    @BeforeEach
    void open() throws IOException {
        previewing = new Previewing(folder).module("shop", SHOP);
        Files.writeString(folder.resolve("a.csv"), "id\n1\n");
    }

    @AfterEach
    void close() {
        previewing.close();
    }

    private void assertSame(String job, int step) {
        JsonNode planned = previewing.preview(job).path("steps").path(step).path("request");
        assertThat(planned.path("known").booleanValue()).as(planned.toString()).isTrue();
        Previewing.Received sent = previewing.received().get(step);
        assertThat(sent.method()).isEqualTo(planned.path("method").asString(""));
        assertThat(previewing.base() + sent.target())
                .isEqualTo(planned.path("url").asString(""));
        assertThat(sent.contentType())
                .isEqualTo(planned.path("body").path("contentType").asString(""));
        assertThat(sent.body().getBytes(StandardCharsets.UTF_8))
                .hasSize(planned.path("body").path("size").asInt(0));
        planned.path("headers")
                .properties()
                .forEach(header -> assertThat(String.join(", ", sent.headers().get(header.getKey())))
                        .isEqualTo(header.getValue().stringValue()));
    }

    @Test
    void whatIsPlannedIsWhatIsSent() {
        String job = Previewing.job(
                "",
                "{'id': 'up', 'action': 'shop.upload', 'payload': {'id': 'a/../b', 'path': 'a.csv', 'note': 'né', 'more': [1.50, true],"
                        + " 'query': {'ü': ['', 'x y', 2.0, false, null]}, 'headers': {'X-copies': 2}}}",
                "{'id': 'form', 'action': 'shop.form', 'payload': {'q': '', 'form': {'a': [1.0, null, 'x&y'], 'b': '', 'c': null}}}",
                "{'id': 'none', 'action': 'shop.form'}",
                "{'id': 'head', 'action': 'shop.look'}",
                "{'id': 'own', 'action': 'http.request', 'payload': {'method': 'patch', 'url': '${env.BASE}/x',"
                        + " 'multipart': {'a': ['ä', {'file': 'a.csv', 'filename': 'b.csv'}], 'n': 1e2}}}",
                "{'id': 'file', 'action': 'http.request', 'payload': {'method': 'PUT', 'url': '${env.BASE}/y', 'file': 'a.csv'}}");
        assertThat(previewing.run(job).status()).isEqualTo(RunStatus.SUCCESS);
        for (int step = 0; step < 6; step++) {
            assertSame(job, step);
        }
        assertThat(previewing.step(job, "up").path("request").path("url").asString(""))
                .endsWith("/files/a%2F..%2Fb?%C3%BC=&%C3%BC=x%20y&%C3%BC=2&%C3%BC=false");
        assertThat(previewing.received().get(1).body()).isEqualTo("a=1&a=x%26y&b=");
    }

    @Test
    void thePartsOfAFormAreShownWithoutTheirBytesAndSecrets() {
        String job = Previewing.job(
                "",
                "{'id': 'up', 'action': 'shop.upload', 'payload': {'id': 1, 'path': 'a.csv', 'note': 'hunter2-hunter2'}}");
        JsonNode body = previewing.step(job, "up").path("request").path("body");
        assertThat(Json.compact(body.path("parts")))
                .isEqualTo(
                        ("{'note':'[REDACTED]','password':'[REDACTED]','doc':{'filename':'a.csv','type':'text/csv','size':5,'sha256':'"
                                        + Json.sha256("id\n1\n".getBytes(StandardCharsets.UTF_8)) + "'},'more':'x'}")
                                .replace('\'', '"'));
        assertThat(body.has("text")).isFalse();
    }

    @Test
    void aFileOrAFormThatIsNotKnownYetStaysAnExpression() {
        String job = Previewing.job(
                "",
                "{'id': 'get', 'action': 'http.request', 'payload': {'url': '${env.BASE}/'}}",
                "{'id': 'up', 'action': 'shop.upload', 'payload': {'id': 1, 'path': '${step.get.response.body.path}', 'note': '${run.runId}'}}",
                "{'id': 'form', 'action': 'shop.form', 'payload': {'form': '${step.get.response.body}', 'q': 1}}",
                "{'id': 'own', 'action': 'http.request', 'payload': {'method': 'PUT', 'url': '${env.BASE}/y', 'file': '${run.runId}.txt'}}");
        JsonNode up = previewing.step(job, "up").path("request");
        assertThat(up.path("known").booleanValue()).isFalse();
        assertThat(up.path("body").path("parts").path("doc").asString("")).isEqualTo("${step.get.response.body.path}");
        JsonNode form = previewing.step(job, "form");
        assertThat(form.has("wouldFail")).as(form.toString()).isFalse();
        assertThat(form.path("request").path("known").booleanValue()).isFalse();
        assertThat(previewing.step(job, "own").path("request").path("known").booleanValue())
                .isFalse();
    }

    @Test
    void whatWouldNotBeSentSaysWhy() {
        previewing.input("part", "{'file': 'a.csv'}").input("q", "{'a': 1}");
        String job = Previewing.job(
                "'inputs': {'part': {'type': 'object'}, 'q': {'type': 'object'}}, ",
                "{'id': 'smuggled', 'action': 'http.request', 'payload': {'method': 'PUT', 'url': '${env.BASE}/', 'multipart': {'p': '${input.part}'}}}",
                "{'id': 'object', 'action': 'shop.form', 'payload': {'q': '${input.q}'}}",
                "{'id': 'line', 'action': 'shop.upload', 'payload': {'id': 1, 'path': 'a.csv', 'headers': {'X-A': 'a\\nb'}}}");
        assertThat(previewing.step(job, "smuggled").path("wouldFail").asString(""))
                .contains("an object that an expression gives");
        assertThat(previewing.step(job, "object").path("wouldFail").asString(""))
                .contains("must be text");
        assertThat(previewing.step(job, "line").path("wouldFail").asString("")).contains("line break");
    }
}
