package dev.dispatch.plan;

import dev.dispatch.http.RequestFiles;
import dev.dispatch.job.Step;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What only the job itself may choose, held against what its expressions gave: which files are sent and written. */
public final class Written {

    private Written() {}

    /**
     * What is wrong with the files of a request, in one sentence; empty where nothing is.
     *
     * @param step as it was written, with stored defaults
     * @param payload of the action it calls, with the values of its expressions
     */
    public static Optional<String> faultOf(RequestFiles files, Node.Callable callable, Step step, JsonNode payload) {
        return WrittenParts.faultOf(callable, step, payload)
                .or(() -> WrittenTarget.faultOf(files, callable, step, payload));
    }
}
