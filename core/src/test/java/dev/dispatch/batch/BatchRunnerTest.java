package dev.dispatch.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dispatch.json.Json;
import dev.dispatch.plan.GivenInputs;
import dev.dispatch.run.RunStatus;
import dev.dispatch.time.Cancellation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BatchRunnerTest {

    @TempDir
    Path folder;

    private final Cancellation cancellation = new Cancellation();
    private final List<Integer> started = new CopyOnWriteArrayList<>();

    private static BatchSettings settings(int concurrency) {
        return new BatchSettings(
                concurrency, Duration.ZERO, OptionalDouble.empty(), Optional.empty(), OptionalInt.empty());
    }

    private static BatchSettings stoppingAt(int concurrency, int maxFailures) {
        return new BatchSettings(
                concurrency, Duration.ZERO, OptionalDouble.empty(), Optional.empty(), OptionalInt.of(maxFailures));
    }

    private BatchRunner runner(String each, BatchSettings settings) {
        return new BatchRunner(
                EachRows.of(List.of(each), GivenInputs.NONE),
                RowJobs.plans(folder, "${input.id}", "'id': {'type': 'integer', 'required': true}"),
                settings);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(50, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException("a test is not interrupted", e);
        }
    }

    @Test
    void oneWorkerRunsTheRowsInTheirOrderEachWithItsPlan() {
        List<String> seen = new ArrayList<>();

        Starts.End end = runner("id=10..1..3", settings(1))
                .run(
                        (row, plan, worker, late) -> {
                            seen.add(row.index() + " " + Json.compact(plan.inputs()) + " " + worker + " " + late);
                            return RunStatus.SUCCESS;
                        },
                        cancellation);

        assertThat(end).isEqualTo(Starts.End.ROWS);
        assertThat(seen)
                .containsExactly(
                        "1 {\"id\":10} 1 PT0S", "2 {\"id\":7} 1 PT0S", "3 {\"id\":4} 1 PT0S", "4 {\"id\":1} 1 PT0S");
    }

    @Test
    void asManyRunAtOnceAsIsSaidAndNoMore() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CyclicBarrier together = new CyclicBarrier(4);

        runner("id=1..40", settings(4))
                .run(
                        (row, _, worker, _) -> {
                            started.add(row.index());
                            most.accumulateAndGet(running.incrementAndGet(), Math::max);
                            try {
                                // Passed only while four of them run at the same time.
                                together.await(50, TimeUnit.SECONDS);
                            } catch (Exception e) {
                                throw new IllegalStateException("four do not run at once", e);
                            }
                            assertThat(worker).isBetween(1, 4);
                            running.decrementAndGet();
                            return RunStatus.SUCCESS;
                        },
                        cancellation);

        assertThat(most).hasValue(4);
        assertThat(started).hasSize(40).doesNotHaveDuplicates();
    }

    @Test
    void moreWorkersThanThreadsOfThePlatformRunAtOnceToo() {
        CountDownLatch all = new CountDownLatch(300);

        Starts.End end = runner("id=1..300", settings(300))
                .run(
                        (_, _, _, _) -> {
                            all.countDown();
                            await(all);
                            return RunStatus.SUCCESS;
                        },
                        cancellation);

        assertThat(end).isEqualTo(Starts.End.ROWS);
        assertThat(all.getCount()).isZero();
    }

    @Test
    void noneStartsAfterAsManyFailuresAsAreAllowed() {
        Starts.End end = runner("id=1..100", stoppingAt(1, 3))
                .run(
                        (row, _, _, _) -> {
                            started.add(row.index());
                            return row.index() % 2 == 0 ? RunStatus.FAILED : RunStatus.SUCCESS;
                        },
                        cancellation);

        assertThat(end).isEqualTo(Starts.End.FAILURES);
        assertThat(started).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void runsThatWereInterruptedAreNoFailures() {
        Starts.End end = runner("id=1..5", stoppingAt(1, 1)).run((_, _, _, _) -> RunStatus.INTERRUPTED, cancellation);

        assertThat(end).isEqualTo(Starts.End.ROWS);
    }

    @Test
    void whatRunsWhenTheBatchIsStoppedIsWaitedForAndNothingElseStarts() {
        CountDownLatch both = new CountDownLatch(2);
        List<Integer> ended = new CopyOnWriteArrayList<>();

        Starts.End end = runner("id=1..100", settings(2))
                .run(
                        (row, _, _, _) -> {
                            started.add(row.index());
                            both.countDown();
                            await(both);
                            cancellation.cancel();
                            ended.add(row.index());
                            return RunStatus.SUCCESS;
                        },
                        cancellation);

        assertThat(end).isEqualTo(Starts.End.INTERRUPTION);
        assertThat(started).containsExactlyInAnyOrder(1, 2);
        assertThat(ended).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void aStopEndsTheWaitForTheNextStart() {
        BatchSettings hourly = new BatchSettings(
                2, Duration.ofHours(1), OptionalDouble.empty(), Optional.empty(), OptionalInt.empty());

        Starts.End end = runner("id=1..3", hourly)
                .run(
                        (row, _, _, _) -> {
                            started.add(row.index());
                            cancellation.cancel();
                            return RunStatus.SUCCESS;
                        },
                        cancellation);

        assertThat(end).isEqualTo(Starts.End.INTERRUPTION);
        assertThat(started).containsExactly(1);
    }

    @Test
    void noneStartsWhoseTimeLiesBehindTheDuration() {
        BatchSettings brief = new BatchSettings(
                1, Duration.ZERO, OptionalDouble.of(1e-6), Optional.of(Duration.ofSeconds(5)), OptionalInt.empty());

        Starts.End end = runner("id=1..3", brief)
                .run(
                        (row, _, _, _) -> {
                            started.add(row.index());
                            return RunStatus.SUCCESS;
                        },
                        cancellation);

        assertThat(end).isEqualTo(Starts.End.DURATION);
        assertThat(started).containsExactly(1);
    }

    @Test
    void aRunThatBreaksEndsTheBatchAndIsThrownWhenTheOthersHaveEnded() {
        CountDownLatch both = new CountDownLatch(2);
        List<Integer> ended = new CopyOnWriteArrayList<>();

        assertThatThrownBy(() -> runner("id=1..2", settings(2))
                        .run(
                                (row, _, _, _) -> {
                                    both.countDown();
                                    await(both);
                                    if (row.index() == 1) {
                                        throw new IllegalArgumentException("broken");
                                    }
                                    ended.add(row.index());
                                    return RunStatus.SUCCESS;
                                },
                                cancellation))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("broken");
        assertThat(ended).containsExactly(2);
    }

    @Test
    void afterARunBrokeNoneStarts() {
        assertThatThrownBy(() -> runner("id=1..100", settings(1))
                        .run(
                                (row, _, _, _) -> {
                                    started.add(row.index());
                                    throw new StackOverflowError();
                                },
                                cancellation))
                .isInstanceOf(StackOverflowError.class);
        assertThat(started).containsExactly(1);
    }
}
