package dev.dispatch.engine;

import dev.dispatch.archive.Fetching;
import dev.dispatch.archive.ModulePacker;
import dev.dispatch.archive.ModuleShipping;
import dev.dispatch.archive.ModuleStore;
import dev.dispatch.authoring.ModuleOverrides;
import dev.dispatch.authoring.ModuleValidation;
import dev.dispatch.batch.BatchListener;
import dev.dispatch.code.JavaModules;
import dev.dispatch.config.Config;
import dev.dispatch.http.HttpClients;
import dev.dispatch.job.JobKind;
import dev.dispatch.json.JsonSource;
import dev.dispatch.memory.MemoryStore;
import dev.dispatch.module.ModuleRegistry;
import dev.dispatch.plan.GivenInputs;
import dev.dispatch.plan.Plan;
import dev.dispatch.plan.Preflight;
import dev.dispatch.plan.PreflightResult;
import dev.dispatch.plan.Situation;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.Problem;
import dev.dispatch.record.RunStore;
import dev.dispatch.run.RunListener;
import dev.dispatch.state.ActionDefaults;
import dev.dispatch.state.RuntimeOverrides;
import dev.dispatch.time.Cancellation;
import dev.dispatch.transfer.ImportedRun;
import dev.dispatch.transfer.RunImport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Checks, plans and runs jobs and actions; everything else is put together here and nowhere else. */
public final class Engine implements AutoCloseable {

    private final EngineSettings settings;
    private final Optional<Workspace> workspace;
    private final MemoryStore memory;
    private final Situations situations;
    private final JobCheck check;
    private final HttpClients clients = new HttpClients();

    private Engine(EngineSettings settings) {
        this.settings = settings;
        this.workspace = Workspace.around(settings.workingDirectory());
        this.memory = new MemoryStore(settings.home().resolve("memory"));
        JavaModules java = new JavaModules(settings.home().resolve("cache/modules"), settings.version());
        this.situations = new Situations(settings, memory, workspace, List.of(java));
        this.check = new JobCheck(situations);
    }

    /** An engine for one working directory; loads nothing until it is asked to. */
    public static Engine open(EngineSettings settings) {
        return new Engine(settings);
    }

    /** Checks a job and what it needs; runs nothing. */
    public Validation validate(JobRequest request) {
        return switch (look(request, Preflight.Purpose.VALIDATE)) {
            case Checked.Refused(Problem problem) -> new Validation.Invalid(problem, Optional.empty());
            case Checked.Looked(Path file, Situation _, PreflightResult.Ready ready) ->
                new Validation.Valid(file, ready.plan().job(), ready.warnings());
            case Checked.Looked(Path file, Situation _, PreflightResult.Rejected rejected) ->
                rejected.fillable().isEmpty()
                        ? new Validation.Invalid(Refusal.ofValidation(rejected, file.toString()), Optional.empty())
                        : filling(rejected, file).validation();
        };
    }

    /** Checks a job and runs it on the calling thread; a failed run is a result like a successful one. */
    public RunReply run(JobRequest request, RunListener listener, Cancellation cancellation) {
        return switch (look(request, Preflight.Purpose.RUN)) {
            case Checked.Refused(Problem problem) -> new RunReply.Refused(problem);
            case Checked.Looked(Path file, Situation situation, PreflightResult.Ready ready) ->
                changed(request, file, Optional.of(ready.plan()))
                        .<RunReply>map(RunReply.Refused::new)
                        .orElseGet(() ->
                                execution().run(ready.plan(), situation, "job-run", file, listener, cancellation));
            case Checked.Looked(Path file, Situation situation, PreflightResult.Rejected rejected) ->
                changed(request, file, rejected.planOnceFilled())
                        .<RunReply>map(RunReply.Refused::new)
                        .orElseGet(() -> unready(request, rejected, file, situation, listener, cancellation));
        };
    }

    private RunReply unready(
            JobRequest request,
            PreflightResult.Rejected rejected,
            Path file,
            Situation situation,
            RunListener listener,
            Cancellation cancellation) {
        if (rejected.fillable().isEmpty()) {
            return new RunReply.Refused(Refusal.ofRun(rejected, file.toString()));
        }
        MemoryFilling filling = filling(rejected, file);
        PlanExecution execution = execution();
        return request.resolveDependencies()
                ? filling.run(
                        situation,
                        (plan, own, label, path) -> execution.run(plan, own, label, path, listener, cancellation),
                        cancellation)
                : filling.refusal();
    }

    private MemoryFilling filling(PreflightResult.Rejected rejected, Path file) {
        return new MemoryFilling(
                memory, rejected, file, fill -> check.look(fill, file, GivenInputs.NONE, Preflight.Purpose.RUN));
    }

    /** Why the plan may not run although it could; empty where any may, or there is none. */
    private static Optional<Problem> changed(JobRequest request, Path file, Optional<Plan> plan) {
        String expected = request.planHash();
        return expected == null
                ? Optional.empty()
                : plan.flatMap(found -> new Planning().changed(file, found, expected));
    }

    /**
     * Checks a job and all rows of inputs and runs it once for each; returns when the last run has ended.
     *
     * @param fillListener is told of the runs that fill memory before
     * @param cancellation once it comes no further run starts; those that go on are waited for
     */
    public BatchReply runMany(
            BatchRequest request, BatchListener listener, RunListener fillListener, Cancellation cancellation) {
        Path file = caseFiles().locate(request.job().reference());
        return new Batching(settings, check, runs(), execution(), memory)
                .run(request, file, listener, fillListener, cancellation);
    }

    /** Says what a run of the job would do; sends, writes and changes nothing. */
    public PlanReply plan(JobRequest request) {
        return switch (look(request, Preflight.Purpose.RUN)) {
            case Checked.Refused(Problem problem) -> new PlanReply.Refused(problem);
            case Checked.Looked(Path file, Situation _, PreflightResult.Ready ready) ->
                new Planning().planned(file, ready, execution().services());
            case Checked.Looked(Path file, Situation _, PreflightResult.Rejected rejected) ->
                incomplete(request, file, rejected);
        };
    }

    /** What only a run needs and is not there keeps nobody from planning. */
    private PlanReply incomplete(JobRequest request, Path file, PreflightResult.Rejected missing) {
        return switch (look(request, Preflight.Purpose.VALIDATE)) {
            case Checked.Refused(Problem problem) -> new PlanReply.Refused(problem);
            case Checked.Looked(Path _, Situation _, PreflightResult.Ready ready) ->
                new Planning().planned(file, ready.plan(), missing, execution().services());
            case Checked.Looked(Path _, Situation _, PreflightResult.Rejected rejected) ->
                rejected.plan()
                        .<PlanReply>map(plan -> new Planning()
                                .planned(file, plan, missing, execution().services()))
                        .orElseGet(() -> new PlanReply.Refused(Refusal.ofValidation(rejected, file.toString())));
        };
    }

    /** Runs one action without a job; it is checked and recorded like a job of one step. */
    public RunReply runAction(ActionRequest request, RunListener listener, Cancellation cancellation) {
        Situation situation = situations.here();
        Optional<ModuleRegistry.Provided> provided = situation.registry().action(request.action());
        if (provided.isEmpty()) {
            return new RunReply.Refused(ActionRefusal.ofUnknown(request.action(), situation));
        }
        List<Issue> repeated = ActionJob.repeated(request.inputs());
        if (!repeated.isEmpty()) {
            return new RunReply.Refused(ActionRefusal.ofInputs(repeated, request.action()));
        }
        JsonSource source = ActionJob.source(provided.get().action(), request);
        Preflight.Request job = new Preflight.Request(
                JobKind.SEED,
                source,
                GivenInputs.NONE,
                Preflight.Purpose.RUN,
                request.baseUrl(),
                settings.workingDirectory());
        return switch (new Preflight(situation).check(job)) {
            case PreflightResult.Ready ready ->
                execution().run(ready.plan(), situation, "action-run", null, listener, cancellation);
            case PreflightResult.Rejected rejected ->
                new RunReply.Refused(ActionRefusal.of(rejected, provided.get().action()));
        };
    }

    /**
     * Runs a recorded run again, with everything that comes from outside out of its record.
     *
     * @param inputs win over the recorded ones
     * @throws dev.dispatch.problem.ProblemException where there is no such run, or its record cannot be read
     */
    public ReplayReply replay(String reference, GivenInputs inputs, RunListener listener, Cancellation cancellation) {
        return replaying().offline(reference, inputs, listener, cancellation);
    }

    /** The same job again, against the world as it is now; see {@link #replay}. */
    public ReplayReply replayLive(
            String reference, GivenInputs inputs, RunListener listener, Cancellation cancellation) {
        return replaying().live(reference, inputs, listener, cancellation);
    }

    private Replaying replaying() {
        return new Replaying(settings, situations, clients, runs());
    }

    /**
     * Continues a run that was interrupted or failed, on the calling thread and in its own record.
     *
     * @throws dev.dispatch.problem.ProblemException NOT_FOUND for a run that is not there, and for a record that cannot be
     *     used
     */
    public ResumeReply resume(ResumeRequest request, RunListener listener, Cancellation cancellation) {
        return new Resuming(runs().open(request.reference()), request, check, execution())
                .resume(settings.clock(), listener, cancellation);
    }

    /** Whether {@link #resume} would go on with a run without further inputs and without force. */
    public boolean mayResume(String runId) {
        ResumeRequest request = new ResumeRequest(runId, GivenInputs.NONE, false);
        return new Resuming(runs().open(runId), request, check, execution()).isPossible(settings.clock());
    }

    /** The modules seen from the working directory. */
    public ModuleRegistry modules() {
        return situations.modules();
    }

    /** Packs, installs and removes modules. */
    public ModuleShipping shipping() {
        return new ModuleShipping(
                settings.version(), new ModuleStore(settings.home().resolve("modules")), situations::load);
    }

    /** What fetching a module from a registry needs. */
    public Fetching fetching(Cancellation cancellation, Consumer<String> progress) {
        return new Fetching(
                clients,
                settings.clock(),
                "dispatch/" + settings.version(),
                cancellation,
                progress,
                settings.environment());
    }

    /**
     * What the files of configuration say that count in the working directory; empty where there are none.
     *
     * @throws dev.dispatch.problem.ProblemException a {@code USAGE_ERROR} with every issue of every file
     */
    public Optional<Config> config() {
        return situations.config();
    }

    /** Checks modules for their authors. */
    public ModuleValidation moduleValidation() {
        return new ModuleValidation(
                situations.loaders(),
                folder -> situations.of(folder.resolve("module.json"), folder.resolve("module.json")),
                settings.home().resolve("modules"),
                new ModulePacker(settings.version()));
    }

    /** Makes modules that replace actions seen from the working directory. */
    public ModuleOverrides moduleOverrides() {
        return new ModuleOverrides(this::modules);
    }

    public MemoryStore memory() {
        return memory;
    }

    public ActionDefaults actionDefaults() {
        return situations.defaults();
    }

    public RuntimeOverrides runtimeOverrides() {
        return situations.overrides();
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

    /** Takes the bundle of a run into the runs of this workspace; see {@link ImportedRun}. */
    public ImportedRun importRun(Path bundle) {
        return new RunImport(runs()).bring(bundle);
    }

    @Override
    public void close() {
        clients.close();
    }

    private Checked look(JobRequest request, Preflight.Purpose purpose) {
        Path file = caseFiles().locate(request.reference());
        return check.look(file, file, request.inputs(), purpose);
    }

    private PlanExecution execution() {
        return new PlanExecution(settings, clients, runs());
    }

    private CaseFiles caseFiles() {
        return new CaseFiles(settings.workingDirectory(), casesRoot(), settings.distribution(), this::modules);
    }
}
