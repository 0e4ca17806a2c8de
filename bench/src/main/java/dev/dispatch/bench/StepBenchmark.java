package dev.dispatch.bench;

import dev.dispatch.builtin.BuiltinModules;
import dev.dispatch.expression.SystemGenerator;
import dev.dispatch.http.HttpClients;
import dev.dispatch.job.JobKind;
import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSource;
import dev.dispatch.memory.MemoryStore;
import dev.dispatch.module.ModuleRegistry;
import dev.dispatch.plan.GivenInputs;
import dev.dispatch.plan.Plan;
import dev.dispatch.plan.Preflight;
import dev.dispatch.plan.PreflightResult;
import dev.dispatch.plan.Situation;
import dev.dispatch.redact.Secrets;
import dev.dispatch.run.JobRunner;
import dev.dispatch.run.RunResult;
import dev.dispatch.run.RunServices;
import dev.dispatch.run.RunStatus;
import dev.dispatch.time.Cancellation;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the engine adds to a step: a run of a hundred steps that do next to nothing, divided by a hundred. No record is
 * written and nothing is sent.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class StepBenchmark {

    private static final int STEPS = 100;

    private final InstantSource clock = InstantSource.system();
    private final HttpClients clients = new HttpClients();
    private final Plan inOrder = plan(steps(""));
    private final Plan guarded = plan(steps(",\"when\":{\"path\":\"$.input.name\",\"op\":\"exists\"},"
            + "\"expect\":{\"path\":\"$.message\",\"op\":\"starts_with\",\"value\":\"hello\"},"
            + "\"retry\":{},\"timeout\":\"1m\""));
    private final Plan looped = plan(step("all", ",\"forEach\":{\"items\":" + items() + "},\"result\":\"${index}\""));

    /** One after the other, each with an expression in its payload. */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public RunResult steps() {
        return run(inOrder);
    }

    /** The same with a condition, an expectation, a retry policy and a time-out. */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public RunResult guardedSteps() {
        return run(guarded);
    }

    /** The passes of one loop. */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public RunResult passes() {
        return run(looped);
    }

    private RunResult run(Plan plan) {
        RunServices services = new RunServices(clients, new SystemGenerator(clock), clock, "dispatch/bench");
        RunResult result =
                new JobRunner(plan, "run", clock.instant(), services, new Secrets(), _ -> {}, new Cancellation()).run();
        if (result.status() != RunStatus.SUCCESS) {
            throw new IllegalStateException(String.valueOf(result.failure()));
        }
        return result;
    }

    private static String steps(String members) {
        StringBuilder steps = new StringBuilder();
        for (int i = 0; i < STEPS; i++) {
            steps.append(i == 0 ? "" : ",").append(step("s" + i, members));
        }
        return steps.toString();
    }

    private static String step(String id, String members) {
        return "{\"id\":\"" + id + "\",\"action\":\"flow.log\",\"payload\":{\"message\":\"hello ${input.name}\"}"
                + members + "}";
    }

    private static String items() {
        StringBuilder items = new StringBuilder("[0");
        for (int i = 1; i < STEPS; i++) {
            items.append(',').append(i);
        }
        return items.append(']').toString();
    }

    private Plan plan(String steps) {
        MemoryStore memory = new MemoryStore(Path.of("memory"));
        ModuleRegistry modules = ModuleRegistry.of(new BuiltinModules("0", memory).modules(), List.of());
        Situation situation = new Situation(
                modules, memory, Map.of(), new SystemGenerator(clock), null, Json.object(), Optional.empty());
        String job = "{\"schemaVersion\":1,\"jobType\":\"bench\","
                + "\"inputs\":{\"name\":{\"type\":\"string\",\"default\":\"you\"}},"
                + "\"scenario\":{\"steps\":[" + steps + "]}}";
        PreflightResult result = new Preflight(situation)
                .check(new Preflight.Request(
                        JobKind.CASE,
                        JsonSource.read(job),
                        new GivenInputs(List.of(), Json.object()),
                        Preflight.Purpose.RUN,
                        null,
                        Path.of("")));
        return switch (result) {
            case PreflightResult.Ready(Plan plan, var _) -> plan;
            case PreflightResult.Rejected rejected ->
                throw new IllegalStateException(String.valueOf(rejected.issues()));
        };
    }
}
