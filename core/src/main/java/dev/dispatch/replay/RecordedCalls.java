package dev.dispatch.replay;

import dev.dispatch.record.CountedPaths;
import dev.dispatch.record.RecordedCall;
import dev.dispatch.record.Resumes;
import dev.dispatch.record.RunRecord;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** The calls of a record, each to be answered once. Safe for several threads. */
final class RecordedCalls {

    private final CountedPaths paths;
    private final Set<Integer> superseded;
    private final Map<String, RecordedCall> byPath = new HashMap<>();
    private final Map<String, Set<String>> fingerprints = new HashMap<>();
    private final Map<String, Deque<RecordedCall>> byFingerprint = new HashMap<>();
    private final Set<Integer> used = new HashSet<>();

    private RecordedCalls(CountedPaths paths, Set<Integer> superseded) {
        this.paths = paths;
        this.superseded = superseded;
    }

    /** Those that were not sent once more when the run was resumed. */
    static RecordedCalls of(RunRecord run, CountedPaths paths) {
        RecordedCalls calls = new RecordedCalls(paths, Resumes.of(run).superseded());
        run.calls().forEach(calls::add);
        run.journal(calls::started);
        return calls;
    }

    private void add(RecordedCall call) {
        if (superseded.contains(call.idx())) {
            return;
        }
        paths.of(call.path()).ifPresent(path -> {
            byPath.put(path, call);
            known(path, call, call.fingerprint());
        });
    }

    /** What was known to be secret when the call was made can be less than what the record now hides. */
    private void started(ObjectNode line) {
        if (!line.path("type").asString("").equals("call-started")) {
            return;
        }
        String path = paths.of(line.path("path").asString("")).orElse("");
        RecordedCall call = byPath.get(path);
        if (call != null && call.idx() == line.path("idx").asInt(0)) {
            known(path, call, line.path("fingerprint").asString(""));
        }
    }

    private void known(String path, RecordedCall call, String fingerprint) {
        if (fingerprints.computeIfAbsent(path, _ -> new HashSet<>()).add(fingerprint)) {
            byFingerprint.computeIfAbsent(fingerprint, _ -> new ArrayDeque<>()).add(call);
        }
    }

    /** The call at this path where it is the same one, else the first of the same that was not asked for yet. */
    synchronized Optional<RecordedCall> take(String path, String fingerprint) {
        RecordedCall own = byPath.get(path);
        if (own != null && fingerprints.getOrDefault(path, Set.of()).contains(fingerprint) && used.add(own.idx())) {
            return Optional.of(own);
        }
        Deque<RecordedCall> same = byFingerprint.getOrDefault(fingerprint, new ArrayDeque<>());
        while (!same.isEmpty()) {
            RecordedCall next = same.poll();
            if (used.add(next.idx())) {
                return Optional.of(next);
            }
        }
        return Optional.empty();
    }

    /** What was called at this path, whatever it was. */
    Optional<RecordedCall> at(String path) {
        return Optional.ofNullable(byPath.get(path));
    }
}
