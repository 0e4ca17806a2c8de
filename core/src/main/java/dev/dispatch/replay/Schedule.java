package dev.dispatch.replay;

import dev.dispatch.record.CountedPaths;
import dev.dispatch.record.RunRecord;
import dev.dispatch.run.RunEvent;
import dev.dispatch.run.RunStatus;
import dev.dispatch.run.StepStatus;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** When each thing of a run happened, and in which order. Safe for several threads. */
final class Schedule {

    private static final String FINALLY = "!f/";

    /** What happens once; where a run was resumed the last one counts. */
    private static final Set<String> ENDS = Set.of("exit", "call-started", "call-finished");

    /**
     * The moment of one line of a journal.
     *
     * @param seq its place among all
     * @param at to the millisecond
     * @param cancelled whether somebody had asked to stop before it
     */
    record Moment(long seq, Instant at, boolean cancelled) {

        /** Whether it came before something whose time is known to the millisecond: what was stopped came after it. */
        boolean comesBefore(long millis) {
            return cancelled ? at.toEpochMilli() < millis : at.toEpochMilli() <= millis;
        }
    }

    private final CountedPaths paths;
    private final Map<String, Deque<Moment>> moments = new HashMap<>();
    private final Set<String> cancelledCalls = new HashSet<>();
    private final boolean cut;
    private @Nullable Instant stoppedAt;
    /** Those that were entered and of which nothing more is known, by path. */
    private final Map<String, Moment> entered = new HashMap<>();

    private long lastBeforeStop;
    private Instant before = Instant.MIN;

    private Schedule(RunRecord run) {
        this.paths = CountedPaths.of(run);
        run.calls()
                .forEach(call -> paths.of(call.path()).ifPresent(path -> {
                    if (call.line().path("errorKind").asString("").equals("CANCELLED")) {
                        cancelledCalls.add(path);
                    } else {
                        cancelledCalls.remove(path);
                    }
                }));
        run.journal(this::line);
        boolean interrupted = run.status() == RunStatus.INTERRUPTED;
        this.cut = interrupted && !run.finished();
        if (!interrupted) {
            stoppedAt = null;
        }
    }

    static Schedule of(RunRecord run) {
        return new Schedule(run);
    }

    /** Empty for what nobody waits for. */
    static String keyOf(RunEvent event) {
        return switch (event) {
            case RunEvent.StepEntered entered -> "enter " + entered.path();
            case RunEvent.AttemptStarted attempt -> "attempt " + attempt.path();
            case RunEvent.Observed observed -> "observed " + observed.path();
            case RunEvent.AttemptFailed failed -> "attempt-failed " + failed.path();
            case RunEvent.CallStarted call -> "call-started " + call.path();
            case RunEvent.CallFinished finished ->
                "call-finished " + finished.call().path();
            case RunEvent.StepFinished finished -> "exit " + finished.step().path();
            case RunEvent.RunStarted _, RunEvent.Activity _, RunEvent.Progress _, RunEvent.RunFinished _ -> "";
        };
    }

    /** When it happened; empty where it did not, or as often as it did already. */
    synchronized Optional<Moment> next(String key) {
        Deque<Moment> known = moments.get(key);
        return known == null ? Optional.empty() : Optional.ofNullable(known.poll());
    }

    /** When the run was asked to stop; empty where it was not. */
    Optional<Instant> stoppedAt() {
        return Optional.ofNullable(stoppedAt);
    }

    /** Whether the run was asked to stop right after this, before what else would have come of it. */
    boolean isLastBeforeStop(Moment moment) {
        return stoppedAt != null && moment.seq() == lastBeforeStop;
    }

    /** Whether the run was killed, so that nothing is known of what would have followed. */
    boolean isCut() {
        return cut;
    }

    private void line(ObjectNode line) {
        String type = line.path("type").asString("");
        String path = paths.of(line.path("path").asString("")).orElse("");
        long seq = line.path("seq").asLong(0);
        String status = line.path("status").asString("");
        boolean cancelled = type.equals("call-finished")
                ? cancelledCalls.contains(path)
                : type.equals("exit")
                        && (status.equals(StepStatus.CANCELLED.name()) || status.equals(StepStatus.NOT_RUN.name()));
        if (type.equals("enter") && !path.startsWith(FINALLY)) {
            stoppedAt = null;
        }
        Moment moment = new Moment(seq, at(line), cancelled);
        Moment enter = entered.remove(path);
        if (cancelled && stoppedAt == null) {
            stoppedAt = moment.at();
            lastBeforeStop = enter == null ? 0 : enter.seq();
        }
        if (type.equals("enter")) {
            entered.put(path, moment);
        }
        if (path.isEmpty()) {
            return;
        }
        Deque<Moment> known = moments.computeIfAbsent(type + " " + path, _ -> new ArrayDeque<>());
        if (ENDS.contains(type)) {
            known.clear();
        }
        known.add(moment);
    }

    /** Times go on where one cannot be read, whoever wrote it. */
    private Instant at(ObjectNode line) {
        try {
            before = Instant.parse(line.path("at").asString(""));
        } catch (DateTimeException e) {
            // The moment of the line before stands for it.
        }
        return before;
    }
}
