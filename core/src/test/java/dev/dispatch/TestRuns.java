package dev.dispatch;

import dev.dispatch.builtin.BuiltinModules;
import dev.dispatch.expression.SystemGenerator;
import dev.dispatch.http.HttpClients;
import dev.dispatch.job.JobKind;
import dev.dispatch.json.JsonSource;
import dev.dispatch.memory.MemoryStore;
import dev.dispatch.module.Layer;
import dev.dispatch.module.LoadedModule;
import dev.dispatch.module.ModuleFolders;
import dev.dispatch.module.ModuleLoader;
import dev.dispatch.module.ModuleRegistry;
import dev.dispatch.plan.GivenInputs;
import dev.dispatch.plan.Plan;
import dev.dispatch.plan.Preflight;
import dev.dispatch.plan.PreflightResult;
import dev.dispatch.plan.Situation;
import dev.dispatch.record.RunHeader;
import dev.dispatch.record.RunIds;
import dev.dispatch.record.RunRecorder;
import dev.dispatch.redact.Redactor;
import dev.dispatch.redact.Secrets;
import dev.dispatch.run.JobRunner;
import dev.dispatch.run.RunListener;
import dev.dispatch.run.RunResult;
import dev.dispatch.run.RunServices;
import dev.dispatch.time.Cancellation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import tools.jackson.databind.node.ObjectNode;

/** Plans and runs real jobs in a folder of their own: the built-in modules, those of the repository, own memory. */
public final class TestRuns implements AutoCloseable {

    /** A run together with where its record is. */
    public record Recorded(RunResult result, Path folder, Optional<String> fault) {}

    private final Path folder;
    private final Map<String, String> environment;
    private final HttpClients clients = new HttpClients();
    private final InstantSource clock = InstantSource.system();
    private final ModuleRegistry registry;
    private final MemoryStore memory;
    private final Random random = new Random(7);

    public TestRuns(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = Map.copyOf(environment);
        this.memory = new MemoryStore(folder.resolve("memory"));
        List<LoadedModule> modules = new ArrayList<>(new BuiltinModules("0.1.0", memory).modules());
        for (Path module : ModuleFolders.in(repository().resolve("modules"))) {
            if (ModuleLoader.load(module, Layer.REPO) instanceof ModuleLoader.Loading.Loaded loaded) {
                modules.add(loaded.module());
            }
        }
        this.registry = ModuleRegistry.of(modules, List.of());
    }

    /** The nearest folder upwards that holds {@code docs/reference}. */
    public static Path repository() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("docs/reference"))) {
                return at;
            }
        }
        throw new AssertionError("docs/reference is in no folder above the working directory");
    }

    public ModuleRegistry registry() {
        return registry;
    }

    public MemoryStore memory() {
        return memory;
    }

    /** Where the records are. */
    public Path output() {
        return folder.resolve("run-output");
    }

    /** A job that must pass preflight. */
    public Plan plan(String job, ObjectNode inputs) {
        Preflight preflight = new Preflight(new Situation(registry, memory, environment, new SystemGenerator(clock)));
        PreflightResult result = preflight.check(new Preflight.Request(
                JobKind.SEED,
                JsonSource.read(job),
                new GivenInputs(List.of(), inputs),
                Preflight.Purpose.RUN,
                null,
                folder));
        return switch (result) {
            case PreflightResult.Ready(Plan plan, var _) -> plan;
            case PreflightResult.Rejected rejected -> throw new AssertionError(rejected.issues());
        };
    }

    /** Runs a plan and records it. */
    public Recorded run(Plan plan) {
        return run(plan, new Cancellation(), _ -> {}, 256L * 1024 * 1024);
    }

    /**
     * The same.
     *
     * @param listener is told after the record
     * @param bodyBytes the record's budget
     */
    public Recorded run(Plan plan, Cancellation cancellation, RunListener listener, long bodyBytes) {
        Instant startedAt = clock.instant();
        String runId = RunIds.make(startedAt, "job-run", random);
        Secrets secrets = new Secrets();
        plan.secrets().forEach(secrets::add);
        RunHeader header =
                new RunHeader("0.1.0", runId, startedAt, "jobs/test.job.case.json", null, null, plan, registry);
        Path record = output().resolve(runId);
        RunServices services = new RunServices(clients, new SystemGenerator(clock), clock, "dispatch/test");
        try (RunRecorder recorder = RunRecorder.create(record, header, new Redactor(secrets), bodyBytes)) {
            RunResult result = new JobRunner(
                            plan, runId, startedAt, services, secrets, recorder.and(listener), cancellation)
                    .run();
            return new Recorded(result, record, recorder.fault());
        }
    }

    @Override
    public void close() {
        clients.close();
    }
}
