package dev.dispatch.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.module.BrokenModule;
import dev.dispatch.module.CodeLoader;
import dev.dispatch.module.Layer;
import dev.dispatch.module.LoadedModule;
import dev.dispatch.module.ModuleLoader;
import dev.dispatch.policy.Policies;
import dev.dispatch.problem.Issue;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Code that does harm while it is only looked at: whatever it does, the module is broken and nothing else is. */
class HostileCodeTest {

    private static final String PAINT = """
            import dev.dispatch.sdk.*;
            @DispatchModule(name = "shop", version = "1.0.0")
            public class Shop implements ActionModule {
                enum Colour { RED; static { boom(); } static void boom() { %s } }
                record Paint(Colour colour) {}
                @Action(name = "paint", description = "Paint.")
                public ActionResult<Void> paint(ActionContext<Void> context, Paint paint) { return null; }
            }
            """;

    @TempDir
    private Path workspace;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "throw new Error(\"boom\");",
                "throw new AssertionError();",
                "throw new OutOfMemoryError();",
                "throw new IllegalStateException(\"boom\");",
                "boom();",
                "System.exit(3);",
                "throw new Error() { @Override public String toString() { throw new Error(); }"
                        + " @Override public String getMessage() { throw new RuntimeException(); } };",
                "throw new Error(\"x\".repeat(5_000_000));"
            })
    void anEnumThatBreaksBreaksItsModuleOnly(String harm) throws IOException {
        assertThat(brokenSource(PAINT.formatted(harm)).cause()).isNotEmpty().hasSizeLessThan(6_000);
        assertThat(broken(jar(Sources.classes(PAINT.formatted(harm)), "Shop")).cause())
                .isNotEmpty()
                .hasSizeLessThan(6_000);
    }

    @Test
    void sourceThatIsNeverCompiledIsAFinding() throws IOException {
        Path module = manifest("Shop.java");
        Files.writeString(module.resolve("Shop.java"), PAINT.formatted(""), StandardCharsets.UTF_8);
        CodeLoader.Entry entry = new CodeLoader.Entry("shop", "1.0.0", module, module.resolve("Shop.java"));
        ClassCache cache = new ClassCache(workspace.resolve("home/cache/modules"), "1");
        assertThat(new SourceModule(entry, cache, Duration.ZERO).load())
                .isInstanceOfSatisfying(
                        CodeLoader.Loading.Failed.class,
                        failed -> assertThat(failed.issues())
                                .singleElement()
                                .extracting(Issue::message)
                                .asString()
                                .startsWith("Compiling does not end"));
    }

    @Test
    void anAnnotationWhoseEnumIsNeverMadeDoesNotHoldAnybodyUp() throws IOException {
        assertThat(brokenSource("""
                import java.lang.annotation.*;
                enum Colour { RED; static { if (true) throw new Error("made"); } }
                @Retention(RetentionPolicy.RUNTIME) @interface Painted { Colour value(); }
                @Painted(Colour.RED) class Helper {}
                """).cause()).contains("Finding out what the code of 'shop' offers");
    }

    @Test
    void aTypeThatIsMissingFromAJarBreaksItsModuleOnly() throws IOException {
        Map<String, byte[]> classes = Sources.classes("""
                import dev.dispatch.sdk.*;
                import java.util.*;
                @DispatchModule(name = "shop", version = "1.0.0")
                public class Shop implements ActionModule {
                    record Gone(int a) {}
                    record Paint(List<Gone> colours) {}
                    @Action(name = "paint", description = "Paint.")
                    public ActionResult<Void> paint(ActionContext<Void> context, Paint paint) { return null; }
                }
                """);
        classes.remove("Shop$Gone");
        assertThat(broken(jar(classes, "Shop")).cause()).contains("Shop$Gone");
    }

    @Test
    void aListOfServicesThatUnpacksWithoutEndIsNotRead() throws IOException {
        Path module = manifest("lib/code.jar");
        Files.createDirectories(module.resolve("lib"));
        byte[] chunk = new byte[1 << 20];
        java.util.Arrays.fill(chunk, (byte) 'a');
        try (OutputStream file = Files.newOutputStream(module.resolve("lib/code.jar"));
                JarOutputStream jar = new JarOutputStream(file)) {
            jar.putNextEntry(new JarEntry("META-INF/services/dev.dispatch.sdk.ActionModule"));
            for (int i = 0; i < 2; i++) {
                jar.write(chunk);
            }
            jar.closeEntry();
        }
        assertThat(broken(module).cause()).contains("META-INF/services", "64 KiB");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\": \"a b\"}",
                "{\"name\": \"../paint\"}",
                "{\"name\": \"\\u001b[2J\"}",
                "{\"description\": \" \"}"
            })
    void aDescriptionThatNoCompilerWroteIsNotBelieved(String change) throws IOException {
        Map<String, byte[]> classes = Sources.classes(PAINT.formatted(""));
        String action = "{\"name\": \"paint\", \"method\": \"paint\", \"description\": \"Paint.\","
                + " \"credentialFlow\": false, \"input\": {}}";
        String written = dev.dispatch.json.Json.compact(
                ((tools.jackson.databind.node.ObjectNode) dev.dispatch.json.Json.parse(action))
                        .setAll((tools.jackson.databind.node.ObjectNode) dev.dispatch.json.Json.parse(change)));
        Path module = manifest("lib/code.jar");
        Sources.jar(
                module.resolve("lib/code.jar"),
                classes,
                Map.of(
                        CompiledModule.DESCRIPTION,
                        "{\"format\": 1, \"module\": {\"name\": \"shop\", \"version\": \"1.0.0\", \"type\": \"Shop\","
                                + " \"actions\": [" + written + "], \"notes\": {\"names\": {}, \"defaults\": {}}}}"));
        assertThat(broken(module).cause()).contains("offers no module");
    }

    private BrokenModule brokenSource(String text) throws IOException {
        Path module = manifest("Shop.java");
        Files.writeString(module.resolve("Shop.java"), text, StandardCharsets.UTF_8);
        return broken(module);
    }

    private BrokenModule broken(Path module) {
        ModuleLoader.Loading loading = ModuleLoader.load(
                module,
                Layer.REPO,
                Policies.NONE,
                List.of(new JavaModules(workspace.resolve("home/cache/modules"), "1")));
        return switch (loading) {
            case ModuleLoader.Loading.Loaded(LoadedModule found) -> throw new AssertionError(found.toString());
            case ModuleLoader.Loading.Failed(BrokenModule broken) -> broken;
        };
    }

    private Path jar(Map<String, byte[]> classes, String service) throws IOException {
        Path module = manifest("lib/code.jar");
        Sources.jar(
                module.resolve("lib/code.jar"),
                classes,
                Map.of("META-INF/services/dev.dispatch.sdk.ActionModule", Objects.requireNonNull(service) + "\n"));
        return module;
    }

    private Path manifest(String entry) throws IOException {
        Path module = Files.createDirectories(workspace.resolve("shop"));
        Files.writeString(
                module.resolve("module.json"),
                "{\"name\": \"shop\", \"version\": \"1.0.0\", \"entry\": \"" + entry + "\"}");
        return module;
    }
}
