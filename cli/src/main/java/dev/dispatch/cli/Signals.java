package dev.dispatch.cli;

import dev.dispatch.problem.ProblemCode;
import dev.dispatch.time.Cancellation;
import java.util.List;
import sun.misc.Signal;

/**
 * Turns the signals that ask a process to end into the wish to stop. Shutdown hooks come too late for that; the module
 * {@code jdk.unsupported} has the only other way, and calling it by reflection would cost some ten milliseconds.
 */
final class Signals {

    private Signals() {}

    /** The first signal lets the work end in order and be recorded; a second one ends the process at once. */
    static void stop(Cancellation cancellation) {
        for (String name : List.of("INT", "TERM")) {
            Signal.handle(new Signal(name), _ -> {
                if (cancellation.cancelled()) {
                    Runtime.getRuntime().halt(ProblemCode.INTERRUPTED.exitCode());
                }
                cancellation.cancel();
            });
        }
    }
}
