package dev.dispatch.record;

import dev.dispatch.problem.Shown;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Which failed calls belong to steps whose failures the job lets pass, and what to do where they are no failures. */
public final class ToleratedSteps {

    private static final int MOST_SHOWN = 5;

    private ToleratedSteps() {}

    /** What to add to a sentence about the failed calls; empty where no step of theirs has {@code continueOnError}. */
    static String of(RunRecord run, List<RecordedCall> failed) {
        if (failed.isEmpty()) {
            return "";
        }
        Set<String> tolerated = ids(run);
        Set<String> steps = new TreeSet<>();
        Set<String> statuses = new TreeSet<>();
        for (RecordedCall call : failed) {
            String step = own(call.stepId());
            if (tolerated.contains(step)) {
                steps.add(step);
                call.httpCode().ifPresent(code -> statuses.add(String.valueOf(code)));
            }
        }
        if (steps.isEmpty()) {
            return "";
        }
        String words = "; 'continueOnError' of " + first(steps) + " lets the run go on, and the calls still count";
        return statuses.isEmpty()
                ? words
                : words + ": list " + first(statuses) + " in 'expectStatus' where it is a good answer";
    }

    /** The steps with {@code continueOnError}, their own or that of a block around them. */
    public static Set<String> ids(RunRecord run) {
        Set<String> tolerated = new HashSet<>();
        JsonNode scenario = run.job().path("scenario");
        collect(scenario.path("steps"), false, tolerated);
        collect(scenario.path("finally"), false, tolerated);
        return tolerated;
    }

    private static String first(Set<String> names) {
        return String.join(", ", names.stream().limit(MOST_SHOWN).map(Shown::of).toList())
                + (names.size() > MOST_SHOWN ? ", ..." : "");
    }

    /** The step of this job; one of a called job has the calling step before its own name. */
    private static String own(String stepId) {
        int call = stepId.indexOf('>');
        return call < 0 ? stepId : stepId.substring(0, call);
    }

    private static void collect(JsonNode steps, boolean around, Set<String> found) {
        for (JsonNode step : steps) {
            boolean tolerated = around || step.path("continueOnError").asBoolean(false);
            if (tolerated) {
                found.add(step.path("id").asString(""));
            }
            collect(step.path("steps"), tolerated, found);
        }
    }
}
