package dev.dispatch.record;

import dev.dispatch.expression.Generator;
import dev.dispatch.http.HttpExchangeStart;
import dev.dispatch.http.HttpRecall;
import dev.dispatch.redact.Redactor;
import dev.dispatch.run.Begun;
import dev.dispatch.run.Ended;
import dev.dispatch.run.Past;
import dev.dispatch.run.Places;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a run that is continued knows from its own record. */
final class ResumedPast implements Past {

    /** What an execution that was cut off may still take from the record. */
    private static final class Left {
        private final List<PastCall> calls;
        private final Map<String, Integer> observed = new HashMap<>();
        private boolean inWorld;

        Left(PastExecution execution) {
            this.calls = new ArrayList<>(execution.presentCalls());
            calls.removeIf(call -> call.usable().isEmpty());
        }
    }

    private final PastExecutions executions;
    private final Map<String, Left> left = new HashMap<>();
    private int answered;

    ResumedPast(PastExecutions executions) {
        this.executions = executions;
    }

    /** How many calls were answered from the record. */
    synchronized int answered() {
        return answered;
    }

    @Override
    public synchronized Optional<HttpRecall> call(String path, String fingerprint, HttpExchangeStart start) {
        Left own = left(path);
        if (own == null) {
            return Optional.empty();
        }
        for (int i = 0; i < own.calls.size(); i++) {
            if (own.calls.get(i).fingerprint().equals(fingerprint)) {
                answered++;
                return own.calls.remove(i).usable().map(answer -> answer.to(start));
            }
        }
        own.inWorld = true;
        return Optional.empty();
    }

    @Override
    public synchronized Generator generator(String path, Generator fresh) {
        PastExecution execution = open(path);
        JsonNode generated = execution == null ? null : execution.generated();
        return generated == null ? fresh : new RecordedGenerator(generated, fresh);
    }

    @Override
    public synchronized Optional<JsonNode> observed(String path, String what) {
        PastExecution execution = open(path);
        Left own = left(path);
        if (execution == null || own == null) {
            return Optional.empty();
        }
        int next = own.observed.merge(what, 1, Integer::sum) - 1;
        List<JsonNode> known = execution.observed(what);
        return next < known.size() && !known.get(next).toString().contains(Redactor.MARK)
                ? Optional.of(known.get(next))
                : Optional.empty();
    }

    /** They stand in this very record. */
    @Override
    public boolean tellsObserved() {
        return false;
    }

    @Override
    public synchronized Optional<Ended> ended(String path) {
        PastExecution execution = executions.get(Places.whole(path));
        return execution == null || execution.exit() == null
                ? Optional.empty()
                : Optional.of(PastStep.ended(execution.exit(), execution.spoiledBy()));
    }

    @Override
    public synchronized Begun begun(String path) {
        PastExecution execution = executions.get(Places.whole(path));
        return execution == null || execution.last() == 0
                ? Begun.NOT
                : new Begun(execution.last(), execution.failed(), execution.callsFailed());
    }

    @Override
    public synchronized boolean knowsNext(String path) {
        Left own = left(path);
        PastExecution execution = open(path);
        if (own == null || execution == null || own.inWorld) {
            return false;
        }
        return !own.calls.isEmpty() || execution.hasMoreOfMemory(own.observed);
    }

    private @Nullable PastExecution open(String path) {
        PastExecution execution = executions.get(Places.whole(path));
        return execution == null || execution.exit() != null ? null : execution;
    }

    private @Nullable Left left(String path) {
        PastExecution execution = open(path);
        return execution == null ? null : left.computeIfAbsent(Places.whole(path), _ -> new Left(execution));
    }
}
