package dev.dispatch.jsonpath;

/** Says that a path on a document asks for more work or memory than one evaluation may take. */
public final class JsonPathLimitException extends RuntimeException {

    JsonPathLimitException(String message) {
        super(message);
    }
}
