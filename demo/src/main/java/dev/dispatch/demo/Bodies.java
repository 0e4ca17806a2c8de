package dev.dispatch.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.node.JsonNodeFactory;

/** The endpoints whose point is the body: large, binary, compressed, malformed, plain text, none. */
final class Bodies {
    /** 64 MiB. */
    static final int MOST = 64 * 1024 * 1024;

    private Bodies() {}

    static Answer large(DemoRequest request) {
        int bytes = request.query().integer("bytes", 1_000_000, LargeJsonBody.MINIMUM, MOST);
        return Reply.of(200, Reply.JSON, new LargeJsonBody(bytes));
    }

    static Answer binary(DemoRequest request) {
        int bytes = request.query().integer("bytes", 1024, 0, MOST);
        return Reply.of(200, "application/octet-stream", new BinaryBody(bytes));
    }

    static Answer gzip(DemoRequest request) {
        byte[] json = Json.write(
                JsonNodeFactory.instance.objectNode().put("gzipped", true).put("text", new Words(107).paragraph(20)));
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Reply.of(200, Reply.JSON, new FixedBody(packed.toByteArray())).with("Content-Encoding", "gzip");
    }

    static Answer invalidJson(DemoRequest request) {
        return Reply.text(200, Reply.JSON, "{\"id\": 1, \"title\": \"this object never ends\", ");
    }

    static Answer text(DemoRequest request) {
        return Reply.text(200, "text/plain; charset=utf-8", "plain text, with a snowman: \u2603\n");
    }

    static Answer empty(DemoRequest request) {
        return Reply.empty(204);
    }

    static Answer truncated(DemoRequest request) {
        return new Answer.Truncated(Reply.text(200, Reply.JSON, "{\"items\":[1,2,3"), 1000);
    }

    static Answer reset(DemoRequest request) {
        return new Answer.Reset();
    }
}
