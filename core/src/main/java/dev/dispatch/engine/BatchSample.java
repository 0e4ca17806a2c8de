package dev.dispatch.engine;

import dev.dispatch.batch.BatchRun;
import dev.dispatch.run.RunStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Some runs of a batch for who wants to see a few: the first that failed, then the first of the others. */
final class BatchSample {

    private static final int MOST = 20;
    private static final Comparator<BatchRun> FIRST = Comparator.comparingInt(BatchRun::index);

    private final List<BatchRun> good = new ArrayList<>();
    private final List<BatchRun> bad = new ArrayList<>();

    synchronized void add(BatchRun run) {
        List<BatchRun> like = run.status() == RunStatus.SUCCESS ? good : bad;
        like.add(run);
        if (like.size() > MOST) {
            like.remove(like.stream().max(FIRST).orElseThrow());
        }
    }

    synchronized List<BatchRun> runs() {
        good.sort(FIRST);
        bad.sort(FIRST);
        List<BatchRun> runs = new ArrayList<>(bad);
        runs.addAll(good);
        return List.copyOf(runs.subList(0, Math.min(MOST, runs.size())));
    }
}
