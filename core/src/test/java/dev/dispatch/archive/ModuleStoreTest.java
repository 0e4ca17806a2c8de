package dev.dispatch.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dispatch.module.InstalledFolders;
import dev.dispatch.problem.ProblemException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Installed modules are the old ones or the new ones, whole, whatever happens in between. */
class ModuleStoreTest {

    private static final ModuleId SHOP = new ModuleId("shop", "1.0.0");

    /** Stands for a process that ends at once: nobody catches it, so nobody tidies up. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    @TempDir
    Path folder;

    private Path modules;
    private Path old;
    private Path fresh;

    @BeforeEach
    void twoCopiesOfOneVersion() throws IOException {
        modules = folder.resolve("home/modules");
        old = Bundles.zip("shop", "1.0.0", "old").writeTo(folder.resolve("old.zip"));
        fresh = Bundles.zip("shop", "1.0.0", "new").writeTo(folder.resolve("new.zip"));
    }

    @Test
    void anotherCopyReplacesTheOneThatIsThere() throws IOException {
        install(old);
        assertThat(install(fresh).change()).isEqualTo(InstalledModule.Change.REPLACED);
        assertThat(content()).isEqualTo("new");
        assertThat(hidden()).isEmpty();
    }

    @Test
    void theSameCopyIsLeftAlone() throws IOException {
        Path installed = install(old).folder();
        Object before =
                Files.readAttributes(installed, BasicFileAttributes.class).fileKey();
        assertThat(install(old).change()).isEqualTo(InstalledModule.Change.UNCHANGED);
        assertThat(Files.readAttributes(installed, BasicFileAttributes.class).fileKey())
                .isEqualTo(before);
    }

    @Test
    void aCopyThatSomebodyChangedIsReplaced() throws IOException {
        Path installed = install(old).folder();
        Files.writeString(installed.resolve("assets/data.txt"), "changed");
        assertThat(install(old).change()).isEqualTo(InstalledModule.Change.REPLACED);
        Files.writeString(installed.resolve("more.txt"), "added");
        assertThat(install(old).change()).isEqualTo(InstalledModule.Change.REPLACED);
        assertThat(content()).isEqualTo("old");
        assertThat(installed.resolve("more.txt")).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource(ModuleStore.Moment.class)
    void anInstallationKilledAtAnyMomentLeavesTheOldModuleOrTheNewOne(ModuleStore.Moment moment) throws IOException {
        install(old);
        kill(moment, store -> store.install(new ZipArchive(fresh), null));
        assertThat(content()).isIn("old", "new");
        boolean swapped = moment.compareTo(ModuleStore.Moment.SWAPPED) >= 0;
        assertThat(content()).isEqualTo(swapped ? "new" : "old");
        assertThat(seen()).containsExactly("README.md", "artifact.json", "assets/data.txt", "module.json");

        assertThat(install(fresh).change())
                .isEqualTo(swapped ? InstalledModule.Change.UNCHANGED : InstalledModule.Change.REPLACED);
        assertThat(content()).isEqualTo("new");
        assertThat(hidden()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ModuleStore.Moment.class)
    void whoComesNextMendsWhatWasLeftEvenForAnotherModule(ModuleStore.Moment moment) throws IOException {
        install(old);
        kill(moment, store -> store.install(new ZipArchive(fresh), null));
        String before = content();
        install(Bundles.zip("cart", "2.0.0", "cart").writeTo(folder.resolve("cart.zip")));
        assertThat(content()).isEqualTo(before);
        assertThat(hidden()).isEmpty();
        assertThat(modules.resolve("shop@1.0.0")).isDirectory();
    }

    @ParameterizedTest
    @EnumSource(
            value = ModuleStore.Moment.class,
            names = {"LOCKED", "SET_ASIDE", "DONE"})
    void aRemovalKilledAtAnyMomentLeavesTheModuleOrNone(ModuleStore.Moment moment) throws IOException {
        install(old);
        kill(moment, store -> store.uninstall(SHOP));
        boolean gone = moment.compareTo(ModuleStore.Moment.SET_ASIDE) >= 0;
        assertThat(InstalledFolders.in(modules)).hasSize(gone ? 0 : 1);
        assertThat(new ModuleStore(modules).uninstall(SHOP)).isEqualTo(!gone);
        assertThat(InstalledFolders.in(modules)).isEmpty();
        assertThat(hidden()).isEmpty();
    }

    @Test
    void processesThatAreKilledForRealLeaveAWholeModule() throws Exception {
        install(old);
        for (ModuleStore.Moment moment :
                List.of(ModuleStore.Moment.STAGED, ModuleStore.Moment.MOVED_AWAY, ModuleStore.Moment.SWAPPED)) {
            assertThat(child(fresh, moment.name()).waitFor()).isEqualTo(3);
            assertThat(content()).isEqualTo(moment == ModuleStore.Moment.SWAPPED ? "new" : "old");
        }
    }

    @Test
    void severalAtOnceInThisProcessAndAnotherLeaveOneWholeModule() throws Exception {
        Process other = child(fresh, "");
        List<Callable<InstalledModule>> work = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Path bundle = i % 2 == 0 ? old : fresh;
            work.add(() -> install(bundle));
        }
        work.add(() -> install(Bundles.zip("cart", "2.0.0", "cart").writeTo(folder.resolve("cart.zip"))));
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<InstalledModule> done : threads.invokeAll(work)) {
                assertThat(done.get().folder()).isDirectory();
            }
        }
        assertThat(other.waitFor()).isZero();
        assertThat(content()).isIn("old", "new");
        assertThat(seen()).hasSize(4);
        assertThat(hidden()).isEmpty();
        assertThat(new ModuleStore(modules).list()).containsExactly(new ModuleId("cart", "2.0.0"), SHOP);
    }

    @Test
    void whatCannotBeWrittenLeavesTheOldModule() throws IOException {
        install(old);
        ZipBytes zip = Bundles.zip("shop", "1.0.0", "new");
        Path bundle = zip.writeTo(folder.resolve("changing.zip"));
        ModuleStore store = new ModuleStore(modules, moment -> {
            if (moment == ModuleStore.Moment.LOCKED) {
                changeLastContent(zip, bundle);
            }
        });
        assertThatThrownBy(() -> store.install(new ZipArchive(bundle), null)).isInstanceOf(ProblemException.class);
        assertThat(content()).isEqualTo("old");
        assertThat(hidden()).isEmpty();
    }

    @Test
    void severalVersionsLieBesideEachOther() throws IOException {
        install(old);
        install(Bundles.zip("shop", "1.1.0", "next").writeTo(folder.resolve("next.zip")));
        assertThat(new ModuleStore(modules).list()).containsExactly(SHOP, new ModuleId("shop", "1.1.0"));
    }

    @Test
    void aReaderNoticesAFolderThatWasReplacedMeanwhile() throws IOException {
        install(old);
        InstalledFolders.Seen seen = InstalledFolders.in(modules).getFirst();
        assertThat(seen.again()).isEqualTo(seen);
        install(fresh);
        assertThat(seen.again()).isNotEqualTo(seen);
        kill(ModuleStore.Moment.MOVED_AWAY, store -> store.install(new ZipArchive(old), null));
        assertThat(seen.again().folder()).isEqualTo(modules.resolve(".old-shop@1.0.0"));
    }

    /** The bundle is another one when it is read for the second time. */
    private static void changeLastContent(ZipBytes zip, Path bundle) {
        try {
            zip.entries.removeIf(entry -> entry.name.equals("assets/data.txt"));
            zip.add("assets/data.txt", "evil");
            zip.writeTo(bundle);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private InstalledModule install(Path bundle) {
        return new ModuleStore(modules).install(new ZipArchive(bundle), null);
    }

    private void kill(ModuleStore.Moment when, Consumer<ModuleStore> work) {
        ModuleStore store = new ModuleStore(modules, moment -> {
            if (moment == when) {
                throw new Killed();
            }
        });
        try {
            work.accept(store);
        } catch (Killed e) {
            // What is left is looked at.
        }
    }

    private Process child(Path bundle, String moment) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path")
                                + File.pathSeparator
                                + System.getProperty("surefire.test.class.path", ""),
                        InstallingProcess.class.getName(),
                        modules.toString(),
                        bundle.toString(),
                        moment)
                .inheritIO()
                .start();
    }

    /** Of the module as a reader sees it. */
    private String content() throws IOException {
        return Files.readString(shop().resolve("assets/data.txt"));
    }

    private List<String> seen() throws IOException {
        Path shop = shop();
        try (Stream<Path> files = Files.walk(shop)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> shop.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private Path shop() {
        return InstalledFolders.in(modules).stream()
                .filter(seen -> seen.name().equals("shop@1.0.0"))
                .findFirst()
                .orElseThrow()
                .folder();
    }

    private List<String> hidden() throws IOException {
        try (Stream<Path> entries = Files.list(modules)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.startsWith(".") && !name.equals(".install.lock"))
                    .toList();
        }
    }
}
