package dev.dispatch.cli.check;

import dev.dispatch.demo.DemoApi;
import dev.dispatch.engine.Engine;
import dev.dispatch.engine.EngineSettings;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Has the program check itself from end to end: offline, against a demo API on loopback, in a temporary folder. Nothing
 * of the user is read or written.
 */
public final class SelfCheck {

    /** Of one part; answers what it looked at. */
    @FunctionalInterface
    private interface Part {
        String run() throws SelfCheckFault, IOException;
    }

    private static final String WORKSPACE = "work";

    private final EngineSettings settings;
    private final Path temporary;
    private final List<SelfCheckResult> results = new ArrayList<>();

    /**
     * A check of this installation.
     *
     * @param settings of which only the version, the distribution and the sources of time and chance are used
     */
    public SelfCheck(EngineSettings settings) {
        this(settings, Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** @param temporary in which a folder is made and removed */
    SelfCheck(EngineSettings settings, Path temporary) {
        this.settings = settings;
        this.temporary = temporary;
    }

    /**
     * Every part, also after one that failed.
     *
     * @throws dev.dispatch.problem.ProblemException RUNTIME_ERROR where there is no temporary folder to work in
     */
    public List<SelfCheckResult> check() {
        String token = "self-check-" + settings.generator().uuid();
        try (TemporaryFolder folder = TemporaryFolder.in(temporary, "dispatch-self-check-");
                DemoApi api = DemoApi.start(0);
                Engine engine = Engine.open(within(folder.path(), token, api))) {
            check(engine, folder.path().resolve(WORKSPACE), token);
            return List.copyOf(results);
        } catch (IOException e) {
            throw Problem.of(
                            ProblemCode.RUNTIME_ERROR,
                            "self-check needs a temporary folder and a port of 127.0.0.1: " + e.getMessage())
                    .exception();
        }
    }

    private void check(Engine engine, Path workspace, String token) {
        SelfCheckDocuments documents = new SelfCheckDocuments(engine);
        SelfCheckRun run = new SelfCheckRun(engine, workspace, token);
        part("built-in modules", documents::builtinModules);
        part("shipped modules", documents::shippedModules);
        part("schemas", documents::schemas);
        part("shipped jobs", documents::shippedJobs);
        part("codes", documents::codes);
        part("refusal", run::refuse);
        part("run", run::run);
        part("memory", run::memory);
        part("record", run::record);
        part("redaction", run::redaction);
    }

    /** A workspace of its own, so that nothing above the temporary folder counts. */
    private EngineSettings within(Path folder, String token, DemoApi api) throws IOException {
        Path workspace = Files.createDirectories(folder.resolve(WORKSPACE));
        Files.createDirectories(workspace.resolve("modules"));
        return new EngineSettings(
                settings.version(),
                folder.resolve("home"),
                workspace,
                Map.of("SELF_CHECK_URL", api.baseUri().toString(), SelfCheckRun.TOKEN_VARIABLE, token),
                settings.distribution(),
                settings.clock(),
                settings.random(),
                settings.generator());
    }

    /** Whatever goes wrong in a part is its result: finding that out is what it is for. */
    @SuppressWarnings("CatchingUnchecked")
    private void part(String name, Part part) {
        long begun = System.nanoTime();
        String message;
        boolean passed = false;
        try {
            message = part.run();
            passed = true;
        } catch (SelfCheckFault | ProblemException e) {
            message = String.valueOf(e.getMessage());
        } catch (IOException | RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            message = e.getClass().getSimpleName() + ": " + e.getMessage();
        }
        results.add(new SelfCheckResult(name, passed, message, (System.nanoTime() - begun) / 1_000_000));
    }
}
