package dev.dispatch.plan;

import dev.dispatch.json.Json;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a caller passes to a job.
 *
 * @param texts as typed on a command line, read by the declared types
 * @param values typed already, from a document
 */
public record GivenInputs(List<Text> texts, ObjectNode values) {

    public static final GivenInputs NONE = new GivenInputs(List.of(), Json.object());

    /** One {@code name=value}. */
    public record Text(String name, String value) {}

    public GivenInputs {
        texts = List.copyOf(texts);
    }
}
