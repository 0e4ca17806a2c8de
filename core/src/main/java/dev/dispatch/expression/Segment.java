package dev.dispatch.expression;

/** One step down in a reference. */
public sealed interface Segment {

    /** A member; on an array a name of digits is an index, so that {@code items.0.id} works. */
    record Name(String name) implements Segment {}

    /** An element of an array, counted from 0. */
    record Index(int index) implements Segment {}
}
