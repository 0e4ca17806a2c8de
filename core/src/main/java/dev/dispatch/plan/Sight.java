package dev.dispatch.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Names that can be referred to at the present place of a walk through a job, in the order in which they appeared. */
final class Sight {

    private final List<String> order = new ArrayList<>();
    private final Set<String> names = new LinkedHashSet<>();

    void add(String name) {
        if (names.add(name)) {
            order.add(name);
        }
    }

    boolean has(String name) {
        return names.contains(name);
    }

    Set<String> names() {
        return Collections.unmodifiableSet(names);
    }

    /** The present place, to come back to. */
    int mark() {
        return order.size();
    }

    /** Forgets what appeared since then, and gives it. */
    List<String> backTo(int mark) {
        List<String> since = order.subList(mark, order.size());
        List<String> forgotten = List.copyOf(since);
        names.removeAll(forgotten);
        since.clear();
        return forgotten;
    }
}
