package dev.dispatch.cli.command;

import dev.dispatch.demo.DemoApi;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import java.io.IOException;
import java.util.List;

/** Starts the embedded demo API. */
final class DemoServer {

    /** The variable from which the jobs of the module jsonplaceholder take their base URL. */
    static final String BASE_URL_VARIABLE = "JSONPLACEHOLDER_BASE_URL";

    /** The variables from which the shipped jobs take their base URL. */
    static final List<String> BASE_URL_VARIABLES = List.of(BASE_URL_VARIABLE, "DEMO_BASE_URL");

    private DemoServer() {}

    /**
     * Starts it on loopback.
     *
     * @param port 0 for a free one
     * @throws dev.dispatch.problem.ProblemException a {@code RUNTIME_ERROR} where the port is taken
     */
    static DemoApi start(int port) {
        try {
            return DemoApi.start(port);
        } catch (IOException e) {
            throw Problem.of(ProblemCode.RUNTIME_ERROR, "The demo API did not start: " + e.getMessage())
                    .exception();
        }
    }
}
