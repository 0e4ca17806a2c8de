package dev.dispatch.schema;

/** What a text in a document stands for, when the document still holds expressions. */
public enum Placeholder {
    /** The text itself. */
    NONE,
    /** A text of which some is not known yet: a string for certain, its content open. */
    PART,
    /** A value of any type, or none at all. */
    WHOLE
}
