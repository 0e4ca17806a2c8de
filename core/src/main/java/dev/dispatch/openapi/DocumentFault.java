package dev.dispatch.openapi;

import dev.dispatch.json.Position;

/** A text that cannot be read as a document; says where and why. */
final class DocumentFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String words;
    private final transient Position position;

    DocumentFault(String words, Position position) {
        super(words);
        this.words = words;
        this.position = position;
    }

    String words() {
        return words;
    }

    Position position() {
        return position;
    }
}
