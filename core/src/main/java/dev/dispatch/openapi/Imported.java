package dev.dispatch.openapi;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an import gave.
 *
 * @param manifest the whole {@code module.json}, to be written with {@link dev.dispatch.json.Json#pretty}
 * @param notExpressed in the order of the document
 */
public record Imported(ObjectNode manifest, List<NotExpressed> notExpressed, Counts counts) {

    public Imported {
        notExpressed = List.copyOf(notExpressed);
    }

    /**
     * How much there was and how much was taken.
     *
     * @param operations in the document
     * @param selected by include and exclude
     * @param actions in the manifest; the rest of the selected ones is listed as left out
     * @param schemas under {@code $defs} of the manifest
     */
    public record Counts(int operations, int selected, int actions, int schemas) {}
}
