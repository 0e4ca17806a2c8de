package dev.dispatch.openapi;

import dev.dispatch.json.Pointer;
import dev.dispatch.json.Position;
import dev.dispatch.problem.Shown;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what cannot be expressed, each thing once. */
final class Findings {

    private static final int MOST = 10_000;

    private record Key(@Nullable String operation, Pointer at, String what) {}

    private final OpenApiDocument document;
    private final Set<Key> seen = new HashSet<>();
    private final List<NotExpressed> found = new ArrayList<>();
    private int reported;

    Findings(OpenApiDocument document) {
        this.document = document;
    }

    /** A thing of no single operation, such as a schema that several use. */
    void add(Pointer at, String what, String why) {
        add(null, at, what, why, false);
    }

    /** A thing of an operation whose action is made without it. */
    void add(String operation, Pointer at, String what, String why) {
        add(operation, at, what, why, false);
    }

    /** A thing without which the operation has no action. */
    void leftOut(String operation, Pointer at, String what, String why) {
        add(operation, at, what, why, true);
    }

    private void add(@Nullable String operation, Pointer at, String what, String why, boolean leftOut) {
        reported++;
        if (!seen.add(new Key(operation, at, what)) || seen.size() > MOST) {
            return;
        }
        found.add(new NotExpressed(
                operation == null ? null : Shown.of(operation),
                at,
                document.position(at).orElse(null),
                Shown.of(what),
                Shown.of(why),
                leftOut));
    }

    /** How often something was reported, repetitions included: tells whether what was done meanwhile lost anything. */
    int reported() {
        return reported;
    }

    /** By line and column; the number of those that are too many comes last. */
    List<NotExpressed> inOrder() {
        List<NotExpressed> all = new ArrayList<>(found);
        all.sort(Comparator.comparingInt(Findings::line).thenComparingInt(Findings::column));
        if (seen.size() > MOST) {
            String more = (seen.size() - MOST) + " more things";
            all.add(new NotExpressed(null, Pointer.ROOT, null, more, "the list ends here", false));
        }
        return all;
    }

    private static int line(NotExpressed one) {
        Position position = one.position();
        return position == null ? Integer.MAX_VALUE : position.line();
    }

    private static int column(NotExpressed one) {
        Position position = one.position();
        return position == null ? Integer.MAX_VALUE : position.column();
    }
}
