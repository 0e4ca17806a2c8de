package dev.dispatch.comparison;

import dev.dispatch.json.Json;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Follows values that do not count where an answer brought them to where the job carried them: an id into the address of
 * the next request, into exports, captures and outputs. An id that came with the answer to a creation does not count.
 */
final class Carried {

    private static final Set<String> CARRYING = Set.of("exports", "result", "captured", "outputs", "calls");
    private static final char[] SEPARATORS = {'/', '?', '&', '=', '#', ':', ',', ' '};

    /** Both values of an ignored pair, as they stand within a text. */
    private record Twin(String run, String against) {}

    private final Map<Twin, Set<String>> twins = new HashMap<>();

    private Carried() {}

    /** @param creates whether the step of a difference created something in both runs */
    static List<RunDifference> ignored(List<RunDifference> found, Predicate<RunDifference> creates) {
        Carried carried = new Carried();
        List<RunDifference> all = found.stream()
                .map(one -> isCreated(one) && creates.test(one) ? one.ignoredFor(Volatility.CREATED_ID) : one)
                .toList();
        all.stream().filter(one -> one.ignored() != null).forEach(carried::learn);
        return all.stream()
                .map(one -> one.ignored() == null && carried.explains(one) ? one.ignoredFor(Volatility.CARRIED) : one)
                .toList();
    }

    private static boolean isCreated(RunDifference one) {
        return one.ignored() == null
                && one.member().equals("response")
                && VolatileNames.isId(name(one))
                && isIdentifying(one.run())
                && isIdentifying(one.against());
    }

    private void learn(RunDifference difference) {
        JsonNode run = difference.run();
        JsonNode against = difference.against();
        if (run != null
                && against != null
                && difference.member().equals("response")
                && isIdentifying(run)
                && isIdentifying(against)) {
            twins.computeIfAbsent(new Twin(Json.show(run), Json.show(against)), _ -> new HashSet<>())
                    .add(name(difference));
        }
    }

    private boolean explains(RunDifference difference) {
        JsonNode run = difference.run();
        JsonNode against = difference.against();
        if (run == null || against == null || !isIdentifying(run) || !isIdentifying(against)) {
            return false;
        }
        String inRun = Json.show(run);
        String inAgainst = Json.show(against);
        boolean address = inRun.indexOf('/') >= 0 && inAgainst.indexOf('/') >= 0;
        boolean carrying = CARRYING.contains(difference.member()) || VolatileNames.isId(name(difference));
        return (carrying && isTwin(difference, run, new Twin(inRun, inAgainst)))
                || (address && isSamePath(inRun, inAgainst));
    }

    /** Small numbers mean many things; they are the same one only under an id's name or their own. */
    private boolean isTwin(RunDifference difference, JsonNode run, Twin twin) {
        Set<String> names = twins.get(twin);
        String name = name(difference);
        return names != null && (run.isString() || names.contains(name) || VolatileNames.isId(name));
    }

    /** That of the member, or of the array that an element is in. */
    private static String name(RunDifference difference) {
        String name = difference.member();
        for (String part : difference.pointer().names()) {
            name = part.isEmpty() || !Character.isDigit(part.charAt(0)) ? part : name;
        }
        return name;
    }

    private boolean isSamePath(String run, String against) {
        int i = 0;
        int j = 0;
        while (i <= run.length() && j <= against.length()) {
            int endRun = end(run, i);
            int endAgainst = end(against, j);
            String part = run.substring(i, endRun);
            String other = against.substring(j, endAgainst);
            if (!part.equals(other) && !twins.containsKey(new Twin(part, other))) {
                return false;
            }
            boolean last = endRun == run.length() || endAgainst == against.length();
            if (last || run.charAt(endRun) != against.charAt(endAgainst)) {
                return endRun == run.length() && endAgainst == against.length();
            }
            i = endRun + 1;
            j = endAgainst + 1;
        }
        return false;
    }

    private static int end(String text, int from) {
        int end = text.length();
        for (char separator : SEPARATORS) {
            int at = text.indexOf(separator, from);
            end = at >= 0 ? Math.min(end, at) : end;
        }
        return end;
    }

    private static boolean isIdentifying(@Nullable JsonNode value) {
        return value != null && (value.isNumber() || value.isString());
    }
}
