package dev.dispatch.engine;

import dev.dispatch.plan.GivenInputs;
import dev.dispatch.run.RunStatus;
import dev.dispatch.time.Cancellation;
import java.nio.file.Path;

/**
 * A process that runs the job {@code a} of a workspace, or resumes a run of it, and is killed by who started it.
 *
 * <p>Arguments: workspace, home, and the id of a run to resume. Exit code 0 for a run that succeeded, 3 for a refusal.
 */
final class KilledRuns {

    private KilledRuns() {}

    public static void main(String[] arguments) {
        System.exit(exitCode(arguments));
    }

    private static int exitCode(String[] arguments) {
        try (Engine engine = ChildProcess.engine(Path.of(arguments[0]), Path.of(arguments[1]))) {
            if (arguments.length == 2) {
                RunReply reply = engine.run(new JobRequest("a", GivenInputs.NONE), _ -> {}, new Cancellation());
                return reply instanceof RunReply.Finished finished ? exitCode(finished) : 3;
            }
            ResumeRequest request = new ResumeRequest(arguments[2], GivenInputs.NONE, false);
            return switch (engine.resume(request, _ -> {}, new Cancellation())) {
                case ResumeReply.Finished finished -> exitCode(finished.run());
                case ResumeReply.Refused refused -> {
                    System.out.println(refused.problem());
                    yield 3;
                }
            };
        }
    }

    private static int exitCode(RunReply.Finished run) {
        return run.result().status() == RunStatus.SUCCESS ? 0 : 1;
    }
}
