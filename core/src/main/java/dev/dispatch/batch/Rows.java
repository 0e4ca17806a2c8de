package dev.dispatch.batch;

import dev.dispatch.problem.Issue;
import java.util.Iterator;
import java.util.OptionalInt;

/** The inputs of all runs of a batch, made one after the other, so that a hundred thousand of them need no memory. */
public interface Rows extends Iterable<Row> {

    /** The most rows with an end; more are refused where rows are made. */
    int MOST = 10_000_000;

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

    /**
     * A finding about one row with the place of that row, as far as it is about that row alone: what is wrong with all of
     * them gives equal findings.
     *
     * @param issue about an input, with a pointer below {@code /inputs}, or about the job
     */
    Issue placed(Row row, Issue issue);
}
