package dev.dispatch.record;

import dev.dispatch.run.Places;
import dev.dispatch.run.StepStatus;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The executions of a run by place, as its journal tells them: of each place the last one. What stood in an attempt that
 * failed is forgotten with it, and what was cut off is kept for whoever continues the run.
 */
final class PastExecutions {

    private static final String FINALLY = "!f";

    private final NavigableMap<String, PastExecution> byPlace = new TreeMap<>();
    private final Map<Integer, RecordedCall> answers = new HashMap<>();

    private PastExecutions(List<RecordedCall> calls) {
        calls.forEach(call -> answers.put(call.idx(), call));
    }

    static PastExecutions of(RunRecord run) {
        PastExecutions executions = new PastExecutions(run.calls());
        run.journal(executions::line);
        return executions;
    }

    private void line(ObjectNode line) {
        String path = line.path("path").asString("");
        String place = Places.whole(path);
        int attempt = PastExecution.attemptOf(path);
        switch (line.path("type").asString("")) {
            case "enter" -> entered(line, place, attempt);
            case "attempt" -> at(place).attempted(attempt);
            case "observed" -> at(place).observed(line.path("what").asString(""), line.path("value"));
            case "attempt-failed" -> {
                at(place).attemptFailed(attempt);
                forgetInside(place);
            }
            case "call-started" -> called(line, place);
            case "exit" -> at(place).exited(line);
            case "resumed" -> resumed(again(line));
            default -> {
                // How calls ended has a log of its own, and lines of later versions say nothing to this one.
            }
        }
    }

    private static List<String> again(ObjectNode line) {
        return line.path("again").valueStream().map(place -> place.asString("")).toList();
    }

    private void entered(ObjectNode line, String place, int attempt) {
        PastExecution before = byPlace.get(place);
        if (before != null && before.exit() != null) {
            forget(place);
        }
        at(place).entered(line, attempt);
    }

    private void called(ObjectNode line, String place) {
        RecordedCall answer = answers.get(line.path("idx").asInt(0));
        boolean same = answer != null && answer.path().equals(line.path("path").asString(""));
        PastCall call = PastCall.of(line, same ? answer : null);
        at(place).called(call);
        if (!call.mayRepeat()) {
            for (String around = place; !around.isEmpty(); around = around(around)) {
                PastExecution execution = byPlace.get(around);
                if (execution != null) {
                    execution.spoiled(call.method());
                }
            }
        }
    }

    private PastExecution at(String place) {
        return byPlace.computeIfAbsent(place, _ -> new PastExecution());
    }

    /** What a place stands in: the loop of a pass, else the block, pass or call around; empty for nothing. */
    static String around(String place) {
        if (place.endsWith("]")) {
            return place.substring(0, place.lastIndexOf('['));
        }
        return Places.parent(place);
    }

    /** The run goes on: what was stopped is open again, and these places are executed once more. */
    void resumed(List<String> again) {
        byPlace.values().stream()
                .filter(execution -> execution.is(StepStatus.CANCELLED) || execution.is(StepStatus.NOT_RUN))
                .forEach(PastExecution::goesOn);
        again.forEach(this::again);
    }

    /** Executes once more what stands at a place; what is around it goes on. */
    void again(String place) {
        PastExecution execution = byPlace.get(place);
        if (place.endsWith(FINALLY)) {
            forgetInside(place);
        } else if (execution != null) {
            if (execution.is(StepStatus.SUCCEEDED) || execution.is(StepStatus.SKIPPED)) {
                forgetInside(place);
                forgetPasses(place);
            }
            execution.runsAgain();
        }
        for (String around = around(place); !around.isEmpty(); around = around(around)) {
            PastExecution outer = byPlace.get(around);
            if (outer != null && outer.exit() != null) {
                outer.goesOn();
            }
        }
    }

    private void forget(String place) {
        forgetInside(place);
        forgetPasses(place);
        byPlace.remove(place);
    }

    private void forgetInside(String place) {
        byPlace.subMap(place + "/", place + "0").clear();
    }

    private void forgetPasses(String place) {
        byPlace.subMap(place + "[", place + "\\").clear();
    }

    @Nullable
    PastExecution get(String place) {
        return byPlace.get(place);
    }

    /** A place and everything in it. */
    Map<String, PastExecution> within(String place) {
        Map<String, PastExecution> found = new TreeMap<>(inside(place));
        found.putAll(byPlace.subMap(place + "[", place + "\\"));
        PastExecution own = byPlace.get(place);
        if (own != null) {
            found.put(place, own);
        }
        return found;
    }

    /** What stands in the block or the list of steps at a place. */
    Map<String, PastExecution> inside(String place) {
        return byPlace.subMap(place + "/", place + "0");
    }

    /** The passes of the loop at a place, without what stands in them. */
    Collection<String> passes(String place) {
        return byPlace.subMap(place + "[", place + "\\").keySet().stream()
                .filter(pass -> pass.indexOf(']', place.length()) == pass.length() - 1)
                .toList();
    }
}
