package dev.dispatch.comparison;

import dev.dispatch.comparison.RunDifference.Kind;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.jsonpath.PathText;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Finds where one member of a step, or of the run, differs between two runs, and why a difference does not count. */
final class ValueComparison {

    private static final String START = "$";
    /** Below, two values are compared whole; so the work stays within this many walks over the values. */
    private static final int MOST_DEPTH = 64;

    /** What people no longer see at a glance. */
    private static final int LONG_BEGINNING = 60;

    private final String place;
    private final String member;
    private final VolatileValues volatiles;
    private final Consumer<RunDifference> found;
    private final Set<String> ignoredInRun = new HashSet<>();
    private final Set<String> ignoredInAgainst = new HashSet<>();
    private final boolean ruled;

    /** A value on both sides: what it is called, and where it stands in each. */
    private record At(String name, Pointer pointer, String inRun, String inAgainst, boolean derived, int depth) {
        At child(String child, boolean isDerived, boolean ruled) {
            return new At(
                    child,
                    pointer.child(child),
                    ruled ? PathText.normalized(inRun, child) : START,
                    ruled ? PathText.normalized(inAgainst, child) : START,
                    isDerived,
                    depth + 1);
        }

        At element(ArrayAlignment.Pair pair, boolean ruled) {
            return new At(
                    name,
                    pointer.child(pair.run() >= 0 ? pair.run() : pair.against()),
                    ruled ? PathText.element(inRun, pair.run()) : START,
                    ruled ? PathText.element(inAgainst, pair.against()) : START,
                    false,
                    depth + 1);
        }
    }

    private ValueComparison(
            String place,
            String member,
            VolatileValues volatiles,
            List<IgnoreRule> rules,
            JsonNode run,
            JsonNode against,
            Consumer<RunDifference> found) {
        this.place = place;
        this.member = member;
        this.volatiles = volatiles;
        this.found = found;
        this.ruled = !rules.isEmpty();
        for (IgnoreRule rule : rules) {
            ignoredInRun.addAll(rule.matches(run));
            ignoredInAgainst.addAll(rule.matches(against));
        }
    }

    private void compare(At at, JsonNode run, JsonNode against) {
        if (Json.equal(run, against)) {
            return;
        }
        Volatility ruledOut = ruledOut(at);
        boolean whole = ruledOut != null || at.depth() >= MOST_DEPTH;
        if (!whole && run.isObject() && against.isObject()) {
            objects(at, run, against);
        } else if (!whole && run.isArray() && against.isArray()) {
            arrays(at, run, against);
        } else {
            Volatility why = ruledOut == null
                    ? volatiles.of(at.name(), run, against).orElse(at.derived() ? Volatility.DERIVED : null)
                    : ruledOut;
            add(at, Kind.CHANGED, run, against, note(run, against), why);
        }
    }

    private void objects(At at, JsonNode run, JsonNode against) {
        boolean answer = isAnswer(run) && isAnswer(against);
        for (Map.Entry<String, JsonNode> entry : against.properties()) {
            String name = entry.getKey();
            At child = at.child(name, isDerived(at, name, answer), ruled);
            if (run.has(name)) {
                compare(child, run.get(name), entry.getValue());
            } else {
                add(child, Kind.REMOVED, null, entry.getValue(), null, absent(child));
            }
        }
        for (Map.Entry<String, JsonNode> entry : run.properties()) {
            if (!against.has(entry.getKey())) {
                At child = at.child(entry.getKey(), isDerived(at, entry.getKey(), answer), ruled);
                add(child, Kind.ADDED, entry.getValue(), null, null, absent(child));
            }
        }
    }

    private void arrays(At at, JsonNode run, JsonNode against) {
        if (ArrayAlignment.isReordered(run, against)) {
            add(at, Kind.MOVED, run, against, "the same elements in another order", null);
            return;
        }
        for (ArrayAlignment.Pair pair : ArrayAlignment.of(run, against)) {
            At element = at.element(pair, ruled);
            if (pair.run() < 0) {
                add(element, Kind.REMOVED, null, against.get(pair.against()), null, ruledOut(element));
            } else if (pair.against() < 0) {
                add(element, Kind.ADDED, run.get(pair.run()), null, null, ruledOut(element));
            } else {
                compare(element, run.get(pair.run()), against.get(pair.against()));
            }
        }
    }

    private static @Nullable String note(JsonNode run, JsonNode against) {
        if (!run.isString() || !against.isString()) {
            return null;
        }
        String one = run.stringValue();
        String other = against.stringValue();
        int alike = 0;
        while (alike < Math.min(one.length(), other.length()) && one.charAt(alike) == other.charAt(alike)) {
            alike++;
        }
        return alike < LONG_BEGINNING ? null : "they differ from character " + (alike + 1) + " on";
    }

    /** What an answer tells besides its body is compared only where the body itself cannot be. */
    static boolean isAnswer(JsonNode value) {
        return value.has("status") && value.has("headers") && value.has("body");
    }

    private static boolean isDerived(At around, String name, boolean answer) {
        return (answer && (name.equals("size") || name.equals("sha256")))
                || (around.name().equals("headers") && name.equalsIgnoreCase("content-length"));
    }

    private @Nullable Volatility absent(At at) {
        Volatility ruledOut = ruledOut(at);
        if (ruledOut != null) {
            return ruledOut;
        }
        if (at.derived()) {
            return Volatility.DERIVED;
        }
        return VolatileNames.isAnew(at.name()) ? Volatility.NAME : null;
    }

    private @Nullable Volatility ruledOut(At at) {
        return ruled && (ignoredInRun.contains(at.inRun()) || ignoredInAgainst.contains(at.inAgainst()))
                ? Volatility.RULE
                : null;
    }

    private void add(
            At at,
            Kind kind,
            @Nullable JsonNode run,
            @Nullable JsonNode against,
            @Nullable String note,
            @Nullable Volatility why) {
        found.accept(new RunDifference(place, member, at.pointer(), kind, against, run, note, why));
    }

    /**
     * Hands over each difference.
     *
     * @param place of the step's execution
     * @param member the name of what is compared
     * @param rules those that cover it
     * @param run null where this run does not have it
     * @param against null where the other run does not have it
     */
    static void compare(
            String place,
            String member,
            VolatileValues volatiles,
            List<IgnoreRule> rules,
            @Nullable JsonNode run,
            @Nullable JsonNode against,
            Consumer<RunDifference> found) {
        if (run != null && against != null) {
            new ValueComparison(place, member, volatiles, rules, run, against, found)
                    .compare(new At(member, Pointer.ROOT, START, START, false, 0), run, against);
        } else if (run != null || against != null) {
            Optional<IgnoreRule> whole = rules.stream()
                    .filter(rule -> rule.path().text().equals(START))
                    .findFirst();
            found.accept(new RunDifference(
                    place,
                    member,
                    Pointer.ROOT,
                    run == null ? Kind.REMOVED : Kind.ADDED,
                    against,
                    run,
                    null,
                    whole.isPresent() ? Volatility.RULE : null));
        }
    }
}
