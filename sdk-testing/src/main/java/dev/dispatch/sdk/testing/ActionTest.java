package dev.dispatch.sdk.testing;

import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.module.LoadedModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs actions of one module as a job would run them, against a server that answers what the test says.
 *
 * <pre>{@code
 * try (ActionTest test = ActionTest.of(Payments.class)) {
 *     test.server().answer("POST", "/webhooks", 201, "{\"id\":\"w-1\"}");
 *     ActionOutcome done = test.run("register-webhook", "{\"url\":\"https://example.test/hook\"}");
 *     assertThat(done.exports().path("webhookId").asString()).isEqualTo("w-1");
 * }
 * }</pre>
 *
 * Everything is real but the service: schemas of input, credential and exports are checked, default headers are sent,
 * redirects are followed, statuses are expected. The server is the base URL, whatever the module says. Each call of
 * {@code run} is a run of its own with cookies of its own. Nothing is read of the environment, of the configuration or of
 * the user's home; a folder of its own holds what the run remembers, and goes with {@link #close}.
 *
 * <p>For one thread.
 */
public final class ActionTest implements AutoCloseable {

    private final LoadedModule module;
    private final Path home;
    private final ScriptedServer server = ScriptedServer.start();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private ObjectNode credential = Json.object();

    private ActionTest(LoadedModule module, Path home) {
        this.module = module;
        this.home = home;
    }

    /**
     * Tests a module written in Java, with the class as the author's own build compiled it.
     *
     * @param module with {@link dev.dispatch.sdk.DispatchModule}
     * @throws AssertionError where the class is no module, with every reason
     */
    public static ActionTest of(Class<?> module) {
        return new ActionTest(ModuleUnderTest.of(module), temporary());
    }

    /**
     * Tests a module in its folder, with everything that {@code module.json} says.
     *
     * @param folder with {@code module.json}; relative to the working directory, which is the project's in most builds
     * @throws AssertionError where the module cannot be loaded, with every reason and its file and line
     */
    public static ActionTest in(Path folder) {
        Path home = temporary();
        return new ActionTest(ModuleUnderTest.in(folder, home.resolve("cache")), home);
    }

    /** The server that the module calls. */
    public ScriptedServer server() {
        return server;
    }

    /**
     * Binds a credential from now on; the action's schema is asked whether it fits.
     *
     * @param values of its fields; what is no text is given as JSON, as an environment variable would hold it
     */
    public ActionTest credential(Map<String, ?> values) {
        this.credential = tree(values);
        return this;
    }

    /** Sets an environment variable that the module's templates read as <code>${env.NAME}</code>. */
    public ActionTest env(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** The names of the module's actions. */
    public List<String> actions() {
        return List.copyOf(module.actions().keySet());
    }

    /** Runs an action without input. */
    public ActionOutcome run(String action) {
        return run(action, Json.object());
    }

    /**
     * Runs an action.
     *
     * @param json an object
     * @throws AssertionError where the text is none, and as below
     */
    public ActionOutcome run(String action, String json) {
        try {
            JsonNode input = Json.parse(json);
            if (input instanceof ObjectNode object) {
                return run(action, object);
            }
            throw new AssertionError("The input of an action is an object, not " + json);
        } catch (JsonSyntaxException e) {
            throw new AssertionError("The input is not JSON: " + e.getMessage() + ": " + json, e);
        }
    }

    /** The same with the members of a map. */
    public ActionOutcome run(String action, Map<String, ?> input) {
        return run(action, tree(input));
    }

    /**
     * Runs an action on the calling thread. What goes wrong in the action is an outcome.
     *
     * @param action its own name, or {@code module.action}
     * @throws AssertionError where the module has no such action
     */
    public ActionOutcome run(String action, ObjectNode input) {
        String prefix = module.name() + ".";
        String name = action.startsWith(prefix) ? action.substring(prefix.length()) : action;
        if (!module.actions().containsKey(name)) {
            throw new AssertionError("Module '" + module.name() + "' has no action '" + name + "'; it has "
                    + String.join(", ", actions()));
        }
        return new ActionRun(module, home, server.uri(), environment, credential).of(name, input);
    }

    /**
     * Stops the server.
     *
     * @throws AssertionError where the server was asked for what nothing was said about
     */
    @Override
    public void close() {
        server.close();
        delete(home);
        server.check();
    }

    private static ObjectNode tree(Map<String, ?> values) {
        return JsonMapper.shared().valueToTree(values);
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("dispatch-action-test-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
