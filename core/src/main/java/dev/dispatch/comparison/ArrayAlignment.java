package dev.dispatch.comparison;

import dev.dispatch.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Which elements of two arrays belong together: the longest sequence that both have, known by an id where elements have
 * one and by the whole value else; what lies between is paired by its position.
 */
final class ArrayAlignment {

    /** Above, only what is alike at both ends is found, and the rest is paired by position. */
    private static final long MOST_CELLS = 4_000_000;

    private static final List<String> IDS = List.of("id", "key", "uuid", "code", "sku", "name");

    /** Two elements; -1 for the side that has none. */
    record Pair(int run, int against) {}

    private final List<String> run;
    private final List<String> against;
    private final List<Pair> pairs = new ArrayList<>();

    private ArrayAlignment(JsonNode run, JsonNode against) {
        String id = id(run, against);
        this.run = marks(run, id);
        this.against = marks(against, id);
    }

    static List<Pair> of(JsonNode run, JsonNode against) {
        ArrayAlignment alignment = new ArrayAlignment(run, against);
        alignment.align();
        return alignment.pairs;
    }

    /** Whether both hold the same values and only the order differs. */
    static boolean isReordered(JsonNode run, JsonNode against) {
        if (run.size() != against.size() || run.size() < 2) {
            return false;
        }
        Map<String, Integer> counts = new TreeMap<>();
        run.forEach(element -> counts.merge(Json.canonical(element), 1, Integer::sum));
        for (JsonNode element : against) {
            if (counts.merge(Json.canonical(element), -1, Integer::sum) < 0) {
                return false;
            }
        }
        return true;
    }

    private void align() {
        int shorter = Math.min(run.size(), against.size());
        int from = 0;
        while (from < shorter && run.get(from).equals(against.get(from))) {
            pairs.add(new Pair(from, from));
            from++;
        }
        int behind = 0;
        while (behind < shorter - from
                && run.get(run.size() - 1 - behind).equals(against.get(against.size() - 1 - behind))) {
            behind++;
        }
        between(from, run.size() - behind, from, against.size() - behind);
        for (int i = behind; i > 0; i--) {
            pairs.add(new Pair(run.size() - i, against.size() - i));
        }
    }

    private void between(int runFrom, int runTo, int againstFrom, int againstTo) {
        int height = runTo - runFrom;
        int width = againstTo - againstFrom;
        if ((long) height * width > MOST_CELLS) {
            gap(runFrom, runTo, againstFrom, againstTo);
            return;
        }
        int[][] longest = new int[height + 1][width + 1];
        for (int i = height - 1; i >= 0; i--) {
            for (int j = width - 1; j >= 0; j--) {
                longest[i][j] = isSame(runFrom + i, againstFrom + j)
                        ? longest[i + 1][j + 1] + 1
                        : Math.max(longest[i + 1][j], longest[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        int gapRun = 0;
        int gapAgainst = 0;
        while (i < height && j < width) {
            if (isSame(runFrom + i, againstFrom + j)) {
                gap(runFrom + gapRun, runFrom + i, againstFrom + gapAgainst, againstFrom + j);
                pairs.add(new Pair(runFrom + i, againstFrom + j));
                gapRun = ++i;
                gapAgainst = ++j;
            } else if (longest[i + 1][j] >= longest[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
        gap(runFrom + gapRun, runTo, againstFrom + gapAgainst, againstTo);
    }

    private boolean isSame(int inRun, int inAgainst) {
        return run.get(inRun).equals(against.get(inAgainst));
    }

    private void gap(int runFrom, int runTo, int againstFrom, int againstTo) {
        int i = runFrom;
        int j = againstFrom;
        while (i < runTo || j < againstTo) {
            pairs.add(new Pair(i < runTo ? i++ : -1, j < againstTo ? j++ : -1));
        }
    }

    /** The first member that every element of both has, each with another value; empty for none. */
    private static String id(JsonNode run, JsonNode against) {
        for (String name : IDS) {
            if (isId(run, name) && isId(against, name)) {
                return name;
            }
        }
        return "";
    }

    private static boolean isId(JsonNode array, String name) {
        Map<String, Boolean> seen = new TreeMap<>();
        for (JsonNode element : array) {
            JsonNode value = known(element).path(name);
            boolean scalar = value.isNumber()
                    || (value.isString() && TextShape.of(value.stringValue()).isEmpty());
            if (!scalar || seen.put(Json.canonical(value), true) != null) {
                return false;
            }
        }
        return true;
    }

    /** Answers are known by their bodies, since each has another time. */
    private static JsonNode known(JsonNode element) {
        return ValueComparison.isAnswer(element) ? element.path("body") : element;
    }

    private static List<String> marks(JsonNode array, String id) {
        List<String> marks = new ArrayList<>(array.size());
        for (JsonNode element : array) {
            marks.add(Json.canonical(
                    id.isEmpty() ? known(element) : known(element).path(id)));
        }
        return marks;
    }
}
