package dev.dispatch.batch;

import dev.dispatch.plan.GivenInputs;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A run for each combination of listed values; the input that is listed last changes from run to run. */
public final class EachRows implements Rows {

    private final List<EachValues> inputs;
    private final GivenInputs all;
    private final int count;

    private EachRows(List<EachValues> inputs, GivenInputs all, int count) {
        this.inputs = inputs;
        this.all = all;
        this.count = count;
    }

    /**
     * Reads what {@code --each} was given.
     *
     * @param options each {@code NAME=VALUES}, where the values are parted by commas and {@code 1..50} or {@code 1..50..5}
     *     stands for integers
     * @param all what is given for all runs
     * @throws ProblemException a {@code USAGE_ERROR} that says what was expected, or that there are more than
     *     {@link Rows#MOST} combinations
     */
    public static EachRows of(List<String> options, GivenInputs all) {
        List<EachValues> inputs = new ArrayList<>();
        Set<String> names = new HashSet<>();
        long count = 1;
        for (String option : options) {
            EachValues values = EachValues.parse(option);
            if (!names.add(values.name())) {
                throw usage(
                        "Option --each lists '" + values.name() + "' more than once; give all of its values at once");
            }
            inputs.add(values);
            // Both are far below the square root of the largest long.
            count *= values.count();
            if (count > MOST) {
                throw usage("The values of --each make more than " + MOST + " runs; list fewer of them");
            }
        }
        return new EachRows(List.copyOf(inputs), all, (int) count);
    }

    static ProblemException usage(String message) {
        return Problem.of(ProblemCode.USAGE_ERROR, message).exception();
    }

    @Override
    public OptionalInt count() {
        return OptionalInt.of(count);
    }

    @Override
    public Iterator<Row> iterator() {
        return new Iterator<>() {
            private int index;

            @Override
            public boolean hasNext() {
                return index < count;
            }

            @Override
            public Row next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                index++;
                return row(index);
            }
        };
    }

    private Row row(int index) {
        GivenInputs.Text[] texts = new GivenInputs.Text[inputs.size()];
        int rest = index - 1;
        for (int i = inputs.size() - 1; i >= 0; i--) {
            EachValues values = inputs.get(i);
            texts[i] = new GivenInputs.Text(values.name(), values.value(rest % values.count()));
            rest /= values.count();
        }
        StringBuilder place = new StringBuilder();
        for (GivenInputs.Text text : texts) {
            place.append(place.isEmpty() ? "" : ", ")
                    .append(text.name())
                    .append('=')
                    .append(text.value());
        }
        return new Row(index, place.toString(), RowInputs.texts(all, List.of(texts)));
    }

    /** A wrong value is one finding, however many combinations it is part of. */
    @Override
    public Issue placed(Row row, Issue issue) {
        return RowInputs.named(issue)
                .map(name -> inputs.stream().anyMatch(values -> values.name().equals(name))
                        ? issue.atPosition(Optional.empty()).saying("--each " + name + ": " + issue.message())
                        : issue)
                .orElseGet(() -> issue.saying(row.place() + ": " + issue.message()));
    }
}
