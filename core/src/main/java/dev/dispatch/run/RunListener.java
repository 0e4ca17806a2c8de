package dev.dispatch.run;

/** Is told what happens in a run, one event at a time; the record and every display are listeners. */
@FunctionalInterface
public interface RunListener {
    void on(RunEvent event);

    /** Tells two listeners, the first one first. */
    default RunListener and(RunListener next) {
        return event -> {
            on(event);
            next.on(event);
        };
    }
}
