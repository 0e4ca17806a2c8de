package dev.dispatch.fuzz;

import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Optional;

/**
 * One input given to a target.
 *
 * @param fault empty where nothing went wrong
 * @param taken whether the input was sound enough to be used
 * @param nanos of the processor: on a busy machine the clock says nothing
 */
record Trial(Optional<Throwable> fault, boolean taken, long nanos) {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @SuppressWarnings("CatchingUnchecked")
    static Trial of(FuzzTarget.Feed feed, byte[] input) {
        long start = THREADS.getCurrentThreadCpuTime();
        Optional<Throwable> fault = Optional.empty();
        boolean taken = false;
        try {
            feed.take(input);
            taken = true;
        } catch (Refused e) {
            taken = false;
        } catch (ProblemException e) {
            if (e.problem().code() == ProblemCode.INTERNAL_ERROR) {
                fault = Optional.of(e);
            }
        } catch (Exception | Error e) {
            fault = Optional.of(e);
        }
        return new Trial(fault, taken, THREADS.getCurrentThreadCpuTime() - start);
    }

    /** The exception and where it came from; equal for inputs that found the same bug. */
    static String kind(Throwable fault) {
        for (StackTraceElement frame : fault.getStackTrace()) {
            if (frame.getClassName().startsWith("dev.dispatch.")) {
                return fault.getClass().getSimpleName() + " at " + frame;
            }
        }
        return fault.getClass().getSimpleName();
    }

    static String trace(Throwable fault) {
        StringWriter text = new StringWriter();
        fault.printStackTrace(new PrintWriter(text));
        String trace = text.toString();
        return trace.length() > 4_000 ? trace.substring(0, 4_000) + "..." : trace;
    }
}
