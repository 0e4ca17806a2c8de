package dev.dispatch.openapi;

/** For whom a schema is: what is sent has no {@code readOnly} members, what is answered no {@code writeOnly} ones. */
enum Direction {
    SENT,
    ANSWERED;

    /** The flag of members that there are only the other way. */
    String hiddenFlag() {
        return this == SENT ? "readOnly" : "writeOnly";
    }
}
