package dev.dispatch.batch;

import dev.dispatch.problem.Shown;
import java.util.ArrayList;
import java.util.List;

/**
 * The values of one input, as {@code --each} lists them: texts and ranges of integers.
 *
 * @param count of all parts together
 */
record EachValues(String name, List<Part> parts, int count) {

    private static final String RANGE = "..";
    private static final String FORM = "a range of integers such as 1..50, 50..1 or 0..100..5";

    /** Values that follow each other. */
    sealed interface Part {

        int count();

        String value(int index);

        record Single(String value) implements Part {
            @Override
            public int count() {
                return 1;
            }

            @Override
            public String value(int index) {
                return value;
            }
        }

        /**
         * Integers at one distance.
         *
         * @param step negative where they go down
         */
        record Range(long first, long step, int count) implements Part {
            @Override
            public String value(int index) {
                return String.valueOf(first + index * step);
            }
        }
    }

    EachValues {
        parts = List.copyOf(parts);
    }

    /**
     * Reads {@code NAME=VALUES}.
     *
     * @throws dev.dispatch.problem.ProblemException a {@code USAGE_ERROR}
     */
    static EachValues parse(String option) {
        int equals = option.indexOf('=');
        if (equals < 1) {
            throw EachRows.usage("Option --each takes NAME=1..50 or NAME=a,b,c, not '" + Shown.of(option) + "'");
        }
        String name = option.substring(0, equals);
        List<Part> parts = new ArrayList<>();
        long count = 0;
        for (String text : option.substring(equals + 1).split(",", -1)) {
            Part part = part(name, text);
            parts.add(part);
            count += part.count();
        }
        if (count > Rows.MOST) {
            throw tooMany(name);
        }
        return new EachValues(name, parts, (int) count);
    }

    String value(int index) {
        int rest = index;
        for (Part part : parts) {
            if (rest < part.count()) {
                return part.value(rest);
            }
            rest -= part.count();
        }
        throw new IndexOutOfBoundsException(index);
    }

    private static Part part(String name, String text) {
        if (text.isEmpty()) {
            throw EachRows.usage("Option --each lists an empty value for '" + Shown.of(name)
                    + "'; expected NAME=1..50 or NAME=a,b,c. An empty text can be given in a file with --data");
        }
        int dots = text.indexOf(RANGE);
        if (dots < 0 || !isInteger(text.substring(0, dots))) {
            return new Part.Single(text);
        }
        String[] numbers = text.split("\\.\\.", -1);
        if (numbers.length > 3) {
            throw noRange(name, text);
        }
        long first = integer(name, text, numbers[0]);
        long last = integer(name, text, numbers[1]);
        long step = numbers.length == 3 ? integer(name, text, numbers[2]) : 1;
        if (step < 1) {
            throw noRange(name, text);
        }
        return range(name, first, last, step);
    }

    private static Part range(String name, long first, long last, long step) {
        long steps;
        try {
            steps = Math.absExact(Math.subtractExact(last, first)) / step;
        } catch (ArithmeticException e) {
            throw tooMany(name);
        }
        if (steps >= Rows.MOST) {
            throw tooMany(name);
        }
        return new Part.Range(first, first <= last ? step : -step, (int) steps + 1);
    }

    private static boolean isInteger(String text) {
        int from = text.startsWith("-") ? 1 : 0;
        return text.length() > from && text.chars().skip(from).allMatch(c -> c >= '0' && c <= '9');
    }

    private static long integer(String name, String range, String text) {
        boolean padded = text.length() > 1 && text.charAt(text.startsWith("-") ? 1 : 0) == '0';
        if (!isInteger(text) || padded) {
            throw noRange(name, range);
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw noRange(name, range);
        }
    }

    private static RuntimeException noRange(String name, String text) {
        return EachRows.usage(
                "Option --each: '" + Shown.of(text) + "' for '" + Shown.of(name) + "' is no range; expected " + FORM);
    }

    private static RuntimeException tooMany(String name) {
        return EachRows.usage("Option --each lists more than " + Rows.MOST + " values for '" + Shown.of(name) + "'");
    }
}
