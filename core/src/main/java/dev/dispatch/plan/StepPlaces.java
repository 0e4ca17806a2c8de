package dev.dispatch.plan;

import dev.dispatch.job.Step;
import dev.dispatch.json.Pointer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Knows where the steps of a job stand, and finds those around a place without looking at the others. */
final class StepPlaces {

    private final Map<String, Step> byPointer = new HashMap<>();

    StepPlaces(Iterable<Step> steps) {
        steps.forEach(step -> byPointer.put(step.pointer().text(), step));
    }

    /** The steps that a place is inside of, the innermost last; a step is not inside of itself. */
    List<Step> around(Pointer place) {
        List<Step> around = new ArrayList<>();
        String text = place.text();
        // /scenario/steps/0 is the first that can be one, and two names further the next.
        int end = next(text, next(text, next(text, 0)));
        while (end > 0) {
            Step step = byPointer.get(text.substring(0, end));
            if (step == null) {
                break;
            }
            around.add(step);
            end = next(text, next(text, end));
        }
        return around;
    }

    /** Where the name after a slash ends with another one; -1 where it is the last. */
    private static int next(String text, int slash) {
        return slash < 0 ? -1 : text.indexOf('/', slash + 1);
    }
}
