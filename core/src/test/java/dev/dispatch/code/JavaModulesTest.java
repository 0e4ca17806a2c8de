package dev.dispatch.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.module.ActionBody;
import dev.dispatch.module.ActionDefinition;
import dev.dispatch.module.BrokenModule;
import dev.dispatch.module.CodeLoader;
import dev.dispatch.module.Layer;
import dev.dispatch.module.LoadedModule;
import dev.dispatch.module.ModuleCode;
import dev.dispatch.module.ModuleLoader;
import dev.dispatch.policy.Policies;
import dev.dispatch.problem.Issue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaModulesTest {

    private static final String SHOP = """
            package acme;

            import dev.dispatch.sdk.*;

            @DispatchModule(name = "shop", version = "1.0.0")
            public final class Shop implements ActionModule {
                record Item(@Description("Stock number.") String sku) {}
                record Price(int cents) {}

                @Action(name = "price", description = "Price of an item.", effect = Effect.READ)
                public ActionResult<Price> price(ActionContext<Void> context, Item item) {
                    return ActionResult.<Price>response(null).exports(new Price(item.sku().length()));
                }
            }
            """;

    @TempDir
    private Path home;

    @TempDir
    private Path workspace;

    @Test
    void aSourceFileIsCompiledOnceAndReadFromTheCacheAfterwards() throws IOException {
        Path module = source("shop", SHOP);
        Map<String, ActionDefinition> first = loaded(module).actions();
        FileTime written = FileTime.from(Instant.now().minusSeconds(60));
        Path kept = onlyCached();
        Files.setLastModifiedTime(kept, written);
        Map<String, ActionDefinition> again = loaded(module).actions();
        assertThat(Files.getLastModifiedTime(kept)).isEqualTo(written);
        assertThat(again.keySet()).containsExactly("price");
        assertThat(price(again).inputSchema())
                .hasToString(price(first).inputSchema().toString());
        assertThat(price(again).description()).isEqualTo("Price of an item.");
    }

    @Test
    void changedSourceIsAnotherModule() throws IOException {
        Path module = source("shop", SHOP);
        loaded(module);
        Files.writeString(module.resolve("Shop.java"), SHOP.replace("Price of an item.", "What an item costs."));
        assertThat(price(loaded(module).actions()).description()).isEqualTo("What an item costs.");
    }

    @Test
    void aDamagedFileOfTheCacheIsMadeAgain() throws IOException {
        Path module = source("shop", SHOP);
        loaded(module);
        Path kept = onlyCached();
        byte[] whole = Files.readAllBytes(kept);
        for (int length : new int[] {0, 10, whole.length / 2}) {
            Files.write(kept, Arrays.copyOf(whole, length));
            assertThat(loaded(module).actions()).containsKey("price");
            assertThat(kept).hasBinaryContent(whole);
        }
    }

    @Test
    void aHomeThatCannotBeWrittenIsAWarning() throws IOException {
        Files.writeString(home.resolve("cache"), "in the way");
        LoadedModule module = loaded(source("shop", SHOP));
        assertThat(module.actions()).containsKey("price");
        assertThat(module.warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning.message()).contains("every command makes it again"));
    }

    @Test
    void namesAndVersionsThatDifferAreNamedFromBothPlaces() throws IOException {
        Path module = source("store", SHOP);
        assertThat(broken(module).issues()).singleElement().satisfies(issue -> {
            assertThat(issue.message())
                    .isEqualTo("module.json says name 'store', @DispatchModule of acme.Shop in Shop.java says 'shop'");
            assertThat(issue.position()).hasToString("5:1");
        });
        assertThat(broken(source("shop", SHOP.replace("1.0.0", "1.0.1"))).issues())
                .singleElement()
                .extracting(Issue::message)
                .asString()
                .contains("module.json says version '1.0.0'", "says '1.0.1'");
    }

    @Test
    void noneAndTwoMarkedClassesAreFindings() throws IOException {
        assertThat(broken(source("shop", "class Shop {}")).issues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.expected())
                        .isEqualTo("one class with @DispatchModule(name = \"shop\", version = \"1.0.0\")"));
        String two = SHOP + "@DispatchModule(name = \"shop\", version = \"1.0.0\") class Other {}";
        assertThat(broken(source("shop", two)).issues())
                .singleElement()
                .extracting(Issue::actual)
                .isEqualTo("acme.Other, acme.Shop");
    }

    @Test
    void aFaultOfAnActionIsShownAtItsMethod() throws IOException {
        Issue fault = broken(source("shop", SHOP.replace("\"Price of an item.\"", "\"\"")))
                .issues()
                .getFirst();
        assertThat(fault.position()).hasToString("11:32");
        assertThat(fault.attributes().path(Issue.EXCERPT).path(0).asString()).contains("price(ActionContext");
    }

    @Test
    void aSentenceAboutSourceThatDoesNotCompileStandsAlone() throws IOException {
        BrokenModule broken = broken(source("shop", SHOP.replace("int cents", "Money cents")));
        assertThat(broken.cause())
                .startsWith("Shop.java 8:18: cannot find symbol: class Money in class acme.Shop.Price");
        assertThat(broken.issue().attributes().path(Issue.EXCERPT).path(0).asString())
                .contains("record Price(Money cents)");
    }

    @Test
    void aJarIsFoundByItsServiceAndDescribedOnce() throws IOException {
        Path module = jar("shop", Sources.classes(SHOP), "acme.Shop");
        assertThat(loaded(module).actions()).containsKey("price");
        Path kept = onlyCached();
        assertThat(kept.toString()).endsWith(".json");
        Files.writeString(kept, Files.readString(kept).replace("Price of an item.", "From the cache."));
        assertThat(price(loaded(module).actions()).description()).isEqualTo("From the cache.");
        Files.writeString(kept, "{\"name\": 1}");
        assertThat(price(loaded(module).actions()).description()).isEqualTo("Price of an item.");
    }

    @Test
    void aPackedSourceFileGivesTheSameActions() throws IOException {
        Path module = source("shop", SHOP);
        LoadedModule fromSource = loaded(module);
        ModuleCode.RuntimeFiles runtime = code(fromSource).runtime().get();
        assertThat(runtime.entry()).isEqualTo("lib/shop.jar");
        Path packed = manifest("packed", "shop", runtime.entry());
        Files.createDirectories(packed.resolve("lib"));
        Files.copy(runtime.files().get("lib/shop.jar"), packed.resolve("lib/shop.jar"));
        Map<String, ActionDefinition> fromJar = loaded(packed).actions();
        assertThat(fromJar.keySet()).isEqualTo(fromSource.actions().keySet());
        ActionDefinition a = price(fromJar);
        ActionDefinition b = price(fromSource.actions());
        assertThat(a.inputSchema()).hasToString(b.inputSchema().toString());
        assertThat(a.exportsSchema()).hasToString(String.valueOf(b.exportsSchema()));
        assertThat(a.effect()).isEqualTo(b.effect());
        assertThat(code(loaded(packed)).runtime().get().files()).containsOnlyKeys("lib/shop.jar");
    }

    @Test
    void aJarSeesTheJarsBesideIt() throws IOException {
        Map<String, byte[]> classes = Sources.classes(SHOP.replace("item.sku().length()", "Help.me()")
                + "final class Help { static int me() { return 1; } }");
        Map<String, byte[]> help =
                new TreeMap<>(Map.of("acme.Help", Objects.requireNonNull(classes.remove("acme.Help"))));
        Path module = jar("shop", classes, "acme.Shop");
        Path beside = Sources.jar(module.resolve("lib/help.jar"), help, Map.of());
        assertThat(code(loaded(module)).sources()).containsExactly(module.resolve("lib/code.jar"), beside);
    }

    @Test
    void jarsWithoutAServiceOrWithSeveralSayWhatIsMissing() throws IOException {
        assertThat(broken(jar("none", Sources.classes(SHOP), "")).cause())
                .contains("lib/code.jar", "offers no module", "META-INF/services/dev.dispatch.sdk.ActionModule");
        assertThat(broken(jar("gone", Sources.classes(SHOP), "acme.Gone")).cause())
                .contains("acme.Gone");
        String other = SHOP.replace("class Shop", "class Other");
        Map<String, byte[]> both = Sources.classes(SHOP);
        both.putAll(Sources.classes(other));
        assertThat(broken(jar("two", both, "acme.Shop\nacme.Other")).cause())
                .contains("several modules")
                .satisfies(cause -> assertThat(cause).contains("one line in"));
    }

    @Test
    void aJarThatIsNoneOrHoldsNoClassesIsAWarning() throws IOException {
        Path module = manifest("shop", "shop", "lib/code.jar");
        Files.createDirectories(module.resolve("lib"));
        Files.writeString(module.resolve("lib/code.jar"), "not a zip");
        assertThat(broken(module).cause()).contains("The jar cannot be read");
        Map<String, byte[]> classes = Sources.classes(SHOP);
        classes.put("acme.Shop", new byte[] {1, 2, 3, 4});
        assertThat(broken(jar("magic", classes, "acme.Shop")).cause()).contains("cannot be loaded");
    }

    @Test
    void classesForANewerJavaSaySo() throws IOException {
        Map<String, byte[]> classes = Sources.classes(SHOP);
        byte[] type = Objects.requireNonNull(classes.get("acme.Shop"));
        type[7] = (byte) 200;
        assertThat(broken(jar("shop", classes, "acme.Shop")).cause()).contains("newer Java", "--release");
    }

    @Test
    void nothingOfTheModuleRunsBeforeAnActionIsCalled() throws IOException {
        String exploding =
                SHOP.replace("record Item", "static { if (true) throw new Error(\"ran\"); }\n    record Item");
        ActionDefinition action = price(loaded(source("shop", exploding)).actions());
        assertThat(action.body()).isInstanceOf(ActionBody.Code.class);
        assertThat(loaded(jar("jar", Sources.classes(exploding), "acme.Shop")).actions())
                .containsKey("price");
    }

    @Test
    void anEnumThatIsNeverMadeIsAFinding() throws ReflectiveOperationException {
        Class<?> type = ModuleClasses.of("shop", Sources.classes("""
                        import dev.dispatch.sdk.*;
                        @DispatchModule(name = "shop", version = "1.0.0")
                        public class Shop {
                            enum Colour { RED; static { while (!Thread.interrupted()) { Thread.onSpinWait(); } } }
                            record Paint(Colour colour) {}
                            @Action(name = "paint", description = "Paint.")
                            ActionResult<Void> paint(ActionContext<Void> context, Paint paint) { return null; }
                        }
                        """)).loadClass("Shop");
        CodeLoader.Entry entry = new CodeLoader.Entry("shop", "1.0.0", workspace, workspace.resolve("Shop.java"));
        assertThat(TimedDescription.describe(() -> ModuleDescriber.describe(type), entry, Duration.ofMillis(50)))
                .isInstanceOfSatisfying(
                        ModuleDescriber.Description.Faults.class,
                        faults -> assertThat(faults.issues())
                                .singleElement()
                                .extracting(Issue::message)
                                .asString()
                                .contains("does not end within"));
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("describe shop"))
                .forEach(Thread::interrupt);
    }

    @Test
    void onlyJavaIsTaken() {
        JavaModules loader = new JavaModules(home, "1");
        assertThat(Stream.of("A.java", "lib/a.jar")).allMatch(loader::takes);
        assertThat(Stream.of("index.mjs", "A.class", "java")).noneMatch(loader::takes);
    }

    private static ActionDefinition price(Map<String, ActionDefinition> actions) {
        return Objects.requireNonNull(actions.get("price"));
    }

    private LoadedModule loaded(Path module) {
        return switch (load(module)) {
            case ModuleLoader.Loading.Loaded(LoadedModule found) -> found;
            case ModuleLoader.Loading.Failed(BrokenModule broken) -> throw new AssertionError(broken.toString());
        };
    }

    private BrokenModule broken(Path module) {
        return switch (load(module)) {
            case ModuleLoader.Loading.Loaded(LoadedModule found) -> throw new AssertionError(found.toString());
            case ModuleLoader.Loading.Failed(BrokenModule broken) -> broken;
        };
    }

    private ModuleLoader.Loading load(Path module) {
        return ModuleLoader.load(
                module, Layer.REPO, Policies.NONE, List.of(new JavaModules(home.resolve("cache/modules"), "1")));
    }

    private static ModuleCode code(LoadedModule module) {
        return Objects.requireNonNull(module.code());
    }

    private Path onlyCached() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("cache/modules"))) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.getFirst();
        }
    }

    private Path source(String name, String text) throws IOException {
        Path module = manifest(name, name, "Shop.java");
        Files.writeString(module.resolve("Shop.java"), text);
        return module;
    }

    private Path jar(String folder, Map<String, byte[]> classes, String service) throws IOException {
        Path module = manifest(folder, "shop", "lib/code.jar");
        Map<String, String> files = service.isEmpty()
                ? Map.of()
                : Map.of("META-INF/services/dev.dispatch.sdk.ActionModule", service + "\n");
        Sources.jar(module.resolve("lib/code.jar"), classes, files);
        return module;
    }

    private Path manifest(String folder, String name, String entry) throws IOException {
        Path module = Files.createDirectories(workspace.resolve(folder));
        Files.writeString(
                module.resolve("module.json"),
                "{\"name\": \"" + name + "\", \"version\": \"1.0.0\", \"entry\": \"" + entry + "\"}");
        return module;
    }
}
