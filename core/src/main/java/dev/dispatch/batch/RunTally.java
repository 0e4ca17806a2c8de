package dev.dispatch.batch;

import dev.dispatch.run.CallRecord;
import dev.dispatch.run.RunEvent;
import dev.dispatch.run.RunListener;
import dev.dispatch.run.StepReport;
import dev.dispatch.run.StepStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What one run tells of its calls and steps. It is told one event at a time, of whichever thread; what it has is handed to
 * the batch when there is much of it, and when the run is added.
 */
public final class RunTally implements RunListener {

    /** Of a run with many steps; then the batch takes them over. */
    private static final int MOST_KEPT = 512;

    /**
     * @param status 0 where nothing was answered
     */
    record Call(String action, String method, long micros, int status, boolean failed) {}

    /** One execution of a step. */
    record Step(String action, long micros, int attempts, boolean failed) {}

    private final BatchStats stats;
    private List<Call> calls = new ArrayList<>(8);
    private List<Step> steps = new ArrayList<>(8);
    private int openCalls;
    private boolean open;
    private int callCount;
    private int attempts;
    private boolean retried;
    private long waiting;
    private long calling;

    RunTally(BatchStats stats) {
        this.stats = stats;
    }

    @Override
    public synchronized void on(RunEvent event) {
        switch (event) {
            case RunEvent.RunStarted _ -> begin();
            case RunEvent.CallStarted _ -> {
                openCalls++;
                stats.callsNow().begin();
            }
            case RunEvent.CallFinished finished -> add(finished.call());
            case RunEvent.StepFinished finished -> add(finished.step());
            case RunEvent.AttemptFailed _ -> retried = true;
            case RunEvent.RunFinished _ -> end();
            case RunEvent.StepEntered _,
                    RunEvent.AttemptStarted _,
                    RunEvent.Observed _,
                    RunEvent.Activity _,
                    RunEvent.Progress _ -> {}
        }
    }

    private void begin() {
        open = true;
        stats.runsNow().begin();
    }

    private void add(CallRecord call) {
        if (openCalls > 0) {
            openCalls--;
            stats.callsNow().end(1);
        }
        long micros = Timings.micros(Duration.between(call.startedAt(), call.endedAt()));
        Integer status = call.status();
        calls.add(new Call(call.name(), call.method(), micros, status == null ? 0 : status, !call.expected()));
        callCount++;
        calling += micros;
        handOverMuch();
    }

    /** A loop as a whole and a block are not counted: what is in them is. */
    private void add(StepReport step) {
        StepStatus status = step.outcome().status();
        boolean ran = status != StepStatus.SKIPPED && status != StepStatus.NOT_RUN;
        if (!ran
                || step.passes() != null
                || step.action().equals("block")
                || step.action().equals("parallel")) {
            return;
        }
        attempts += step.attempts();
        waiting += Timings.micros(step.waiting());
        steps.add(
                new Step(step.action(), Timings.micros(step.duration()), step.attempts(), status == StepStatus.FAILED));
        handOverMuch();
    }

    private void handOverMuch() {
        if (calls.size() + steps.size() >= MOST_KEPT) {
            stats.take(calls, steps);
            calls = new ArrayList<>();
            steps = new ArrayList<>();
        }
    }

    private void end() {
        stats.callsNow().end(openCalls);
        openCalls = 0;
        if (open) {
            stats.runsNow().end(1);
            open = false;
        }
    }

    /** What is left, once; the run then counts as ended however it ended. */
    synchronized Rest rest() {
        end();
        Rest rest = new Rest(calls, steps);
        calls = new ArrayList<>();
        steps = new ArrayList<>();
        return rest;
    }

    record Rest(List<Call> calls, List<Step> steps) {}

    /** HTTP calls so far. */
    public synchronized int calls() {
        return callCount;
    }

    /** Calls of actions so far, those of loops each. */
    public synchronized int attempts() {
        return attempts;
    }

    /** Whether a step was tried again after it had failed; the tries of a poll are no failures. */
    public synchronized boolean retried() {
        return retried;
    }

    /** What the steps so far only waited, those side by side each. */
    public synchronized Duration waiting() {
        return Duration.ofNanos(waiting * 1_000);
    }

    /** What the calls so far took, those side by side each. */
    public synchronized Duration calling() {
        return Duration.ofNanos(calling * 1_000);
    }
}
