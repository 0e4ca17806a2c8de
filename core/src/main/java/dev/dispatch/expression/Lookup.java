package dev.dispatch.expression;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** What a scope knows of a reference. */
public sealed interface Lookup {

    record Present(JsonNode value) implements Lookup {}

    /**
     * Nothing is there.
     *
     * @param whatWasThere half a sentence such as {@code response has: id, title}
     * @param instead expressions close to the reference that do have a value
     */
    record Absent(String whatWasThere, List<String> instead) implements Lookup {
        public Absent {
            instead = List.copyOf(instead);
        }

        public Absent(String whatWasThere) {
            this(whatWasThere, List.of());
        }
    }
}
