package dev.dispatch.batch;

import dev.dispatch.plan.GivenInputs;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.OptionalInt;

/**
 * The same inputs for each run.
 *
 * @param count empty for no end
 */
public record SameRows(OptionalInt count, GivenInputs inputs) implements Rows {

    /**
     * Rows with the same inputs.
     *
     * @throws dev.dispatch.problem.ProblemException a {@code USAGE_ERROR} for a count that is too small or too large
     */
    public SameRows {
        if (count.isPresent() && (count.getAsInt() < 1 || count.getAsInt() > MOST)) {
            throw Problem.of(
                            ProblemCode.USAGE_ERROR,
                            "Option --count takes a number from 1 to " + MOST + ", not " + count.getAsInt())
                    .exception();
        }
    }

    @Override
    public Iterator<Row> iterator() {
        int last = count.orElse(Integer.MAX_VALUE);
        return new Iterator<>() {
            private int index;

            @Override
            public boolean hasNext() {
                return index < last;
            }

            @Override
            public Row next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                index++;
                return new Row(index, "", inputs);
            }
        };
    }

    /** Nothing is about one of them alone. */
    @Override
    public Issue placed(Row row, Issue issue) {
        return issue;
    }
}
