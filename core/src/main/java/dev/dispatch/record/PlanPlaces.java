package dev.dispatch.record;

import dev.dispatch.plan.Node;
import dev.dispatch.plan.Plan;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the steps of a plan, and of the jobs that it calls, by the places of their executions. */
final class PlanPlaces {

    /** Stands for the steps of a job that a step calls. */
    static final String CALLED = ">";

    /** Stands for the steps that clean up. */
    static final String FINALLY = "!f";

    private PlanPlaces() {}

    /** Empty where the plan has no such step. */
    static Optional<Node> find(Plan plan, String place) {
        Plan job = plan;
        List<Node> here = plan.steps();
        Node found = null;
        for (String word : place.split("/", -1)) {
            if (word.equals(FINALLY)) {
                here = job.finalSteps();
            } else if (word.equals(CALLED)) {
                if (!(found instanceof Node.Call call)) {
                    return Optional.empty();
                }
                job = call.called().plan();
                here = job.steps();
            } else {
                found = named(here, id(word));
                here = found instanceof Node.Block block ? block.nodes() : List.of();
                if (found == null) {
                    return Optional.empty();
                }
            }
        }
        return Optional.ofNullable(found);
    }

    private static @Nullable Node named(List<Node> nodes, String id) {
        for (Node node : nodes) {
            if (node.step().id().equals(id)) {
                return node;
            }
        }
        return null;
    }

    private static String id(String word) {
        int item = word.indexOf('[');
        return item < 0 ? word : word.substring(0, item);
    }

    /** The part of a place that names the job: empty for the run's own, else up to the steps of the called one. */
    static String job(String place) {
        int called = place.lastIndexOf("/" + CALLED + "/");
        return called < 0 ? "" : place.substring(0, called + 3);
    }

    /** The id of the step that stands at a place. */
    static String stepId(String place) {
        return id(place.substring(place.lastIndexOf('/') + 1));
    }

    /** Whether steps at one place see what was given at another: it is in no pass of a loop that is not around them. */
    static boolean sees(String from, String given) {
        int pass = given.lastIndexOf("]/");
        return job(from).equals(job(given)) && (pass < 0 || from.startsWith(given.substring(0, pass + 2)));
    }
}
