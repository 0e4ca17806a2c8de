package dev.dispatch.openapi;

import java.util.List;

/**
 * One operation of the document.
 *
 * @param method in upper case
 * @param action the name of its action, unique in the document
 * @param operationId empty where it has none
 * @param pathItem what holds it
 */
record Operation(
        String method,
        String path,
        String action,
        String operationId,
        List<String> tags,
        Located pathItem,
        Located node) {

    Operation {
        tags = List.copyOf(tags);
    }

    /** How people name it. */
    String label() {
        return method + " " + path;
    }

    Operation named(String name) {
        return new Operation(method, path, name, operationId, tags, pathItem, node);
    }
}
