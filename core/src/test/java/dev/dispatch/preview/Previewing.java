package dev.dispatch.preview;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.dispatch.builtin.BuiltinModules;
import dev.dispatch.expression.SystemGenerator;
import dev.dispatch.http.HttpClients;
import dev.dispatch.job.JobKind;
import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSource;
import dev.dispatch.memory.MemoryStore;
import dev.dispatch.module.BrokenModule;
import dev.dispatch.module.Layer;
import dev.dispatch.module.LoadedModule;
import dev.dispatch.module.ModuleLoader;
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
import dev.dispatch.time.Cancellation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.NullMarked;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Previews and runs jobs against a server on loopback; single quotes stand for double ones in documents. */
@NullMarked
final class Previewing implements AutoCloseable {

    /** A request as it came. */
    record Received(String method, String target, Map<String, List<String>> headers, String body) {
        String contentType() {
            return String.join(", ", headers.getOrDefault("Content-type", List.of()));
        }
    }

    private final Path folder;
    private final MemoryStore memory;
    private final List<LoadedModule> modules = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private final ObjectNode inputs = Json.object();
    private final HttpClients clients = new HttpClients();
    private final InstantSource clock = InstantSource.system();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    Previewing(Path folder) {
        this.folder = folder;
        this.memory = new MemoryStore(folder.resolve("memory"));
        this.modules.addAll(new BuiltinModules("1.0.0", memory).modules());
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
        environment.put("BASE", base());
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        received.add(new Received(
                exchange.getRequestMethod(), exchange.getRequestURI().toString(), exchange.getRequestHeaders(), body));
        boolean head = exchange.getRequestMethod().equals("HEAD");
        byte[] answer = "{\"id\":7,\"token\":\"abc\"}".getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, head ? -1 : answer.length);
        if (!head) {
            exchange.getResponseBody().write(answer);
        }
        exchange.close();
    }

    String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    Previewing env(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Previewing input(String name, String json) {
        inputs.set(name, Json.parse(json(json)));
        return this;
    }

    Previewing module(String name, String manifest) {
        try {
            Path at = Files.createDirectories(folder.resolve("modules").resolve(name));
            Files.writeString(at.resolve("module.json"), json(manifest));
            switch (ModuleLoader.load(at, Layer.REPO)) {
                case ModuleLoader.Loading.Loaded(LoadedModule module) -> modules.add(module);
                case ModuleLoader.Loading.Failed(BrokenModule broken) -> throw new AssertionError(broken);
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String json(String text) {
        return text.replace('\'', '"');
    }

    /** A job of these steps. */
    static String job(String members, String... steps) {
        return json("{'schemaVersion': 1, 'jobType': 't', " + members + "'scenario': {'steps': ["
                + String.join(", ", steps) + "]}}");
    }

    JsonNode preview(String job) {
        return PlanPreview.of(plan(job, Preflight.Purpose.VALIDATE), services(), LoadedModule::hash);
    }

    JsonNode step(String job, String id) {
        for (JsonNode step : preview(job).path("steps")) {
            if (step.path("id").asString("").equals(id)) {
                return step;
            }
        }
        throw new AssertionError("no step " + id);
    }

    RunResult run(String job) {
        Plan plan = plan(job, Preflight.Purpose.RUN);
        Secrets secrets = new Secrets();
        plan.secrets().forEach(secrets::add);
        return new JobRunner(plan, "run-1", clock.instant(), services(), secrets, _ -> {}, new Cancellation()).run();
    }

    List<Received> received() {
        return received;
    }

    private RunServices services() {
        return new RunServices(clients, new SystemGenerator(clock), clock, "dispatch-test");
    }

    private Plan plan(String job, Preflight.Purpose purpose) {
        Situation situation =
                new Situation(ModuleRegistry.of(modules, List.of()), memory, environment, new SystemGenerator(clock));
        PreflightResult result = new Preflight(situation)
                .check(new Preflight.Request(
                        JobKind.SEED, JsonSource.read(job), new GivenInputs(List.of(), inputs), purpose, null));
        return switch (result) {
            case PreflightResult.Ready(Plan plan, var _) -> plan;
            case PreflightResult.Rejected rejected ->
                rejected.plan().orElseThrow(() -> new AssertionError("rejected: " + rejected.issues()));
        };
    }

    @Override
    public void close() {
        clients.close();
        server.stop(0);
    }
}
