package dev.dispatch.batch;

import dev.dispatch.json.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is measured of the runs of a batch: in memory that does not depend on how many there are, safe for several threads.
 * It can be written as one document, read again, and added to another.
 */
public final class BatchStats {

    private static final int MOST_STATUSES = 600;

    private final Overlap callsNow = new Overlap();
    private final Overlap runsNow = new Overlap();
    private final NotableRuns notable = new NotableRuns();
    private final Timings durations = new Timings();
    private final Timings waiting = new Timings();
    private final Timings calling = new Timings();
    private final Timings late = new Timings();
    private final NamedTimings actions = new NamedTimings();
    private final NamedTimings calls = new NamedTimings();
    private final Map<Integer, Long> statuses = new TreeMap<>();
    private final ErrorGroups errors = new ErrorGroups();
    private final Throughput throughput = new Throughput();
    private final Aggregates aggregates = new Aggregates();
    private long passed;
    private long failed;
    private long interrupted;
    private long callCount;
    private long attempts;
    private long lastEndMs;

    /** Of a run that begins; it is to listen to that run. */
    public RunTally tally() {
        return new RunTally(this);
    }

    Overlap callsNow() {
        return callsNow;
    }

    Overlap runsNow() {
        return runsNow;
    }

    /** Adds a run that has ended, once. */
    public void add(BatchRun run, RunTally tally) {
        RunTally.Rest rest = tally.rest();
        synchronized (this) {
            take(rest.calls(), rest.steps());
            add(run);
        }
    }

    /** The same of a run of which nothing else is known. */
    public synchronized void add(BatchRun run) {
        boolean isFailed = false;
        switch (run.status()) {
            case SUCCESS -> {
                passed++;
                aggregates.add(run.outputs());
            }
            case FAILED -> {
                failed++;
                isFailed = true;
            }
            case INTERRUPTED -> interrupted++;
        }
        BatchRun.Failure failure = run.failure();
        if (failure != null) {
            errors.add(run.index(), run.runId(), failure);
        }
        durations.add(Timings.micros(run.duration()));
        waiting.add(Timings.micros(run.waiting()));
        calling.add(Timings.micros(run.calling()));
        if (!run.late().isZero()) {
            late.add(Timings.micros(run.late()));
        }
        callCount += run.calls();
        attempts += run.attempts();
        long endMs = run.startedAt().plus(run.duration()).toEpochMilli();
        lastEndMs = Math.max(lastEndMs, endMs);
        throughput.add(endMs, 1, isFailed ? 1 : 0);
        notable.add(run);
    }

    synchronized void take(List<RunTally.Call> ofCalls, List<RunTally.Step> ofSteps) {
        for (RunTally.Call call : ofCalls) {
            calls.add(call.method() + " " + call.action(), call.micros(), call.failed(), 1);
            count(call.status(), 1);
        }
        for (RunTally.Step step : ofSteps) {
            actions.add(step.action(), step.micros(), step.failed(), step.attempts());
        }
    }

    private void count(int status, long more) {
        if (statuses.size() < MOST_STATUSES || statuses.containsKey(status)) {
            statuses.merge(status, more, Long::sum);
        }
    }

    /** Adds all that another one has; that one is to be at rest. */
    public synchronized void add(BatchStats other) {
        durations.add(other.durations);
        waiting.add(other.waiting);
        calling.add(other.calling);
        late.add(other.late);
        actions.add(other.actions);
        calls.add(other.calls);
        other.statuses.forEach(this::count);
        errors.add(other.errors);
        throughput.add(other.throughput);
        aggregates.add(other.aggregates);
        notable.add(other.notable);
        callsNow.reached(other.callsNow.most());
        runsNow.reached(other.runsNow.most());
        passed += other.passed;
        failed += other.failed;
        interrupted += other.interrupted;
        callCount += other.callCount;
        attempts += other.attempts;
        lastEndMs = Math.max(lastEndMs, other.lastEndMs);
    }

    /** When the last run ended, of the clock, in ms; 0 where none has. */
    public synchronized long lastEndMs() {
        return lastEndMs;
    }

    /** Runs that have ended. */
    public synchronized long total() {
        return passed + failed + interrupted;
    }

    public synchronized long passed() {
        return passed;
    }

    public synchronized long failed() {
        return failed;
    }

    public synchronized long interrupted() {
        return interrupted;
    }

    /** Count, sum, least, greatest and mean of each output that is a number, of the runs that passed. */
    public synchronized ObjectNode aggregates() {
        return aggregates.toJson();
    }

    /** Everything, to be read by {@link #of}. */
    public synchronized ObjectNode document() {
        ObjectNode json = Json.object();
        json.put("passed", passed).put("failed", failed).put("interrupted", interrupted);
        json.put("calls", callCount).put("attempts", attempts).put("lastEndMs", lastEndMs);
        json.put("mostCalls", callsNow.most()).put("mostRuns", runsNow.most());
        json.set("durations", durations.toJson());
        json.set("waiting", waiting.toJson());
        json.set("calling", calling.toJson());
        json.set("late", late.toJson());
        json.set("actions", actions.toJson());
        json.set("callTimings", calls.toJson());
        ObjectNode codes = json.putObject("statuses");
        statuses.forEach((status, count) -> codes.put(Integer.toString(status), count.longValue()));
        json.set("errors", errors.toJson());
        json.set("throughput", throughput.toJson());
        json.set("aggregates", aggregates.toJson());
        json.set("notable", notable.toJson());
        return json;
    }

    /**
     * What {@link #document} gave.
     *
     * @throws DamagedException for anything else
     */
    static BatchStats of(JsonNode json) throws DamagedException {
        BatchStats read = new BatchStats();
        read.read(json);
        return read;
    }

    private synchronized void read(JsonNode json) throws DamagedException {
        passed = Damage.count(json, "passed");
        failed = Damage.count(json, "failed");
        interrupted = Damage.count(json, "interrupted");
        callCount = Damage.count(json, "calls");
        attempts = Damage.count(json, "attempts");
        lastEndMs = Damage.count(json, "lastEndMs");
        callsNow.reached(Damage.number(json, "mostCalls"));
        runsNow.reached(Damage.number(json, "mostRuns"));
        durations.add(Timings.of(json.path("durations")));
        waiting.add(Timings.of(json.path("waiting")));
        calling.add(Timings.of(json.path("calling")));
        late.add(Timings.of(json.path("late")));
        actions.add(NamedTimings.of(json.path("actions")));
        calls.add(NamedTimings.of(json.path("callTimings")));
        JsonNode codes = json.path("statuses");
        for (String name : codes.propertyNames()) {
            try {
                count(Integer.parseInt(name), Damage.count(codes, name));
            } catch (NumberFormatException e) {
                throw new DamagedException("a status is no number");
            }
        }
        errors.add(ErrorGroups.of(json.path("errors")));
        throughput.add(Throughput.of(json.path("throughput")));
        aggregates.add(Aggregates.of(json.path("aggregates")));
        notable.add(NotableRuns.of(json.path("notable")));
    }

    /** For the view of it; to be used by one thread, of one that is at rest. */
    synchronized Parts parts() {
        return new Parts(
                durations,
                waiting,
                calling,
                late,
                actions,
                calls,
                statuses,
                errors,
                throughput,
                notable,
                callCount,
                attempts,
                callsNow.most(),
                runsNow.most());
    }

    record Parts(
            Timings durations,
            Timings waiting,
            Timings calling,
            Timings late,
            NamedTimings actions,
            NamedTimings calls,
            Map<Integer, Long> statuses,
            ErrorGroups errors,
            Throughput throughput,
            NotableRuns notable,
            long callCount,
            long attempts,
            int mostCalls,
            int mostRuns) {}
}
