package dev.dispatch.memory;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What a namespace holds at and below a prefix.
 *
 * @param keys the dotted paths of the leaves, in the order of the file. A leaf is everything but an object with members:
 *     a file does not tell a stored object from the parents of stored values, so an object stored at {@code users.1}
 *     shows as {@code users.1.id}, {@code users.1.name} and so on
 * @param contents the value that stands at the prefix, nested as in the file; an empty object when there is none
 */
public record MemoryListing(List<String> keys, JsonNode contents) {
    public MemoryListing {
        keys = List.copyOf(keys);
    }
}
