package dev.dispatch.record;

import dev.dispatch.run.Places;
import dev.dispatch.run.StepStatus;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gives what a run did the paths that it would have had in a run that was never resumed: an attempt that was cut off and the
 * one that went on with it are one, and attempts that were made again after a resume begin at 1.
 */
public final class CountedPaths {

    private static final String FINALLY = "!f";

    /** What stands in one attempt, by name; several numbers of the record can be one attempt. */
    private static final class Attempt {
        private final Map<String, Frame> inside = new HashMap<>();
        private int number;
        private boolean failed;

        private Attempt(int number) {
            this.number = number;
        }
    }

    /** All attempts of one step or pass. */
    private static final class Frame {
        private final Map<Integer, Attempt> attempts = new HashMap<>();
        private @Nullable Attempt current;
        private int called;
        private int superseded;
        private boolean endedWell;

        private Attempt attempt(int number) {
            Attempt known = attempts.get(number);
            if (known == null) {
                Attempt before = current;
                known = before == null ? new Attempt(1) : before.failed ? new Attempt(before.number + 1) : before;
                attempts.put(number, known);
                current = known;
            }
            return known;
        }

        /** What it sent does not count any more; of what stands in it, that of the last attempt goes on. */
        private void again(boolean anew) {
            superseded = called;
            Attempt last = current;
            attempts.values().removeIf(attempt -> anew || !attempt.equals(last));
            if (anew || last == null) {
                current = null;
            } else {
                last.number = 1;
                last.failed = false;
            }
        }
    }

    private final Attempt root = new Attempt(1);
    private boolean resumed;

    private CountedPaths() {}

    /** Reads the journal once, and once more where the run was resumed. */
    public static CountedPaths of(RunRecord run) {
        CountedPaths paths = new CountedPaths();
        run.journal(line -> paths.resumed |= line.path("type").asString("").equals("resumed"));
        if (paths.resumed) {
            run.journal(paths::line);
        }
        return paths;
    }

    /** The path of something that the record tells; empty where it was done once more after a resume. */
    public Optional<String> of(String path) {
        if (!resumed) {
            return Optional.of(path);
        }
        int from = Places.stepFrom(path);
        int end = Places.stepEnd(path);
        StringBuilder counted = new StringBuilder(path.length()).append(path, 0, from);
        Attempt at = root;
        for (int i = from; i < end; ) {
            int slash = slash(path, i, end);
            int hash = hash(path, i, slash);
            int number = hash == slash ? 0 : Places.attempt(path.substring(hash, slash));
            Frame frame = at.inside.get(path.substring(i, hash));
            Attempt attempt = frame == null ? null : frame.attempts.get(number);
            if (frame == null || attempt == null || (slash == end && number <= frame.superseded && number > 0)) {
                return Optional.empty();
            }
            counted.append(path, i, hash);
            if (hash < slash) {
                counted.append('#').append(attempt.number);
            }
            counted.append(slash < end ? "/" : "");
            at = attempt;
            i = slash + 1;
        }
        return Optional.of(counted.append(path, end, path.length()).toString());
    }

    private void line(ObjectNode line) {
        String path = line.path("path").asString("");
        int number = Places.ownAttempt(path);
        switch (line.path("type").asString("")) {
            case "enter" -> frame(path).endedWell = false;
            case "attempt", "call-started" -> {
                Frame frame = frame(path);
                frame.called = Math.max(frame.called, number);
            }
            case "attempt-failed" -> frame(path).attempt(number).failed = true;
            case "exit" -> {
                String status = line.path("status").asString("");
                frame(path).endedWell =
                        status.equals(StepStatus.SUCCEEDED.name()) || status.equals(StepStatus.SKIPPED.name());
            }
            case "resumed" -> line.path("again").forEach(place -> again(place.asString("")));
            default -> {
                // Nothing else begins or ends anything.
            }
        }
    }

    private Frame frame(String path) {
        int end = Places.stepEnd(path);
        Attempt at = root;
        Frame frame = new Frame();
        for (int i = Places.stepFrom(path); i < end; ) {
            int slash = slash(path, i, end);
            int hash = hash(path, i, slash);
            frame = at.inside.computeIfAbsent(path.substring(i, hash), _ -> new Frame());
            at = frame.attempt(hash == slash ? 0 : Places.attempt(path.substring(hash, slash)));
            i = slash + 1;
        }
        return frame;
    }

    private void again(String place) {
        int last = place.lastIndexOf('/');
        Attempt around = root;
        for (int i = 0; i <= last; ) {
            int slash = slash(place, i, place.length());
            Frame frame = around.inside.get(place.substring(i, slash));
            if (frame == null || frame.current == null) {
                return;
            }
            around = frame.current;
            i = slash + 1;
        }
        String name = place.substring(last + 1);
        Frame frame = around.inside.get(name);
        if (frame != null) {
            boolean anew = frame.endedWell || name.equals(FINALLY);
            if (anew) {
                around.inside.keySet().removeIf(other -> other.startsWith(name + "["));
            }
            frame.again(anew);
        }
    }

    private static int slash(String path, int from, int end) {
        int slash = path.indexOf('/', from);
        return slash < 0 || slash > end ? end : slash;
    }

    private static int hash(String path, int from, int end) {
        int hash = path.indexOf('#', from);
        return hash < 0 || hash > end ? end : hash;
    }
}
