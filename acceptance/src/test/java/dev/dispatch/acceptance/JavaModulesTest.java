package dev.dispatch.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import dev.dispatch.sdk.DispatchModule;
import dev.dispatch.testkit.Execution;
import dev.dispatch.testkit.Invocation;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Modules in Java with the packaged program, which holds all its libraries in one jar. */
class JavaModulesTest {

    private static final String SOURCE = """
            package acme;

            import dev.dispatch.sdk.*;

            @DispatchModule(name = "talker", version = "1.0.0")
            public final class Talker implements ActionModule {
                public record Said(String text) {}

                @Action(name = "say", description = "Say something.", effect = Effect.READ)
                public ActionResult<Said> say(ActionContext<Void> context) {
                    System.out.println("printed by the module");
                    return ActionResult.<Said>response(null).exports(new Said(Words.spoken()));
                }
            }

            final class Words {
                static String spoken() {
                    return "hello";
                }
            }
            """;

    @TempDir
    private Path folder;

    private Path module;

    @BeforeEach
    void makeAModule() throws IOException {
        module = Files.createDirectories(folder.resolve("work/modules/talker"));
        Files.writeString(folder.resolve("work/say.job.case.json"), """
                {"schemaVersion": 1, "jobType": "say", "outputs": {"text": "${step.say.exports.text}"},
                 "scenario": {"steps": [{"id": "say", "action": "talker.say"}]}}
                """);
    }

    @Test
    void whatAModulePrintsNeverGetsIntoAResult() throws Exception {
        source();
        Execution run = run();
        assertThat(run.err()).contains("printed by the module");
        assertThat(spoken(run)).isEqualTo("hello");
    }

    @Test
    void aJarIsUsedWithWhatLiesBesideIt() throws Exception {
        Files.writeString(module.resolve("Talker.java"), SOURCE);
        Path classes = Files.createDirectories(folder.resolve("classes"));
        String sdk = Path.of(DispatchModule.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
        String file = module.resolve("Talker.java").toString();
        int exitCode = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-cp", libraries(sdk), "-d", classes.toString(), file);
        assertThat(exitCode).isZero();
        jar("talker.jar", Map.of("META-INF/services/dev.dispatch.sdk.ActionModule", "acme.Talker"), classes, "Talker");
        jar("words.jar", Map.of(), classes, "Words");
        Files.writeString(
                module.resolve("module.json"),
                "{\"name\": \"talker\", \"version\": \"1.0.0\", \"entry\": \"lib/talker.jar\"}");
        assertThat(spoken(run())).isEqualTo("hello");
        assertThat(spoken(run())).isEqualTo("hello");
    }

    @Test
    void severalFirstUsesAtOnceDoNotDisturbEachOther() throws Exception {
        source();
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Future<Execution>> runs = new ArrayList<>();
            for (Callable<Execution> run : List.<Callable<Execution>>of(this::run, this::run, this::run)) {
                runs.add(threads.submit(run));
            }
            for (Future<Execution> run : runs) {
                assertThat(spoken(run.get())).isEqualTo("hello");
            }
        }
        try (Stream<Path> kept = Files.list(folder.resolve("home/cache/modules"))) {
            assertThat(kept).singleElement().asString().endsWith(".jar");
        }
    }

    private void source() throws IOException {
        Files.writeString(
                module.resolve("module.json"),
                "{\"name\": \"talker\", \"version\": \"1.0.0\", \"entry\": \"Talker.java\"}");
        Files.writeString(module.resolve("Talker.java"), SOURCE);
    }

    private Execution run() throws IOException, InterruptedException {
        return new PackagedProgram(folder)
                .run(new Invocation(
                        List.of("job", "run", "--case", "say", "--json"),
                        folder.resolve("work"),
                        Map.of(
                                "HOME",
                                folder.toString(),
                                "DISPATCH_HOME",
                                folder.resolve("home").toString()),
                        ""));
    }

    private static String spoken(Execution run) {
        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        return Json.parse(run.out()).get("outputs").get("text").stringValue();
    }

    /** What the sdk's types refer to. */
    private static String libraries(String sdk) throws URISyntaxException {
        String jackson = Path.of(JsonNode.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
        return sdk + File.pathSeparator + jackson;
    }

    private void jar(String name, Map<String, String> files, Path classes, String type) throws IOException {
        Path jar = Files.createDirectories(module.resolve("lib")).resolve(name);
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out);
                Stream<Path> compiled = Files.list(classes.resolve("acme"))) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                entries.putNextEntry(new JarEntry(file.getKey()));
                entries.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
            for (Path each : compiled.toList()) {
                if (each.getFileName().toString().startsWith(type)) {
                    entries.putNextEntry(new JarEntry("acme/" + each.getFileName()));
                    entries.write(Files.readAllBytes(each));
                }
            }
        }
    }
}
