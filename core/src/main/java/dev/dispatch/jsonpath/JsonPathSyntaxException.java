package dev.dispatch.jsonpath;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with a path, where, and how it reads once corrected. */
public final class JsonPathSyntaxException extends RuntimeException {

    private final int offset;
    private final @Nullable String suggestion;

    JsonPathSyntaxException(String message, int offset, @Nullable String suggestion) {
        super(message);
        this.offset = offset;
        this.suggestion = suggestion;
    }

    /** Where the path goes wrong, in UTF-16 characters from 0; the length of the path where more was expected. */
    public int offset() {
        return offset;
    }

    /** The whole path corrected, a valid one; present only where the intention is plain. */
    public Optional<String> suggestion() {
        return Optional.ofNullable(suggestion);
    }
}
