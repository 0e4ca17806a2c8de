package dev.dispatch.engine;

import dev.dispatch.http.HttpClients;
import dev.dispatch.job.JobKind;
import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSource;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.json.Pointer;
import dev.dispatch.memory.MemoryStore;
import dev.dispatch.module.ModuleRegistry;
import dev.dispatch.module.NearActions;
import dev.dispatch.plan.GivenInputs;
import dev.dispatch.plan.Plan;
import dev.dispatch.plan.Preflight;
import dev.dispatch.plan.PreflightResult;
import dev.dispatch.plan.Situation;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
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
import dev.dispatch.state.ActionDefaults;
import dev.dispatch.state.RuntimeOverrides;
import dev.dispatch.time.Cancellation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Checks and runs jobs and actions; everything else is put together here and nowhere else. */
public final class Engine implements AutoCloseable {

    private final EngineSettings settings;
    private final Optional<Workspace> workspace;
    private final MemoryStore memory;
    private final HttpClients clients = new HttpClients();
    private final Map<Workspace, ModuleRegistry> elsewhere = new HashMap<>();
    private @Nullable ModuleRegistry registry;

    private Engine(EngineSettings settings) {
        this.settings = settings;
        this.workspace = Workspace.around(settings.workingDirectory());
        this.memory = new MemoryStore(settings.home().resolve("memory"));
    }

    /** An engine for one working directory; loads nothing until it is asked to. */
    public static Engine open(EngineSettings settings) {
        return new Engine(settings);
    }

    /** Checks a job and what it needs; runs nothing. */
    public Validation validate(JobRequest request) {
        return switch (preflight(request, Preflight.Purpose.VALIDATE)) {
            case Checked.Refused(Problem problem) -> new Validation.Invalid(problem, Optional.empty());
            case Checked.Looked(Path file, ModuleRegistry _, PreflightResult.Ready ready) ->
                new Validation.Valid(file, ready.plan().job(), ready.warnings());
            case Checked.Looked(Path file, ModuleRegistry _, PreflightResult.Rejected rejected) ->
                rejected.fillable().isEmpty()
                        ? new Validation.Invalid(Refusal.ofValidation(rejected, file.toString()), Optional.empty())
                        : filling(rejected, file).validation();
        };
    }

    /** Checks a job and runs it on the calling thread; a failed run is a result like a successful one. */
    public RunReply run(JobRequest request, RunListener listener, Cancellation cancellation) {
        return switch (preflight(request, Preflight.Purpose.RUN)) {
            case Checked.Refused(Problem problem) -> new RunReply.Refused(problem);
            case Checked.Looked(Path file, ModuleRegistry modules, PreflightResult.Ready ready) ->
                changed(request, file, Optional.of(ready.plan()))
                        .<RunReply>map(RunReply.Refused::new)
                        .orElseGet(() -> execute(
                                ready.plan(), modules, "job-run", file.toString(), listener, cancellation));
            case Checked.Looked(Path file, ModuleRegistry modules, PreflightResult.Rejected rejected) ->
                changed(request, file, rejected.planOnceFilled())
                        .<RunReply>map(RunReply.Refused::new)
                        .orElseGet(() -> unready(request, rejected, file, modules, listener, cancellation));
        };
    }

    private RunReply unready(
            JobRequest request,
            PreflightResult.Rejected rejected,
            Path file,
            ModuleRegistry modules,
            RunListener listener,
            Cancellation cancellation) {
        if (rejected.fillable().isEmpty()) {
            return new RunReply.Refused(Refusal.ofRun(rejected, file.toString()));
        }
        MemoryFilling filling = filling(rejected, file);
        MemoryFilling.Execution execution =
                (plan, own, label, path) -> execute(plan, own, label, path.toString(), listener, cancellation);
        return request.resolveDependencies() ? filling.run(modules, execution, cancellation) : filling.refusal();
    }

    private MemoryFilling filling(PreflightResult.Rejected rejected, Path file) {
        return new MemoryFilling(memory, rejected, file, fill -> look(fill, GivenInputs.NONE, Preflight.Purpose.RUN));
    }

    /** Why the plan may not run although it could; empty where any may, or there is none. */
    private static Optional<Problem> changed(JobRequest request, Path file, Optional<Plan> plan) {
        String expected = request.planHash();
        return expected == null ? Optional.empty() : plan.flatMap(found -> new Planning().changed(file, found, expected));
    }

    /** Says what a run of the job would do; sends, writes and changes nothing. */
    public PlanReply plan(JobRequest request) {
        return switch (preflight(request, Preflight.Purpose.RUN)) {
            case Checked.Refused(Problem problem) -> new PlanReply.Refused(problem);
            case Checked.Looked(Path file, ModuleRegistry _, PreflightResult.Ready ready) ->
                new Planning().planned(file, ready, services());
            case Checked.Looked(Path file, ModuleRegistry _, PreflightResult.Rejected rejected) ->
                incomplete(request, file, rejected);
        };
    }

    /** What only a run needs and is not there keeps nobody from planning. */
    private PlanReply incomplete(JobRequest request, Path file, PreflightResult.Rejected missing) {
        return switch (preflight(request, Preflight.Purpose.VALIDATE)) {
            case Checked.Refused(Problem problem) -> new PlanReply.Refused(problem);
            case Checked.Looked(Path _, ModuleRegistry _, PreflightResult.Ready ready) ->
                new Planning().planned(file, ready.plan(), missing, services());
            case Checked.Looked(Path _, ModuleRegistry _, PreflightResult.Rejected rejected) ->
                rejected.plan()
                        .map(plan -> new Planning().planned(file, plan, missing, services()))
                        .orElseGet(() -> new PlanReply.Refused(Refusal.ofValidation(rejected, file.toString())));
        };
    }

    /** Runs one action without a job; it is checked and recorded like a job of one step. */
    public RunReply runAction(ActionRequest request, RunListener listener, Cancellation cancellation) {
        Optional<Problem> fault = Workspace.policyFault(workspace, settings.environment());
        if (fault.isPresent()) {
            return new RunReply.Refused(fault.get());
        }
        ModuleRegistry modules = modules();
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
        return switch (preflight(modules).check(check)) {
            case PreflightResult.Ready ready ->
                execute(ready.plan(), modules, "action-run", null, listener, cancellation);
            case PreflightResult.Rejected rejected ->
                new RunReply.Refused(ActionRefusal.of(rejected, provided.get().action()));
        };
    }

    /** The modules seen from the working directory. */
    public ModuleRegistry modules() {
        if (registry == null) {
            registry = ModuleLayers.load(settings, memory, workspace.stream().toList());
        }
        return registry;
    }

    public MemoryStore memory() {
        return memory;
    }

    public ActionDefaults actionDefaults() {
        return new ActionDefaults(settings.home().resolve(ActionDefaults.FILE));
    }

    public RuntimeOverrides runtimeOverrides() {
        return new RuntimeOverrides(settings.home().resolve(RuntimeOverrides.FILE));
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

    /** The folder of the workspace around the working directory; empty where there is none. */
    public Optional<Path> workspace() {
        return workspace.map(Workspace::root);
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

    /** Takes a job file from elsewhere into the jobs of the workspace; see {@link ImportedJob}. */
    public ImportedJob importJob(Path file) {
        return new JobImport(casesRoot().resolve("imported")).bring(file);
    }

    @Override
    public void close() {
        clients.close();
    }

    /** What came of looking at a job file. */
    sealed interface Checked {

        record Looked(Path file, ModuleRegistry modules, PreflightResult result) implements Checked {}

        record Refused(Problem problem) implements Checked {}
    }

    private Checked preflight(JobRequest request, Preflight.Purpose purpose) {
        return look(caseFiles().locate(request.reference()), request.inputs(), purpose);
    }

    private Checked look(Path file, GivenInputs inputs, Preflight.Purpose purpose) {
        Optional<Workspace> ofFile = Workspace.around(file.toAbsolutePath().resolveSibling("."));
        Optional<Problem> fault = Workspace.policyFault(workspace, settings.environment())
                .or(() -> Workspace.policyFault(ofFile, settings.environment()));
        if (fault.isPresent()) {
            return new Checked.Refused(fault.get());
        }
        JsonSource source;
        try {
            source = JsonSource.read(JobText.of(file));
        } catch (JsonSyntaxException e) {
            Issue issue = Issue.at(IssueCode.INVALID_JSON, Pointer.ROOT, "The file is not JSON: " + e.getMessage())
                    .atPosition(Optional.of(e.position()))
                    .expected("a JSON document (RFC 8259)")
                    .actual("a text that is not JSON");
            return new Checked.Refused(Refusal.unreadable(issue, file.toString()));
        }
        ModuleRegistry modules = ofFile.map(this::modulesOf).orElseGet(this::modules);
        String name = String.valueOf(file.getFileName());
        Preflight.Request check = new Preflight.Request(JobKind.of(name), source, inputs, purpose, null, name);
        return new Checked.Looked(file, modules, preflight(modules).check(check));
    }

    /** The modules seen from the working directory and from another workspace; what ships is always among them. */
    private ModuleRegistry modulesOf(Workspace other) {
        boolean seen = workspace.filter(other::equals).isPresent()
                || settings.distribution().filter(other.root()::equals).isPresent();
        return seen
                ? modules()
                : elsewhere.computeIfAbsent(
                        other,
                        _ -> ModuleLayers.load(
                                settings,
                                memory,
                                Stream.concat(workspace.stream(), Stream.of(other))
                                        .toList()));
    }

    private Preflight preflight(ModuleRegistry modules) {
        return new Preflight(new Situation(
                modules,
                memory,
                settings.environment(),
                settings.generator(),
                isStored(ActionDefaults.FILE) ? actionDefaults() : null,
                isStored(RuntimeOverrides.FILE) ? OverrideNames.checked(runtimeOverrides()) : Json.object()));
    }

    private boolean isStored(String name) {
        return Files.exists(settings.home().resolve(name));
    }

    private RunReply.Finished execute(
            Plan plan,
            ModuleRegistry modules,
            String label,
            @Nullable String casePath,
            RunListener listener,
            Cancellation cancellation) {
        Instant start = settings.clock().instant();
        String runId = RunIds.make(start, label, settings.random());
        Path folder = runs().root().resolve(runId);
        Secrets secrets = new Secrets();
        plan.secrets().forEach(secrets::add);
        secrets.learn(plan.runtime());
        RunHeader header = new RunHeader(
                settings.version(),
                runId,
                start,
                casePath,
                plan,
                modules.fitting(plan.job().dependencies().modules()));
        RunServices services = services();
        try (RunRecorder recorder = RunRecorder.create(folder, header, new Redactor(secrets))) {
            RunResult result =
                    new JobRunner(plan, runId, start, services, secrets, recorder.and(listener), cancellation).run();
            return new RunReply.Finished(result, casePath, folder, recorder.fault(), List.of());
        }
    }

    private RunServices services() {
        return new RunServices(clients, settings.generator(), settings.clock(), "dispatch/" + settings.version());
    }

    private CaseFiles caseFiles() {
        return new CaseFiles(settings.workingDirectory(), casesRoot(), settings.distribution(), this::modules);
    }

    private static Problem unknownAction(String key, ModuleRegistry modules) {
        ObjectNode details = Json.object().put("action", key);
        Suggestions.add(details, NearActions.of(key, modules.actions().keySet()));
        return Problem.of(ProblemCode.NOT_FOUND, "There is no action '" + key + "'")
                .details(details)
                .next(List.of(NextAction.of("list the modules and actions that are there", "module", "list")));
    }
}
