package dev.dispatch.openapi;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.json.Position;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One thing of the document that the module does not say, or says less exactly.
 *
 * @param operation method and path, such as {@code GET /pets/{id}}; null for what belongs to no single operation
 * @param pointer its place in the document (RFC 6901)
 * @param position the line of that place, or of what holds it; null where it is not known
 * @param what the thing in a few words, such as {@code query parameter 'filter'}
 * @param why what becomes of it and for what reason
 * @param actionLeftOut true where the operation has no action because of this
 */
public record NotExpressed(
        @Nullable String operation,
        Pointer pointer,
        @Nullable Position position,
        String what,
        String why,
        boolean actionLeftOut) {

    /** The form that a command prints: operation?, pointer, line?, column?, what, why, actionLeftOut. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        if (operation != null) {
            json.put("operation", operation);
        }
        json.put("pointer", pointer.text());
        if (position != null) {
            json.put("line", position.line()).put("column", position.column());
        }
        return json.put("what", what).put("why", why).put("actionLeftOut", actionLeftOut);
    }
}
