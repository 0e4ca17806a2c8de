package dev.dispatch.record;

import dev.dispatch.json.Json;
import dev.dispatch.module.BrokenModule;
import dev.dispatch.module.LoadedModule;
import dev.dispatch.module.ModuleRegistry;
import dev.dispatch.plan.AppliedDefaults;
import dev.dispatch.plan.CalledJob;
import dev.dispatch.plan.HttpPlan;
import dev.dispatch.plan.Node;
import dev.dispatch.plan.Plan;
import dev.dispatch.plan.PlanHash;
import dev.dispatch.redact.Redactor;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a record holds before the first step: the job, its inputs and the modules that serve it. */
final class StartDocuments {

    /** Version of the record's format. */
    static final int SCHEMA_VERSION = 1;

    /** What follows from a plan and what is secret in it; runs that share both share it, and nobody changes it. */
    record Settled(Plan plan, ObjectNode environment, String hash) {}

    private final RunHeader header;
    private final Redactor redactor;
    private final List<CalledJob> called;
    /** By identity: a module's own hash code walks all its schemas. */
    private final IdentityHashMap<LoadedModule, String> hashes;

    private final @Nullable SharedDocuments shared;

    private final Set<LoadedModule> serving = Collections.newSetFromMap(new IdentityHashMap<>());

    /** @param shared what the batch of the run has made already; null for a run on its own */
    StartDocuments(RunHeader header, Redactor redactor, @Nullable SharedDocuments shared) {
        this.shared = shared;
        this.hashes = shared == null ? new IdentityHashMap<>() : new IdentityHashMap<>(shared.hashes());
        this.header = header;
        this.redactor = redactor;
        this.called = header.plan().calls();
        serves(header.plan());
        called.forEach(job -> serves(job.plan()));
    }

    private void serves(Plan plan) {
        plan.leaves().forEach(node -> serving.add(node.target().provided().module()));
    }

    /** The files by name, redacted with what is secret by now. */
    Map<String, byte[]> files() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(RecordFiles.META, RecordFiles.text(meta()));
        if (shared != null && shared.fit(header, redactor)) {
            return files;
        }
        files.put(RecordFiles.JOB, RecordFiles.text(job()));
        if (hasDefaults(header.plan())) {
            files.put(RecordFiles.COMPLETE_JOB, RecordFiles.text(completeJob()));
        }
        for (int i = 0; i < called.size(); i++) {
            Plan plan = called.get(i).plan();
            files.put(
                    calledFile(i),
                    RecordFiles.text(
                            new JobRedaction(redactor).job(plan.job().source().root())));
            if (hasDefaults(plan)) {
                files.put(completeFile(i), RecordFiles.text(complete(plan)));
            }
        }
        files.put(RecordFiles.MODULES, RecordFiles.text(redactor.values(modules())));
        return files;
    }

    /** Of the modules that were read by now. */
    IdentityHashMap<LoadedModule, String> hashes() {
        return hashes;
    }

    private static boolean hasDefaults(Plan plan) {
        AppliedDefaults defaults = plan.defaults();
        return defaults != null && !defaults.actions().isEmpty();
    }

    private static String completeFile(int index) {
        return RecordFiles.CALLED + "/" + (index + 1) + ".complete.json";
    }

    private static String calledFile(int index) {
        return RecordFiles.CALLED + "/" + (index + 1) + ".job.json";
    }

    JsonNode job() {
        return new JobRedaction(redactor).job(header.plan().job().source().root());
    }

    /** The job with the stored defaults in its payloads. */
    JsonNode completeJob() {
        return complete(header.plan());
    }

    private JsonNode complete(Plan plan) {
        AppliedDefaults defaults = plan.defaults();
        JsonNode job = defaults == null ? plan.job().source().root() : defaults.document();
        return new JobRedaction(redactor).job(job);
    }

    private ObjectNode meta() {
        ObjectNode json = Json.object();
        json.put("cliVersion", header.cliVersion());
        json.put("schemaVersion", SCHEMA_VERSION);
        json.put("runId", header.runId());
        json.put("jobType", redactor.text(header.plan().job().jobType()));
        json.put("startedAt", Stamp.of(header.startedAt()));
        String casePath = header.casePath();
        if (casePath != null) {
            json.put("casePath", redactor.text(casePath));
        }
        String replayOf = header.replayOf();
        if (replayOf != null) {
            json.put("replayOf", replayOf);
        }
        if (header.batch() != null) {
            header.batch().writeTo(json.putObject("batch"));
        }
        json.put("jobKind", header.plan().job().kind().word());
        json.set("inputs", redactor.json(header.plan().inputs()));
        AppliedDefaults defaults = header.plan().defaults();
        if (defaults != null && !defaults.actions().isEmpty()) {
            json.set("appliedDefaults", Json.texts(defaults.actions()));
        }
        if (!header.plan().runtime().isEmpty()) {
            json.set("runtimeOverrides", redactor.json(header.plan().runtime()));
        }
        Settled settled = shared != null && shared.fit(header, redactor)
                ? shared.settled(header.plan(), this::settled)
                : settled();
        if (!settled.environment().isEmpty()) {
            json.set("environment", settled.environment());
        }
        HttpPlan http = header.plan().http();
        http.baseUrl().or(http::configured).ifPresent(url -> json.put("baseUrl", redactor.url(url)));
        json.put("jobHash", hash(header.plan().job().source().text()));
        if (!called.isEmpty()) {
            json.set("calledJobs", calledJobs());
        }
        json.put("planHash", settled.hash());
        return json;
    }

    private Settled settled() {
        Plan plan = header.plan();
        return new Settled(plan, PlanHash.environment(plan, redactor), PlanHash.of(plan, redactor, this::hash));
    }

    /** Where each called job was found, and where the record keeps it. */
    private ArrayNode calledJobs() {
        ArrayNode jobs = Json.array();
        for (int i = 0; i < called.size(); i++) {
            CalledJob job = called.get(i);
            ObjectNode shown = jobs.addObject().put("file", calledFile(i));
            if (hasDefaults(job.plan())) {
                shown.put("completeFile", completeFile(i));
            }
            shown.put("casePath", redactor.text(job.file().toString()))
                    .put("jobHash", hash(job.plan().job().source().text()));
        }
        return jobs;
    }

    private ObjectNode modules() {
        ObjectNode json = Json.object();
        json.put("generatedAt", Stamp.of(header.startedAt()));
        ArrayNode warnings = Json.array();
        for (BrokenModule broken : header.registry().loadedBroken()) {
            warnings.add(broken.issue().toJson());
        }
        json.set("warnings", warnings);
        ArrayNode conflicts = Json.array();
        for (ModuleRegistry.Conflict conflict : header.registry().loadedConflicts()) {
            ObjectNode found = Json.object();
            found.put("action", conflict.action().toString());
            found.set("winner", provider("module", conflict.winner()));
            found.set("loser", provider("module", conflict.loser()));
            conflicts.add(found);
        }
        json.set("conflicts", conflicts);
        ArrayNode loaded = Json.array();
        header.registry().loaded().forEach(module -> loaded.add(provider("name", module)));
        json.set("loadedModules", loaded);
        ArrayNode steps = Json.array();
        header.plan().nodes().forEach(node -> steps.add(step(node)));
        json.set("steps", steps);
        return json;
    }

    private ObjectNode step(Node node) {
        ObjectNode json = Json.object();
        json.put("stepId", node.step().id());
        json.put("action", node.actionKey());
        if (node instanceof Node.Leaf leaf) {
            json.setAll(provider("module", leaf.target().provided().module()));
        }
        return json;
    }

    private ObjectNode provider(String nameMember, LoadedModule module) {
        ObjectNode json = Json.object();
        json.put(nameMember, module.name());
        json.put("version", module.version());
        json.put("layer", module.layer().word());
        if (module.folder() != null) {
            json.put("sourcePath", module.source());
        }
        // To hash a module is to read all of it, which a start need not wait for where no step asks for it.
        if (serving.contains(module)) {
            json.put("hash", hash(module));
        }
        return json;
    }

    private String hash(LoadedModule module) {
        return hashes.computeIfAbsent(module, LoadedModule::hash);
    }

    private static String hash(String text) {
        return "sha256:" + Json.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
