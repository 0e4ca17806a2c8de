package dev.dispatch.batch;

import java.util.Iterator;
import java.util.OptionalInt;

/** The inputs of all runs of a batch, made one after the other, so that a hundred thousand of them need no memory. */
public interface Rows extends Iterable<Row> {

    /** How many there are; empty where there is no end to them. */
    OptionalInt count();

    /**
     * From the first one on, as often as it is asked for; the same rows each time.
     *
     * @throws dev.dispatch.problem.ProblemException a {@code USAGE_ERROR} that names file, line and column, from the
     *     iterator too, where what follows is no row
     */
    @Override
    Iterator<Row> iterator();
}
