package dev.dispatch.record;

import dev.dispatch.redact.Redactor;
import dev.dispatch.run.Places;
import dev.dispatch.run.StepStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a journal says of the last execution at one place of a run that is continued. */
final class PastExecution {

    private static final String MEMORY = "memory.";

    private final Map<Integer, Integer> callsOfAttempts = new HashMap<>();
    private final List<PastCall> calls = new ArrayList<>();
    /** What its requests made, by kind, in the order in which it was made. */
    private final Map<String, List<JsonNode>> made = new HashMap<>();
    /** What it got from memory in the present attempt. */
    private final Map<String, List<JsonNode>> seen = new HashMap<>();

    private String action = "";
    private @Nullable JsonNode generated;
    private @Nullable ObjectNode exit;
    private @Nullable String spoiledBy;
    private int last;
    private int failed;
    private int callsFailed;
    private int present;
    private boolean called;

    void entered(ObjectNode line, int attempt) {
        action = line.path("action").asString("");
        last = Math.max(last, attempt);
        generated = line.has("generated") ? line.get("generated") : generated;
    }

    void attempted(int attempt) {
        last = Math.max(last, attempt);
        callsOfAttempts.merge(attempt, 1, Integer::sum);
        called = true;
    }

    void observed(String what, JsonNode value) {
        (what.startsWith(MEMORY) ? seen : made)
                .computeIfAbsent(what, _ -> new ArrayList<>())
                .add(value);
    }

    void attemptFailed(int attempt) {
        last = Math.max(last, attempt);
        failed++;
        callsFailed += callsOfAttempts.getOrDefault(attempt, 0);
        beginAnew();
        if (isPoll()) {
            made.clear();
        }
    }

    private void beginAnew() {
        present = calls.size();
        seen.clear();
        called = false;
    }

    void called(PastCall call) {
        calls.add(call);
    }

    void spoiled(String method) {
        spoiledBy = spoiledBy == null ? method : spoiledBy;
    }

    void exited(ObjectNode line) {
        exit = line;
    }

    /** It goes on: what it got so far is still what it got. */
    void goesOn() {
        exit = null;
    }

    /** It is executed once more, with the values that were made for it. */
    void runsAgain() {
        exit = null;
        failed = 0;
        callsFailed = 0;
        callsOfAttempts.clear();
        beginAnew();
    }

    String action() {
        return action;
    }

    private boolean isPoll() {
        return action.equals("flow.poll");
    }

    /** The line of its end; null where it did not end. */
    @Nullable
    ObjectNode exit() {
        return exit;
    }

    /** Empty where it did not end. */
    String status() {
        return exit == null ? "" : exit.path("status").asString("");
    }

    boolean is(StepStatus status) {
        return status.name().equals(status());
    }

    /** Whether it is left at that. */
    boolean isFinal(boolean tolerated) {
        return is(StepStatus.SUCCEEDED) || is(StepStatus.SKIPPED) || (tolerated && is(StepStatus.FAILED));
    }

    /** Whether what it gave lacks something: what was secret, or what was too large. */
    boolean lacksValues() {
        return exit != null && (exit.has("omitted") || exit.toString().contains(Redactor.MARK));
    }

    /** Whether an action was called in the present attempt. */
    boolean wasCalled() {
        return called;
    }

    /** Of all attempts. */
    List<PastCall> calls() {
        return calls;
    }

    /** Those of the attempt that did not end. */
    List<PastCall> presentCalls() {
        return calls.subList(present, calls.size());
    }

    @Nullable
    JsonNode generated() {
        return generated;
    }

    List<JsonNode> observed(String what) {
        return (what.startsWith(MEMORY) ? seen : made).getOrDefault(what, List.of());
    }

    /** @param taken how many of each kind are used already */
    boolean hasMoreOfMemory(Map<String, Integer> taken) {
        return seen.entrySet().stream().anyMatch(kind -> kind.getValue().size() > taken.getOrDefault(kind.getKey(), 0));
    }

    int last() {
        return last;
    }

    int failed() {
        return failed;
    }

    int callsFailed() {
        return callsFailed;
    }

    @Nullable
    String spoiledBy() {
        return spoiledBy;
    }

    static int attemptOf(String path) {
        return Places.ownAttempt(path);
    }
}
