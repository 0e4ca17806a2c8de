package dev.dispatch.report;

import dev.dispatch.record.RecordedCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts the calls of a run, and keeps few of them. */
final class CallTally {

    private static final int MOST_KEPT = 10;

    private final List<RecordedCall> unexpected = new ArrayList<>();
    private final Map<String, Integer> answers = new TreeMap<>();
    private int count;
    private int unexpectedCount;
    private @Nullable RecordedCall slowest;

    void add(RecordedCall call) {
        count++;
        if (slowest == null || call.durationMs() > slowest.durationMs()) {
            slowest = call;
        }
        if (!call.expected()) {
            unexpectedCount++;
            answers.merge(call.httpCode().map(String::valueOf).orElse("no answer"), 1, Integer::sum);
            if (unexpected.size() < MOST_KEPT) {
                unexpected.add(call);
            }
        }
    }

    int count() {
        return count;
    }

    int unexpectedCount() {
        return unexpectedCount;
    }

    /** The first of those that were not answered as expected. */
    List<RecordedCall> unexpected() {
        return unexpected;
    }

    @Nullable
    RecordedCall slowest() {
        return slowest;
    }

    /** Such as {@code 4 calls, 2 not as expected (1 × 404, 1 × no answer)}. */
    String text() {
        String text = Words.count(count, "call", "calls");
        if (unexpectedCount == 0) {
            return text;
        }
        List<String> said = new ArrayList<>();
        answers.forEach((answer, number) -> said.add(number + " × " + answer));
        return text + ", " + unexpectedCount + " not as expected (" + String.join(", ", said) + ")";
    }
}
