package dev.dispatch.plan;

import dev.dispatch.job.Step;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Sees to it that a part of a form is a file only where the job itself says so. An answer that happens to be
 * <code>{"file": ...}</code> and stands in the place of a text must not send a file of this machine anywhere.
 */
final class WrittenParts {

    private static final String MULTIPART = "multipart";

    private WrittenParts() {}

    /**
     * What is wrong with the parts of a request, in one sentence; empty where nothing is.
     *
     * @param step as it was written, with stored defaults
     * @param payload of the action it calls, with the values of its expressions
     */
    static Optional<String> faultOf(Node.Callable callable, Step step, JsonNode payload) {
        if (!payload.has(MULTIPART) || !callable.isHttpRequest()) {
            return Optional.empty();
        }
        boolean polled = !step.action().equals(callable.key());
        JsonNode written = (polled ? step.payload().path("payload") : step.payload()).path(MULTIPART);
        return payload.get(MULTIPART).properties().stream()
                .filter(part -> files(part.getValue()) > files(written.path(part.getKey())))
                .findFirst()
                .map(part -> "The part '" + part.getKey() + "' is an object that an expression gives; a file must be"
                        + " written as {\"file\": ...} in the payload, where its members can be expressions");
    }

    private static long files(JsonNode part) {
        return part.isArray() ? part.valueStream().filter(JsonNode::isObject).count() : part.isObject() ? 1 : 0;
    }
}
