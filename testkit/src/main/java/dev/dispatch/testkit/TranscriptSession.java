package dev.dispatch.testkit;

import dev.dispatch.demo.DemoApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A working folder and a home folder of their own in which the entries of one transcript are followed. */
public final class TranscriptSession implements AutoCloseable {
    private final CommandUnderTest program;
    private final Path work;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final Bindings bindings = new Bindings();
    private final List<DemoApi> demos = new ArrayList<>();

    /**
     * Makes the two folders.
     *
     * @param distribution where the program finds shipped jobs and modules
     * @param folder an empty one
     */
    public TranscriptSession(CommandUnderTest program, Path distribution, Path folder) throws IOException {
        this.program = program;
        Path root = folder.toRealPath();
        this.work = Files.createDirectory(root.resolve("work"));
        Path home = Files.createDirectory(root.resolve("home"));
        environment.put("HOME", home.toString());
        bindings.know(Placeholder.WORK, work.toString());
        bindings.know(Placeholder.HOME, home.toString());
        bindings.know(Placeholder.DIST, distribution.toString());
        bindings.know(Placeholder.JAVA_HOME, System.getProperty("java.home"));
    }

    Bindings bindings() {
        return bindings;
    }

    void startDemo() throws IOException {
        DemoApi demo = DemoApi.start(0);
        demos.add(demo);
        String baseUrl = demo.baseUri().toString();
        environment.put("DEMO_BASE_URL", baseUrl);
        environment.put("JSONPLACEHOLDER_BASE_URL", baseUrl);
        bindings.know(Placeholder.DEMO_URL, baseUrl);
    }

    void set(Entry.Variable variable) {
        environment.put(variable.name(), bindings.expand(variable.value()));
    }

    void write(Entry.WorkFile file) throws IOException {
        Path path = work.resolve(bindings.expand(file.path())).normalize();
        if (!path.startsWith(work.getParent())) {
            throw new IllegalArgumentException("file " + file.path() + " is outside of the transcript's folders");
        }
        Files.createDirectories(path.getParent());
        Files.writeString(path, bindings.expand(file.content().joined()));
    }

    Execution execute(Entry.Command command) throws Exception {
        return execute(
                bindings.expand(command.line()), bindings.expand(command.input().joined()));
    }

    /** Runs a command as typed, in the state that the entries so far have left behind. */
    public Execution execute(String line, String input) throws Exception {
        return program.run(new Invocation(CommandLine.arguments(line), work, environment, input));
    }

    @Override
    public void close() {
        demos.forEach(DemoApi::close);
    }
}
