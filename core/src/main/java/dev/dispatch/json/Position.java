package dev.dispatch.json;

/** A place in a text; line and column count from 1, columns count characters. */
public record Position(int line, int column) {
    @Override
    public String toString() {
        return line + ":" + column;
    }
}
