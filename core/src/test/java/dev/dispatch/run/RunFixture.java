package dev.dispatch.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.builtin.BuiltinModules;
import dev.dispatch.config.Config;
import dev.dispatch.expression.Generator;
import dev.dispatch.http.HttpClients;
import dev.dispatch.job.ActionKey;
import dev.dispatch.job.JobKind;
import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSource;
import dev.dispatch.json.Pointer;
import dev.dispatch.memory.MemoryStore;
import dev.dispatch.module.ActionBody;
import dev.dispatch.module.ActionDefinition;
import dev.dispatch.module.Layer;
import dev.dispatch.module.LoadedModule;
import dev.dispatch.module.Manifest;
import dev.dispatch.module.ModuleLoader;
import dev.dispatch.module.ModuleRegistry;
import dev.dispatch.plan.GivenInputs;
import dev.dispatch.plan.Plan;
import dev.dispatch.plan.Preflight;
import dev.dispatch.plan.PreflightResult;
import dev.dispatch.plan.Situation;
import dev.dispatch.policy.PolicyParser;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.Members;
import dev.dispatch.redact.Secrets;
import dev.dispatch.sdk.ActionHandler;
import dev.dispatch.state.ActionDefaults;
import dev.dispatch.time.Cancellation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Plans and runs inline jobs with the built-in modules, a module written in code and modules in a folder. */
@NullMarked
public final class RunFixture {

    /** When every run starts. */
    public static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    public final Cancellation cancellation = new Cancellation();
    public final List<RunEvent> events = new ArrayList<>();
    public final FakeTimer timer = new FakeTimer();
    public final MemoryStore memory;

    private final Path folder;
    private final List<LoadedModule> modules = new ArrayList<>();
    private final Map<String, ActionDefinition> code = new LinkedHashMap<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final HttpClients clients = new HttpClients();
    private ObjectNode inputs = Json.object();
    private final ObjectNode runtime = Json.object();
    private Consumer<RunEvent> listener = _ -> {};
    private JobKind kind = JobKind.SEED;
    private Optional<Config> config = Optional.empty();

    public RunFixture(Path folder) {
        this.folder = folder;
        this.memory = new MemoryStore(folder.resolve("memory"));
    }

    /** An action {@code test.<name>} that takes and exports anything. */
    public RunFixture action(String name, ActionHandler<ObjectNode, ObjectNode, JsonNode> handler) {
        return action(name, "{\"type\":\"object\"}", "{\"type\":\"object\"}", handler);
    }

    /** The same with a credential of any form. */
    public RunFixture keyedAction(String name, ActionHandler<ObjectNode, ObjectNode, JsonNode> handler) {
        return keyedAction(name, "{\"type\":\"object\"}", handler);
    }

    /** The same with a credential of a form of its own. */
    public RunFixture keyedAction(
            String name, String credentialSchema, ActionHandler<ObjectNode, ObjectNode, JsonNode> handler) {
        return action(name, "{\"type\":\"object\"}", null, (ObjectNode) Json.parse(credentialSchema), handler);
    }

    public RunFixture action(
            String name,
            String inputSchema,
            @Nullable String exportsSchema,
            ActionHandler<ObjectNode, ObjectNode, JsonNode> handler) {
        return action(name, inputSchema, exportsSchema, null, handler);
    }

    private RunFixture action(
            String name,
            String inputSchema,
            @Nullable String exportsSchema,
            @Nullable ObjectNode credentialSchema,
            ActionHandler<ObjectNode, ObjectNode, JsonNode> handler) {
        code.put(
                name,
                new ActionDefinition(
                        new ActionKey("test", name),
                        name,
                        null,
                        (ObjectNode) Json.parse(inputSchema),
                        exportsSchema == null ? null : (ObjectNode) Json.parse(exportsSchema),
                        credentialSchema,
                        null,
                        false,
                        new ActionBody.Code(handler)));
        return this;
    }

    /** A module of HTTP actions. */
    public RunFixture module(String name, String manifest) {
        try {
            Path at = Files.createDirectories(folder.resolve("modules").resolve(name));
            Files.writeString(at.resolve("module.json"), manifest);
            ModuleLoader.Loading loading = ModuleLoader.load(at, Layer.REPO);
            assertThat(loading).isInstanceOf(ModuleLoader.Loading.Loaded.class);
            modules.add(((ModuleLoader.Loading.Loaded) loading).module());
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public RunFixture environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    public RunFixture input(String name, String json) {
        inputs.set(name, Json.parse(json));
        return this;
    }

    /** What a user stored for every run. */
    public RunFixture runtime(String name, String json) {
        runtime.set(name, Json.parse(json));
        return this;
    }

    /** What a user stored for the payloads of an action. */
    public RunFixture defaults(String action, String json) {
        new ActionDefaults(folder.resolve(ActionDefaults.FILE)).set(action, (ObjectNode) Json.parse(json));
        return this;
    }

    /** Jobs are seed jobs unless a test says otherwise. */
    public RunFixture kind(JobKind other) {
        kind = other;
        return this;
    }

    /** A policy of a file of configuration. */
    public RunFixture policy(String json) {
        IssueList issues = IssueList.withoutText();
        PolicyParser parser = new PolicyParser();
        parser.parse(Members.of(Json.parse(json), Pointer.ROOT, issues), folder.resolve("policy.json"), issues);
        assertThat(issues.issues()).isEmpty();
        config = Optional.of(new Config(Map.of(), Optional.empty(), parser.policies(), List.of(), List.of()));
        return this;
    }

    private @Nullable ActionDefaults defaults() {
        Path file = folder.resolve(ActionDefaults.FILE);
        return Files.exists(file) ? new ActionDefaults(file) : null;
    }

    public RunFixture listening(Consumer<RunEvent> to) {
        listener = to;
        return this;
    }

    /** A job of these steps alone. */
    public RunResult steps(String... steps) {
        return run("", steps);
    }

    /**
     * Runs a job.
     *
     * @param members of the job besides its steps, each with a comma behind it
     */
    public RunResult run(String members, String... steps) {
        return runJob("{\"schemaVersion\":1,\"jobType\":\"t\"," + members + "\"scenario\":{\"steps\":["
                + String.join(",", steps) + "]}}");
    }

    public RunResult runJob(String job) {
        events.clear();
        Plan plan = plan(job);
        Secrets secrets = new Secrets();
        plan.secrets().forEach(secrets::add);
        RunServices services = new RunServices(clients, new Counting(), timer, timer, "dispatch-test");
        RunListener keeping = events::add;
        try {
            return new JobRunner(plan, "run-1", START, services, secrets, keeping.and(listener::accept), cancellation)
                    .run();
        } finally {
            clients.close();
        }
    }

    public <T extends RunEvent> List<T> events(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    public static StepReport step(RunResult result, String id) {
        return result.steps().stream()
                .filter(step -> step.stepId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    public static StepFailure failure(RunResult result) {
        return Optional.ofNullable(result.failure())
                .map(RunResult.RunFailure::cause)
                .orElseThrow(() -> new AssertionError("the run did not fail: " + result));
    }

    public static JsonNode response(RunResult result, String id) {
        StepReport step = step(result, id);
        JsonNode response = step.outcome().output().response();
        if (response == null) {
            throw new AssertionError("no response: " + step);
        }
        return response;
    }

    private Plan plan(String job) {
        List<LoadedModule> all = new ArrayList<>(new BuiltinModules("1.0.0", memory).modules());
        all.add(LoadedModule.builtin(Manifest.named("test", "1.0.0", null), code));
        all.addAll(modules);
        Preflight preflight = new Preflight(new Situation(
                ModuleRegistry.of(all, List.of()), memory, environment, new Counting(), defaults(), runtime, config));
        PreflightResult result = preflight.check(new Preflight.Request(
                kind, JsonSource.read(job), new GivenInputs(List.of(), inputs), Preflight.Purpose.RUN, null));
        return switch (result) {
            case PreflightResult.Ready(Plan plan, var _) -> plan;
            case PreflightResult.Rejected rejected -> throw new AssertionError("rejected: " + rejected.issues());
        };
    }

    private static final class Counting implements Generator {
        private int made;

        @Override
        public String uuid() {
            return "uuid-" + ++made;
        }

        @Override
        public Instant now() {
            return START;
        }

        @Override
        public long randomInt(long least, long most) {
            return least;
        }
    }
}
