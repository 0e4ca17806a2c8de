package dev.dispatch.expression;

import dev.dispatch.json.Pointer;

/**
 * One place where a reference is read.
 *
 * @param pointer the string that holds it
 * @param guarded true where its absence is provided for: a default, {@code ?}, or inside {@code first}
 */
public record ReferenceUse(Expression.Reference reference, Pointer pointer, boolean guarded) {

    /** Where the reference begins in its string, in characters from 0. */
    public int offset() {
        return reference.offset();
    }
}
