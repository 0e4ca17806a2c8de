package dev.dispatch.record;

import dev.dispatch.run.Past;
import dev.dispatch.run.RunFacts;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** A run that goes on in its own record: what it has already, and what it executes once more. */
public final class Resumption {

    private final RunRecord run;
    private final PastLines lines;
    private final ResumedPast past;
    private final List<String> again;
    private final int steps;
    private final boolean forced;
    private final Instant at;

    /**
     * One that may begin.
     *
     * @param lines read before anything else of the record
     * @param again what is executed once more although it had ended, by place; the executions know it already
     * @param steps how many executions of steps are taken over
     */
    Resumption(
            RunRecord run,
            PastLines lines,
            PastExecutions executions,
            List<String> again,
            int steps,
            boolean forced,
            Instant at) {
        this.run = run;
        this.lines = lines;
        this.past = new ResumedPast(executions);
        this.again = List.copyOf(again);
        this.steps = steps;
        this.forced = forced;
        this.at = at;
    }

    /** What the run is told of itself. */
    public Past past() {
        return past;
    }

    /** How many executions of steps are not repeated. */
    public int stepsTaken() {
        return steps;
    }

    /** How many calls were answered from the record, once the run has ended. */
    public int callsAnswered() {
        return past.answered();
    }

    /** When the run first began. */
    public Instant startedAt() {
        return run.startedAt();
    }

    /** What its expressions saw of it. */
    public RunFacts facts() {
        return run.facts();
    }

    Path folder() {
        return run.runDir();
    }

    /** Whether somebody has written in the record since it was looked through. */
    boolean isOutdated() {
        return PastLines.of(run).seq() != lines.seq();
    }

    PastLines lines() {
        return lines;
    }

    List<String> again() {
        return again;
    }

    boolean forced() {
        return forced;
    }

    Instant at() {
        return at;
    }
}
