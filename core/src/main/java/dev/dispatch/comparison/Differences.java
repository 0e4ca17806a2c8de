package dev.dispatch.comparison;

import java.util.ArrayList;
import java.util.List;

/** Collects differences up to a bound; beyond it they are only counted. */
final class Differences {

    private static final int MOST_KEPT = 20_000;

    private final List<RunDifference> kept = new ArrayList<>();
    private int unkept;
    private int unkeptIgnored;

    void add(RunDifference difference) {
        if (kept.size() < MOST_KEPT) {
            kept.add(difference);
        } else if (difference.ignored() == null) {
            unkept++;
        } else {
            unkeptIgnored++;
        }
    }

    List<RunDifference> kept() {
        return kept;
    }

    int unkept() {
        return unkept;
    }

    int unkeptIgnored() {
        return unkeptIgnored;
    }
}
