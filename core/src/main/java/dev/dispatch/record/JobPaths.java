package dev.dispatch.record;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Where the steps of a recorded job stand: the path that each has where it does not run. */
final class JobPaths {

    private static final String FINALLY = "!f/";

    private final Map<String, String> paths = new HashMap<>();
    private int number;

    private JobPaths() {}

    /** By id; a step without one has that of its number, as in the run. */
    static Map<String, String> of(JsonNode job) {
        JobPaths found = new JobPaths();
        found.walk(job.path("scenario").path("steps"), "");
        found.walk(job.path("scenario").path("finally"), FINALLY);
        return found.paths;
    }

    private void walk(JsonNode steps, String around) {
        for (JsonNode step : steps) {
            number++;
            String id = step.path("id").asString("step_" + number);
            boolean inLoop = around.indexOf('[') >= 0;
            paths.put(id, around + id + (inLoop ? "" : "#1"));
            boolean loops = step.has("forEach") || step.has("repeat");
            String below = around + id + (loops ? "[*]" : inLoop ? "" : "#1") + "/";
            walk(step.path("steps"), below);
        }
    }
}
