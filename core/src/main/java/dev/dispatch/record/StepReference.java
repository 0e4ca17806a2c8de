package dev.dispatch.record;

import dev.dispatch.json.Json;
import dev.dispatch.problem.NearNames;
import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import dev.dispatch.run.Places;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds what {@code --step} names: a step by its id or its number, or one execution inside a loop by its place, such as
 * {@code list[3]} or {@code list[3]/get}. The blocks around a loop may be left out, and so may the numbers of attempts.
 */
final class StepReference {

    private static final int MOST_CANDIDATES = 10;

    private final RunRecord run;
    private final List<ObjectNode> steps;

    /**
     * What was found.
     *
     * @param result in the form of {@code step-results.json}
     * @param place of one execution; with a star for each item where it stands for all of them
     * @param history null for a step that stands for several executions
     */
    record Found(ObjectNode result, String place, @Nullable StepHistory history) {}

    StepReference(RunRecord run) {
        this.run = run;
        this.steps = run.stepResults();
    }

    /** @throws ProblemException NOT_FOUND for what the run does not have, and for what several executions are */
    Found find(String reference) {
        int at = indexOf(reference);
        if (at >= 0) {
            return step(steps.get(at));
        }
        if (reference.indexOf('[') >= 0 || reference.indexOf('/') >= 0 || reference.indexOf('#') >= 0) {
            return execution(reference);
        }
        throw unknown(reference, reference);
    }

    private Found step(ObjectNode result) {
        String place = Places.of(path(result));
        return new Found(result, place, Places.inLoop(place) ? null : StepHistory.of(run, place));
    }

    private Found execution(String reference) {
        String wanted = Places.named(Places.of(reference));
        for (ObjectNode step : steps) {
            String place = Places.of(path(step));
            if (isEndOf(wanted, place)) {
                return step(step);
            }
        }
        List<String> places = places(wanted);
        if (places.isEmpty()) {
            throw unknown(reference, id(wanted));
        }
        if (places.size() > 1) {
            throw ambiguous(reference, places);
        }
        StepHistory history = StepHistory.of(run, places.getFirst());
        return new Found(history.result(), places.getFirst(), history);
    }

    private List<String> places(String wanted) {
        Map<String, Boolean> places = new LinkedHashMap<>();
        run.journal(line -> {
            String type = line.path("type").asString("");
            if (type.equals("enter") || type.equals("exit")) {
                String place = Places.of(path(line));
                if (isEndOf(wanted, place) && places.size() <= MOST_CANDIDATES) {
                    places.put(place, true);
                }
            }
        });
        return new ArrayList<>(places.keySet());
    }

    /** By whole frames. */
    private static boolean isEndOf(String wanted, String place) {
        return place.equals(wanted) || place.endsWith("/" + wanted);
    }

    private static String path(ObjectNode line) {
        return line.path("path").asString("");
    }

    /** Of the last frame. */
    private static String id(String place) {
        String frame = place.substring(place.lastIndexOf('/') + 1);
        int bracket = frame.indexOf('[');
        return bracket < 0 ? frame : frame.substring(0, bracket);
    }

    private int indexOf(String reference) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).path("stepId").asString("").equals(reference)) {
                return i;
            }
        }
        int number = number(reference);
        return number <= steps.size() ? number - 1 : -1;
    }

    /** 0 for a text that is no number of a step. */
    private static int number(String text) {
        int number = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9' || number > 100_000) {
                return 0;
            }
            number = number * 10 + (c - '0');
        }
        return number;
    }

    private ProblemException unknown(String reference, String id) {
        List<String> ids =
                steps.stream().map(step -> step.path("stepId").asString("")).toList();
        int known = ids.indexOf(id);
        if (known >= 0) {
            return withoutIt(reference, id, steps.get(known));
        }
        List<NextAction> next = new ArrayList<>();
        NearNames.of(id, ids).forEach(near -> next.add(inspect(near)));
        if (next.isEmpty()) {
            next.add(NextAction.of("look into the run", "job", "inspect", "--run-id", run.runId()));
        }
        return missing("The run has no step '" + id + "'; its steps are: " + String.join(", ", ids), ids, next);
    }

    /** The step is there, and this execution of it is not. */
    private ProblemException withoutIt(String reference, String id, ObjectNode step) {
        String place = Places.named(Places.of(path(step)));
        int passes = step.path("passes").path("total").asInt(0);
        String why = "is in no loop, or was not executed";
        if (Places.inLoop(place)) {
            why = "is executed in a loop, as " + place + " with a number for each star";
        } else if (passes > 0) {
            why = "had " + passes
                    + (passes == 1
                            ? " pass, " + id + "[0]"
                            : " passes, " + id + "[0] to " + id + "[" + (passes - 1) + "]");
        }
        return missing(
                "Step '" + id + "' " + why + "; there is no '" + reference + "'", List.of(id), List.of(inspect(id)));
    }

    private ProblemException ambiguous(String reference, List<String> places) {
        List<String> shown =
                places.stream().limit(MOST_CANDIDATES).map(Places::named).toList();
        return missing(
                "Several executions are '" + reference + "': " + String.join(", ", shown)
                        + (places.size() > MOST_CANDIDATES ? " and more" : ""),
                shown,
                List.of(inspect(shown.getFirst())));
    }

    private NextAction inspect(String step) {
        return NextAction.of("inspect step " + step, "job", "inspect", "--run-id", run.runId(), "--step", step);
    }

    private static ProblemException missing(String message, List<String> steps, List<NextAction> next) {
        return Problem.of(ProblemCode.NOT_FOUND, message)
                .details(Json.object().set("steps", Json.texts(steps)))
                .next(next)
                .exception();
    }
}
