package dev.dispatch.report;

import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.problem.ProblemException;
import dev.dispatch.record.RecordedBody;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.ObjectNode;

/** A body as the page shows it: its beginning where it is long, nothing but its kind where it is binary. */
final class PageBody {

    /** Bytes of a body that is shown whole. */
    static final int LARGEST = 32 * 1024;

    private static final int BEGINNING = 4 * 1024;

    private PageBody() {}

    /** {@code size, file, type}, and {@code text} with {@code cut}, {@code binary} or {@code problem}. */
    static ObjectNode of(RecordedBody body, LeftOut leftOut) {
        ObjectNode json = Json.object().put("file", body.file()).put("type", body.mediaType());
        try {
            long size = body.size();
            json.put("size", size);
            if (body.isBinary()) {
                return json.put("binary", true);
            }
            if (size > LARGEST) {
                leftOut.body();
                return json.put("cut", true).put("text", body.beginning(BEGINNING));
            }
            return json.put("text", text(new String(body.bytes(), StandardCharsets.UTF_8)));
        } catch (ProblemException e) {
            return json.put("problem", e.problem().message());
        }
    }

    /** JSON with its indentation, unless that makes much more of it than there is. */
    private static String text(String body) {
        try {
            String pretty = Json.pretty(Json.parse(body));
            return pretty.length() <= 2 * LARGEST ? pretty : body;
        } catch (JsonSyntaxException e) {
            return body;
        }
    }
}
