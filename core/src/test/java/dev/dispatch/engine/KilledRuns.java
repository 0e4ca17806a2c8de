package dev.dispatch.engine;

import dev.dispatch.expression.SystemGenerator;
import dev.dispatch.plan.GivenInputs;
import dev.dispatch.run.RunStatus;
import dev.dispatch.time.Cancellation;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

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
        InstantSource clock = InstantSource.system();
        EngineSettings settings = new EngineSettings(
                "0.1.0",
                Path.of(arguments[1]),
                Path.of(arguments[0]),
                Map.of(),
                Optional.empty(),
                clock,
                new Random(),
                new SystemGenerator(clock));
        try (Engine engine = Engine.open(settings)) {
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
