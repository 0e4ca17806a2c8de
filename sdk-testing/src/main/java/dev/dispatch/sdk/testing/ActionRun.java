package dev.dispatch.sdk.testing;

import dev.dispatch.builtin.BuiltinModules;
import dev.dispatch.expression.SystemGenerator;
import dev.dispatch.expression.Template;
import dev.dispatch.http.HttpClients;
import dev.dispatch.job.JobKind;
import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSource;
import dev.dispatch.memory.MemoryStore;
import dev.dispatch.module.LoadedModule;
import dev.dispatch.module.ModuleRegistry;
import dev.dispatch.plan.GivenInputs;
import dev.dispatch.plan.Plan;
import dev.dispatch.plan.Preflight;
import dev.dispatch.plan.PreflightResult;
import dev.dispatch.plan.Situation;
import dev.dispatch.redact.Secrets;
import dev.dispatch.run.JobRunner;
import dev.dispatch.run.RunEvent;
import dev.dispatch.run.RunResult;
import dev.dispatch.run.RunServices;
import dev.dispatch.time.Cancellation;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** One run of one action, as a job of one step. */
final class ActionRun {

    private static final String PROFILE = "test";
    private static final String VERSION = "0.0.0";

    private final LoadedModule module;
    private final Path home;
    private final URI baseUrl;
    private final Map<String, String> environment;
    private final ObjectNode credential;
    private final InstantSource clock = InstantSource.system();

    ActionRun(LoadedModule module, Path home, URI baseUrl, Map<String, String> environment, ObjectNode credential) {
        this.module = module;
        this.home = home;
        this.baseUrl = baseUrl;
        this.environment = new TreeMap<>(environment);
        this.credential = credential;
    }

    ActionOutcome of(String action, ObjectNode input) {
        JsonSource job = job(action, input);
        MemoryStore memory = new MemoryStore(home.resolve("memory"));
        List<LoadedModule> modules = new ArrayList<>();
        ModuleRegistry builtin = ModuleRegistry.of(new BuiltinModules(VERSION, memory).sources());
        modules.addAll(builtin.modules());
        modules.add(module);
        Situation situation =
                new Situation(ModuleRegistry.of(modules, List.of()), memory, environment, new SystemGenerator(clock));
        Preflight.Request request = new Preflight.Request(
                JobKind.SEED,
                job,
                GivenInputs.NONE,
                Preflight.Purpose.RUN,
                null,
                Path.of("").toAbsolutePath());
        return switch (new Preflight(situation).check(request)) {
            case PreflightResult.Rejected rejected -> Outcomes.refused(rejected.issues());
            case PreflightResult.Ready(Plan plan, var _) -> run(plan);
        };
    }

    private ActionOutcome run(Plan plan) {
        Secrets secrets = new Secrets();
        plan.secrets().forEach(secrets::add);
        List<RunEvent> events = new ArrayList<>();
        Instant start = clock.instant();
        try (HttpClients clients = new HttpClients()) {
            RunServices services = new RunServices(clients, new SystemGenerator(clock), clock, "dispatch-sdk-testing");
            RunResult result =
                    new JobRunner(plan, "action-test", start, services, secrets, events::add, new Cancellation()).run();
            return Outcomes.finished(result, events);
        }
    }

    private JsonSource job(String action, ObjectNode input) {
        ObjectNode job = Json.object().put("schemaVersion", 1).put("jobType", "action-test");
        job.set("http", Json.object().put("baseUrl", baseUrl.toString()));
        ObjectNode step = Json.object().put("id", "action").put("action", module.name() + "." + action);
        // The input of a test is a value, never an expression.
        step.set("payload", Template.escape(input));
        if (!credential.isEmpty()) {
            ObjectNode variables = Json.object();
            credential.properties().forEach(field -> {
                String variable = "ACTION_TEST_CREDENTIAL_" + field.getKey();
                environment.put(variable, Json.show(field.getValue()));
                variables.put(field.getKey(), variable);
            });
            job.set("credentials", Json.object().set(PROFILE, Json.object().set("fromEnv", variables)));
            step.put("credential", PROFILE);
        }
        job.set("scenario", Json.object().set("steps", Json.array().add(step)));
        return JsonSource.read(Json.pretty(job));
    }
}
