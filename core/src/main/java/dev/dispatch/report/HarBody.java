package dev.dispatch.report;

import dev.dispatch.json.Json;
import dev.dispatch.problem.ProblemException;
import dev.dispatch.record.RecordedBody;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.node.ObjectNode;

/** The bodies of an archive, as long as there is room for them. */
final class HarBody {

    /** Bytes of a body that is taken in; of all bodies of an archive together. */
    static final long LARGEST = 4L * 1024 * 1024;

    static final long ALL = 64L * 1024 * 1024;

    private final Room room = new Room(ALL);
    private final LeftOut leftOut;

    HarBody(LeftOut leftOut) {
        this.leftOut = leftOut;
    }

    /** {@code postData} of a request; {@code _size} in bytes. HAR 1.2 knows no encoding here, so that has our mark. */
    ObjectNode posted(RecordedBody body) {
        return fill(Json.object().put("mimeType", body.mediaType()), "_size", "_encoding", body);
    }

    /** {@code content} of a response. */
    ObjectNode content(RecordedBody body) {
        return fill(Json.object().put("mimeType", body.mediaType()), "size", "encoding", body);
    }

    private ObjectNode fill(ObjectNode json, String sizeName, String encodingName, RecordedBody body) {
        json.put("_file", body.file());
        long size;
        byte[] bytes;
        try {
            size = body.size();
            json.put(sizeName, size);
            if (size > LARGEST || !room.take(size)) {
                leftOut.body();
                return json.put("comment", "left out, " + size + " bytes in " + body.file() + " of the record");
            }
            bytes = body.bytes();
        } catch (ProblemException e) {
            leftOut.body();
            return json.put(sizeName, 0).put("comment", e.problem().message());
        }
        if (body.isBinary()) {
            return json.put("text", Base64.getEncoder().encodeToString(bytes)).put(encodingName, "base64");
        }
        return json.put("text", new String(bytes, StandardCharsets.UTF_8));
    }
}
