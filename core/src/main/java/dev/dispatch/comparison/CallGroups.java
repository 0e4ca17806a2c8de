package dev.dispatch.comparison;

import dev.dispatch.json.Json;
import dev.dispatch.record.RecordedCall;
import dev.dispatch.record.RunRecord;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The requests of a run by the place of the execution that made them. Their order counts within one place only: what runs
 * at once is sent in any order, and the rest follows the order of the steps.
 */
final class CallGroups {

    private static final int CREATED = 201;

    private final Map<String, ArrayNode> groups = new LinkedHashMap<>();
    private final Map<String, ArrayNode> superseded = new HashMap<>();
    private final Map<String, String> steps = new LinkedHashMap<>();
    private final Map<String, String> lastTry = new HashMap<>();
    private final Set<String> created = new HashSet<>();
    private final Set<Integer> repeated;
    private final boolean countTries;
    private int total;

    private CallGroups(Set<Integer> repeated, boolean countTries) {
        this.repeated = repeated;
        this.countTries = countTries;
    }

    /**
     * Those of a run.
     *
     * @param repeated the numbers of those that were sent once more when the run was resumed
     * @param countTries whether all tries of a poll are there, and not only the last
     */
    static CallGroups of(RunRecord run, Set<Integer> repeated, boolean countTries) {
        CallGroups groups = new CallGroups(repeated, countTries);
        run.calls().forEach(groups::add);
        return groups;
    }

    /** {@code {method, url, httpCode?, error?}} of each request, in the order of their ends. */
    Map<String, ArrayNode> groups() {
        return groups;
    }

    /** Every place that sent something. */
    Set<String> places() {
        return steps.keySet();
    }

    /** Those of a place that were sent once more when the run was resumed, and do not stand among its {@link #groups}. */
    ArrayNode superseded(String place) {
        return superseded.getOrDefault(place, Json.array());
    }

    /** The step that the calls of a place belong to. */
    String stepId(String place) {
        return steps.getOrDefault(place, "");
    }

    /** Whether a POST within a place was answered with 201. */
    boolean creates(String place) {
        for (String at : created) {
            if (at.startsWith(place)
                    && (at.length() == place.length() || "[/".indexOf(at.charAt(place.length())) >= 0)) {
                return true;
            }
        }
        return false;
    }

    int total() {
        return total;
    }

    private void add(RecordedCall call) {
        total++;
        String path = call.path();
        String place = Execution.place(path.substring(0, end(path)));
        int tilde = place.indexOf("/~p");
        String number = tilde < 0 ? "" : place.substring(tilde);
        place = tilde < 0 ? place : place.substring(0, tilde);
        steps.put(place, call.stepId());
        if (call.method().equals("POST") && call.httpCode().orElse(0) == CREATED) {
            created.add(place);
        }
        if (repeated.contains(call.idx())) {
            superseded.computeIfAbsent(place, _ -> Json.array()).add(shown(call));
            return;
        }
        String last = tilde < 0 ? null : lastTry.put(place, number);
        if (!countTries && last != null && !last.equals(number)) {
            groups.remove(place);
        }
        groups.computeIfAbsent(place, _ -> Json.array()).add(shown(call));
    }

    private static ObjectNode shown(RecordedCall call) {
        ObjectNode shown = Json.object().put("method", call.method()).put("url", call.url());
        call.httpCode().ifPresent(code -> shown.put("httpCode", code));
        call.error().ifPresent(error -> shown.put("error", error));
        return shown;
    }

    private static int end(String path) {
        int at = path.indexOf('@');
        return at < 0 ? path.length() : at;
    }
}
