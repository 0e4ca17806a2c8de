package dev.dispatch.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of tasks that run at once when some of them break. */
class WorkersTest {

    private final Workers workers = new Workers(Turns.FREE);

    @AfterEach
    void end() {
        workers.close();
    }

    @Test
    void whatATaskBrokeOfIsThrownAsItIs() {
        CountDownLatch both = new CountDownLatch(2);

        assertThatThrownBy(() -> workers.each(2, 2, _ -> {
                    meet(both);
                    throw Problem.of(ProblemCode.RUNTIME_ERROR, "the disk is full")
                            .exception();
                }))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("the disk is full");
    }

    @Test
    void nothingRunsOnWhenSeveralTasksBreak() {
        CountDownLatch begun = new CountDownLatch(4);
        CountDownLatch broken = new CountDownLatch(2);
        AtomicInteger ended = new AtomicInteger();

        assertThatThrownBy(() -> workers.each(4, 4, i -> {
                    meet(begun);
                    if (i < 2) {
                        broken.countDown();
                        throw new IllegalArgumentException("task " + i);
                    }
                    meetAfter(broken);
                    ended.incrementAndGet();
                }))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(ended).hasValue(2);
    }

    private static void meet(CountDownLatch all) {
        all.countDown();
        meetAfter(all);
    }

    private static void meetAfter(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
