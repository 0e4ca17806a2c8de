package dev.dispatch.shape;

import java.lang.reflect.AnnotatedElement;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What an author notes about components, constants and alternatives: asked of the annotations, or remembered. */
public interface Notes {

    /** The name in JSON; the usual one where the author names no other. */
    String name(String key, AnnotatedElement element, String usual);

    /** What an absent component is read as; null for none. */
    @Nullable
    JsonNode defaultOf(String key, AnnotatedElement element);
}
