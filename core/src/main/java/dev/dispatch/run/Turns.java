package dev.dispatch.run;

/** Whose turn it is among the threads of a run: everybody's at any time, or as a record has it. Safe for several threads. */
public interface Turns {

    /** Nobody waits for anybody. */
    Turns FREE = new Turns() {};

    /** Returns when it is time for this to happen. */
    default void await(RunEvent event) {}

    /** Threads that somebody will wait for. */
    default Crew crew() {
        return Crew.FREE;
    }

    /** Some threads and the one that waits for them to end. */
    interface Crew {

        /** Nobody counts. */
        Crew FREE = new Crew() {};

        /** One more is about to begin. */
        default void begins() {}

        /** One of them has ended; told by itself. */
        default void ends() {}

        /** The one that waits begins to wait. */
        default void waits() {}
    }
}
