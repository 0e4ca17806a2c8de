package dev.dispatch.record;

import dev.dispatch.run.Places;
import dev.dispatch.run.StepStatus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a run had done before it was resumed and did once more after it. How it went is told by the second time: a run that
 * was not cut off did it once.
 */
public final class Resumes {

    private static final String FINALLY = "!f";

    private final NavigableMap<String, List<Integer>> sent = new TreeMap<>();
    private final Set<String> ended = new HashSet<>();
    private final Set<Integer> superseded = new HashSet<>();

    /** Reads the journal once. */
    public static Resumes of(RunRecord run) {
        Resumes resumes = new Resumes();
        run.journal(resumes::line);
        return resumes;
    }

    /**
     * Takes a line of the journal.
     *
     * @return the places of which everything inside begins anew from this line on
     */
    public List<String> line(ObjectNode line) {
        String place = Places.whole(line.path("path").asString(""));
        switch (line.path("type").asString("")) {
            case "enter" -> ended.remove(place);
            case "exit" -> {
                String status = line.path("status").asString("");
                if (status.equals(StepStatus.SUCCEEDED.name()) || status.equals(StepStatus.SKIPPED.name())) {
                    ended.add(place);
                }
            }
            case "call-started" ->
                sent.computeIfAbsent(place, _ -> new ArrayList<>(1))
                        .add(line.path("idx").asInt(0));
            case "resumed" -> {
                return again(line.path("again"));
            }
            default -> {
                // Nothing else begins or sends anything.
            }
        }
        return List.of();
    }

    /** The numbers of the requests that were sent once more. */
    public Set<Integer> superseded() {
        return superseded;
    }

    private List<String> again(JsonNode places) {
        List<String> anew = new ArrayList<>();
        for (JsonNode named : places) {
            String place = named.asString("");
            supersede(sent.subMap(place, true, place, true));
            if (ended.contains(place) || place.endsWith(FINALLY)) {
                anew.add(place);
                supersede(inside(sent, place, '/'));
                supersede(inside(sent, place, '['));
            }
        }
        return anew;
    }

    private void supersede(NavigableMap<String, List<Integer>> calls) {
        calls.values().forEach(superseded::addAll);
        calls.clear();
    }

    /** What stands in the block or called job at a place ({@code /}), or in the passes of its loop ({@code [}). */
    public static <V> NavigableMap<String, V> inside(NavigableMap<String, V> all, String place, char begin) {
        return all.subMap(place + begin, true, place + (char) (begin + 1), false);
    }
}
