package dev.dispatch.expression;

/** What an evaluation can see. */
public interface Scope {

    /** The value behind a reference, or what was there instead. */
    Lookup resolve(Expression.Reference reference);

    /** Where made values come from. */
    Generator generator();
}
