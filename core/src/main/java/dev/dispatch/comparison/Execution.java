package dev.dispatch.comparison;

import dev.dispatch.run.StepStatus;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a record says of one step, or of one execution of a step within a loop or a called job.
 *
 * @param place its path without the numbers of attempts
 * @param module name and version of the module that served it; empty where the record does not say
 * @param document the step's result as the record holds it
 */
record Execution(String place, String stepId, String module, ObjectNode document) {

    @Nullable
    JsonNode member(String name) {
        return document.get(name);
    }

    String word(String name) {
        return document.path(name).asString("");
    }

    /** Whether it began. */
    boolean ran() {
        String status = word("status");
        return !status.equals(StepStatus.NOT_RUN.name()) && !status.equals(StepStatus.SKIPPED.name());
    }

    boolean isPoll() {
        return word("action").equals("flow.poll");
    }

    /** How long it took, in milliseconds; -1 where it never began. */
    long durationMs() {
        return document.path("durationMs").asLong(-1);
    }

    /** A path of a record without the numbers of its attempts. */
    static String place(String path) {
        StringBuilder place = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c != '#') {
                place.append(c);
                continue;
            }
            while (i + 1 < path.length() && path.charAt(i + 1) >= '0' && path.charAt(i + 1) <= '9') {
                i++;
            }
        }
        return place.toString();
    }
}
