package dev.dispatch.testkit;

import java.util.ArrayList;
import java.util.List;

/** Two texts side by side as people read it: what was expected and is missing, what came and was not expected. */
final class LineDiff {
    private static final int CONTEXT = 3;

    private LineDiff() {}

    /** One line a line: {@code -} expected only, {@code +} actual only, and a few of the lines that are equal. */
    static String of(List<String> expected, List<String> actual) {
        int[][] common = common(expected, actual);
        List<String> lines = new ArrayList<>();
        int e = 0;
        int a = 0;
        while (e < expected.size() || a < actual.size()) {
            if (e < expected.size() && a < actual.size() && expected.get(e).equals(actual.get(a))) {
                lines.add("    " + expected.get(e));
                e++;
                a++;
            } else if (a == actual.size() || (e < expected.size() && common[e + 1][a] >= common[e][a + 1])) {
                lines.add("  - " + expected.get(e++));
            } else {
                lines.add("  + " + actual.get(a++));
            }
        }
        return String.join("\n", nearChanges(lines));
    }

    /** For each pair of places the length of the longest common subsequence of what follows. */
    private static int[][] common(List<String> expected, List<String> actual) {
        int[][] common = new int[expected.size() + 1][actual.size() + 1];
        for (int e = expected.size() - 1; e >= 0; e--) {
            for (int a = actual.size() - 1; a >= 0; a--) {
                common[e][a] = expected.get(e).equals(actual.get(a))
                        ? common[e + 1][a + 1] + 1
                        : Math.max(common[e + 1][a], common[e][a + 1]);
            }
        }
        return common;
    }

    private static List<String> nearChanges(List<String> lines) {
        List<String> near = new ArrayList<>();
        int left = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (isNearChange(lines, i)) {
                if (left > 0) {
                    near.add("    ... " + left + " equal lines");
                }
                left = 0;
                near.add(lines.get(i));
            } else {
                left++;
            }
        }
        return near;
    }

    private static boolean isNearChange(List<String> lines, int place) {
        int from = Math.max(0, place - CONTEXT);
        int to = Math.min(lines.size(), place + CONTEXT + 1);
        return lines.subList(from, to).stream().anyMatch(line -> !line.startsWith("    "));
    }
}
