package dev.dispatch.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dispatch.sdk.ActionException;
import dev.dispatch.time.Cancellation;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of a module's code when its run is asked to stop. */
@NullMarked
class CodeCallTest {

    private final Cancellation cancellation = new Cancellation();
    private final CodeCall call = new CodeCall(cancellation);
    private final Workers workers = new Workers(Turns.FREE);
    private final CountDownLatch atEnd = new CountDownLatch(1);

    @AfterEach
    void end() {
        atEnd.countDown();
        workers.close();
    }

    @Test
    void whatItGivesIsGiven() throws Exception {
        assertThat(call.<String>run(workers, () -> "done")).isEqualTo("done");
    }

    @Test
    void whatItThrowsIsThrown() {
        assertThatThrownBy(() -> call.run(workers, () -> {
                    throw new java.io.IOException("no");
                }))
                .isInstanceOf(java.io.IOException.class)
                .hasMessage("no");
    }

    @Test
    void aThreadOfTheCodesOwnReachesTheRunNoMoreOnceTheCodeHasEnded() throws Exception {
        call.<String>run(workers, () -> call.inProgram(() -> "done"));

        assertThatThrownBy(() -> call.inProgram(() -> "late"))
                .isInstanceOfSatisfying(
                        ActionException.class, e -> assertThat(e.kind()).isEqualTo(ActionException.Kind.CANCELLED));
    }

    @Test
    void aSleepIsInterrupted() {
        CountDownLatch asleep = new CountDownLatch(1);
        stopOnce(asleep);

        assertThatThrownBy(() -> call.run(workers, () -> {
                    asleep.countDown();
                    atEnd.await();
                    return "slept";
                }))
                .isInstanceOf(InterruptedException.class);
    }

    @Test
    void codeThatDoesNotListenIsLeftBehindAndReachesTheRunNoMore() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        AtomicBoolean goOn = new AtomicBoolean(true);
        AtomicReference<@Nullable Throwable> refused = new AtomicReference<>();
        CountDownLatch tried = new CountDownLatch(1);
        stopOnce(running);

        assertThatThrownBy(() -> call.run(workers, () -> {
                    running.countDown();
                    while (goOn.get()) {
                        Thread.onSpinWait();
                    }
                    try {
                        call.inProgram(() -> "late");
                    } catch (ActionException e) {
                        refused.set(e);
                    }
                    tried.countDown();
                    return "never";
                }))
                .isInstanceOfSatisfying(
                        ActionException.class, e -> assertThat(e.kind()).isEqualTo(ActionException.Kind.CANCELLED));

        goOn.set(false);
        tried.await();
        assertThat(refused.get()).hasMessageContaining("gone on without");
    }

    @Test
    void whatTheProgramDoesForTheCodeIsNotInterruptedButTheCodeAfterIt() {
        AtomicBoolean inProgram = new AtomicBoolean();
        AtomicBoolean after = new AtomicBoolean();

        assertThatThrownBy(() -> call.run(workers, () -> {
                    call.inProgram(() -> {
                        cancellation.cancel();
                        inProgram.set(Thread.currentThread().isInterrupted());
                        return "written";
                    });
                    after.set(Thread.currentThread().isInterrupted());
                    throw new InterruptedException("stopped");
                }))
                .isInstanceOf(InterruptedException.class);
        assertThat(inProgram).isFalse();
        assertThat(after).isTrue();
    }

    private void stopOnce(CountDownLatch ready) {
        workers.apart(() -> {
            try {
                ready.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            cancellation.cancel();
        });
    }
}
