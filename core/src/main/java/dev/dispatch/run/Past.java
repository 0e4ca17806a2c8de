package dev.dispatch.run;

import dev.dispatch.expression.Generator;
import dev.dispatch.http.HttpExchangeStart;
import dev.dispatch.http.HttpRecall;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What a record knows of the executions of a run: it is asked before anything is taken from the world outside. Safe for
 * several threads.
 */
public interface Past {

    /** Of a run that is new. */
    Past NONE = new Past() {};

    /**
     * What came of a request, so that it is not sent; empty where it has to be.
     *
     * @param path of the call
     * @param fingerprint tells requests apart
     */
    default Optional<HttpRecall> call(String path, String fingerprint, HttpExchangeStart start) {
        return Optional.empty();
    }

    /**
     * Where the values of a payload, or of the items of a loop, come from.
     *
     * @param path of the execution that begins
     * @param fresh makes new ones
     */
    default Generator generator(String path, Generator fresh) {
        return fresh;
    }

    /**
     * The next value that an execution once got from outside otherwise than by HTTP; see {@link RunEvent.Observed}.
     *
     * @param path of the attempt that asks
     */
    default Optional<JsonNode> observed(String path, String what) {
        return Optional.empty();
    }

    /** Whether what was {@link #observed} before is told as if it came now: in a record of its own. */
    default boolean tellsObserved() {
        return true;
    }

    /**
     * How the last execution at the place of a path ended.
     *
     * @param path with whatever numbers of attempts
     */
    default Optional<Ended> ended(String path) {
        return Optional.empty();
    }

    /** What is known of an execution at the place of a path that began and did not end. */
    default Begun begun(String path) {
        return Begun.NOT;
    }

    /** Whether the next thing that an execution asks the world outside is known, so that it need not wait before. */
    default boolean knowsNext(String path) {
        return false;
    }
}
