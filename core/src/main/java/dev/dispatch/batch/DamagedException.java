package dev.dispatch.batch;

/** What was read is not what a batch writes; says why, without the place. */
final class DamagedException extends Exception {
    private static final long serialVersionUID = 1L;

    DamagedException(String why) {
        super(why);
    }
}
