package dev.dispatch.engine;

import dev.dispatch.config.Config;
import dev.dispatch.http.HttpClients;
import dev.dispatch.job.JobKind;
import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSource;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.json.Pointer;
import dev.dispatch.memory.MemoryStore;
import dev.dispatch.module.ModuleRegistry;
import dev.dispatch.plan.GivenInputs;
import dev.dispatch.plan.Plan;
import dev.dispatch.plan.Preflight;
import dev.dispatch.plan.PreflightResult;
import dev.dispatch.plan.Situation;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.NearNames;
import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.record.RunHeader;
import dev.dispatch.record.RunIds;
import dev.dispatch.record.RunRecorder;
import dev.dispatch.record.RunStore;
import dev.dispatch.redact.Redactor;
import dev.dispatch.redact.Secrets;
import dev.dispatch.run.JobRunner;
import dev.dispatch.run.RunListener;
import dev.dispatch.run.RunResult;
import dev.dispatch.run.RunServices;
import dev.dispatch.time.Cancellation;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Checks and runs jobs and actions; everything else is put together here and nowhere else. */
public final class Engine implements AutoCloseable {

    private final EngineSettings settings;
    private final Optional<Workspace> workspace;
    private final Configuration configuration;
    private final MemoryStore memory;
    private final HttpClients clients = new HttpClients();
    private @Nullable ModuleRegistry registry;

    private Engine(EngineSettings settings) {
        this.settings = settings;
        this.workspace = Workspace.around(settings.workingDirectory());
        this.configuration = new Configuration(settings, workspace.stream().toList());
        this.memory = new MemoryStore(settings.home().resolve("memory"));
    }

    /** An engine for one working directory; loads nothing until it is asked to. */
    public static Engine open(EngineSettings settings) {
        return new Engine(settings);
    }

    /** Checks a job and what it needs; runs nothing. */
    public Validation validate(JobRequest request) {
        return switch (preflight(request, Preflight.Purpose.VALIDATE)) {
            case Checked.Refused(Problem problem) -> new Validation.Invalid(problem);
            case Checked.Looked(Path file, Situation _, PreflightResult.Ready ready) ->
                new Validation.Valid(file, ready.plan().job(), ready.warnings());
            case Checked.Looked(Path file, Situation _, PreflightResult.Rejected rejected) ->
                new Validation.Invalid(Refusal.ofValidation(rejected, file.toString()));
        };
    }

    /** Checks a job and runs it on the calling thread; a failed run is a result like a successful one. */
    public RunReply run(JobRequest request, RunListener listener, Cancellation cancellation) {
        return switch (preflight(request, Preflight.Purpose.RUN)) {
            case Checked.Refused(Problem problem) -> new RunReply.Refused(problem);
            case Checked.Looked(Path file, Situation situation, PreflightResult.Ready ready) ->
                execute(ready.plan(), situation, "job-run", file.toString(), listener, cancellation);
            case Checked.Looked(Path file, Situation _, PreflightResult.Rejected rejected) ->
                new RunReply.Refused(Refusal.ofRun(rejected, file.toString()));
        };
    }

    /** Runs one action without a job; it is checked and recorded like a job of one step. */
    public RunReply runAction(ActionRequest request, RunListener listener, Cancellation cancellation) {
        Situation situation = situation(modules(), configuration);
        ModuleRegistry modules = situation.registry();
        Optional<ModuleRegistry.Provided> provided = modules.action(request.action());
        if (provided.isEmpty()) {
            return new RunReply.Refused(unknownAction(request.action(), modules));
        }
        List<Issue> repeated = ActionJob.repeated(request.inputs());
        if (!repeated.isEmpty()) {
            return new RunReply.Refused(ActionRefusal.ofInputs(repeated, request.action()));
        }
        JsonSource source = ActionJob.source(provided.get().action(), request);
        Preflight.Request check =
                new Preflight.Request(JobKind.SEED, source, GivenInputs.NONE, Preflight.Purpose.RUN, request.baseUrl());
        return switch (new Preflight(situation).check(check)) {
            case PreflightResult.Ready ready ->
                execute(ready.plan(), situation, "action-run", null, listener, cancellation);
            case PreflightResult.Rejected rejected ->
                new RunReply.Refused(ActionRefusal.of(rejected, provided.get().action()));
        };
    }

    /** The modules seen from the working directory. */
    public ModuleRegistry modules() {
        if (registry == null) {
            registry = ModuleLayers.load(settings, memory, workspace.stream().toList(), configuration.forModules());
        }
        return registry;
    }

    /**
     * What the files of configuration say that count in the working directory; empty where there are none.
     *
     * @throws dev.dispatch.problem.ProblemException USAGE_ERROR with every issue of every file
     */
    public Optional<Config> config() {
        return configuration.config();
    }

    public MemoryStore memory() {
        return memory;
    }

    /** The runs of this workspace, or of the home folder where there is no workspace. */
    public RunStore runs() {
        String given = settings.environment().get("DISPATCH_RUN_OUTPUT");
        if (given != null && !given.isEmpty()) {
            return new RunStore(settings.workingDirectory().resolve(given).normalize());
        }
        Path root = workspace.map(Workspace::root).orElse(settings.home());
        return new RunStore(root.resolve("run-output"));
    }

    /** The job files that can be named from here. */
    public List<CaseFile> cases() {
        return caseFiles().list();
    }

    /** The folder of the workspace's own jobs, whether it is there or not. */
    public Path casesRoot() {
        return workspace
                .map(Workspace::root)
                .orElse(settings.workingDirectory())
                .resolve("jobs");
    }

    @Override
    public void close() {
        clients.close();
    }

    /** What came of looking at a job file. */
    private sealed interface Checked {

        record Looked(Path file, Situation situation, PreflightResult result) implements Checked {}

        record Refused(Problem problem) implements Checked {}
    }

    private Checked preflight(JobRequest request, Preflight.Purpose purpose) {
        Path file = caseFiles().locate(request.reference());
        Optional<Workspace> ofFile = Workspace.around(file.toAbsolutePath().resolveSibling("."));
        boolean elsewhere = ofFile.isPresent() && !ofFile.equals(workspace);
        List<Workspace> both =
                elsewhere ? Stream.concat(workspace.stream(), ofFile.stream()).toList() : List.of();
        Configuration here = elsewhere ? new Configuration(settings, both) : configuration;
        here.config();
        JsonSource source;
        try {
            source = JsonSource.read(JobText.of(file));
        } catch (JsonSyntaxException e) {
            Issue issue = Issue.at(IssueCode.INVALID_JSON, Pointer.ROOT, "The file is not JSON: " + e.getMessage())
                    .atPosition(Optional.of(e.position()))
                    .expected("a JSON document (RFC 8259)");
            return new Checked.Refused(Refusal.unreadable(issue, file.toString()));
        }
        ModuleRegistry modules = elsewhere ? ModuleLayers.load(settings, memory, both, here.forModules()) : modules();
        Situation situation = situation(modules, here);
        String name = String.valueOf(file.getFileName());
        Preflight.Request check =
                new Preflight.Request(JobKind.of(name), source, request.inputs(), purpose, null, name);
        return new Checked.Looked(file, situation, new Preflight(situation).check(check));
    }

    private Situation situation(ModuleRegistry modules, Configuration files) {
        return new Situation(modules, memory, settings.environment(), settings.generator(), files.config());
    }

    private RunReply execute(
            Plan plan,
            Situation situation,
            String label,
            @Nullable String casePath,
            RunListener listener,
            Cancellation cancellation) {
        Instant start = settings.clock().instant();
        String runId = RunIds.make(start, label, settings.random());
        Path folder = runs().root().resolve(runId);
        Secrets secrets = new Secrets();
        plan.secrets().forEach(secrets::add);
        if (situation.config().isPresent()) {
            situation.config().get().secrets().forEach(secrets::add);
        }
        RunHeader header = new RunHeader(settings.version(), runId, start, casePath, plan, situation.registry());
        RunServices services =
                new RunServices(clients, settings.generator(), settings.clock(), "dispatch/" + settings.version());
        try (RunRecorder recorder = RunRecorder.create(folder, header, new Redactor(secrets))) {
            RunResult result =
                    new JobRunner(plan, runId, start, services, secrets, recorder.and(listener), cancellation).run();
            return new RunReply.Finished(result, casePath, folder, recorder.fault());
        }
    }

    private CaseFiles caseFiles() {
        return new CaseFiles(settings.workingDirectory(), casesRoot(), settings.distribution(), this::modules);
    }

    private static Problem unknownAction(String key, ModuleRegistry modules) {
        ObjectNode details = Json.object().put("action", key);
        Suggestions.add(details, NearNames.of(key, modules.actions().keySet()));
        return Problem.of(ProblemCode.NOT_FOUND, "There is no action '" + key + "'")
                .details(details)
                .next(List.of(NextAction.of("list the modules and actions that are there", "module", "list")));
    }
}
