package dev.dispatch.archive;

import dev.dispatch.file.AtomicFile;
import dev.dispatch.file.FileBusyException;
import dev.dispatch.file.FileLock;
import dev.dispatch.file.FileTree;
import dev.dispatch.module.InstalledFolders;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of installed modules, {@code <name>@<version>} each. Whoever changes it holds its lock and first mends what
 * somebody left behind who was stopped in the middle; whoever looks sees each module as it was before or as it is
 * afterwards, whole.
 */
public final class ModuleStore {

    /** Where a change can be stopped. */
    enum Moment {
        LOCKED,
        STAGED,
        MOVED_AWAY,
        SWAPPED,
        SET_ASIDE,
        DONE
    }

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final String LOCKED_FILE = ".install";
    private static final String STAGING = ".new-";
    private static final String GONE = ".gone-";

    private final Path modules;
    private final Consumer<Moment> watch;

    /** @param modules the folder, whether it is there or not */
    public ModuleStore(Path modules) {
        this(modules, _ -> {});
    }

    /** @param watch is told of each moment of a change */
    ModuleStore(Path modules, Consumer<Moment> watch) {
        this.modules = modules.toAbsolutePath().normalize();
        this.watch = watch;
    }

    /**
     * Installs the module of a bundle; the copy that is there stays until the new one is in its place.
     *
     * @param asked what the bundle must hold; null for any module
     * @throws dev.dispatch.problem.ProblemException with every finding where it is no sound bundle, and nothing was
     *     written; TRANSIENT_ERROR where others kept the folder locked; RUNTIME_ERROR where it cannot be written
     */
    InstalledModule install(Archive archive, @Nullable ModuleId asked) {
        Contents contents = BundleCheck.of(archive, asked);
        ModuleId id = contents.id();
        Path target = modules.resolve(id.toString());
        return changing("install " + id + " in", () -> {
            InstalledModule.Change change = InstalledModule.Change.ADDED;
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                change = new FolderTree(target).holds(contents.sums())
                        ? InstalledModule.Change.UNCHANGED
                        : InstalledModule.Change.REPLACED;
            }
            if (change != InstalledModule.Change.UNCHANGED) {
                swap(stage(archive, contents), target, modules.resolve(InstalledFolders.BEFORE + id));
            }
            return new InstalledModule(id, target, change, contents.warnings());
        });
    }

    /**
     * Removes a module; false where it is not there.
     *
     * @throws dev.dispatch.problem.ProblemException as {@link #install} does for the folder
     */
    boolean uninstall(ModuleId id) {
        Path target = modules.resolve(id.toString());
        return changing("remove " + id + " from", () -> {
            if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
            discard(target);
            return true;
        });
    }

    /** What is installed, sorted by folder; what was damaged since too, so that it can be removed. */
    List<ModuleId> list() {
        if (!Files.isDirectory(modules)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(modules)) {
            return entries.map(entry -> new InstalledFolders.Seen(entry, null).name())
                    .distinct()
                    .sorted()
                    .flatMap(name -> ModuleId.parse(name).stream())
                    .toList();
        } catch (IOException e) {
            throw Problem.of(ProblemCode.RUNTIME_ERROR, "Cannot read " + modules + ": " + reason(e))
                    .exception();
        }
    }

    Path folder() {
        return modules;
    }

    @FunctionalInterface
    private interface Work<T> {
        T run() throws IOException;
    }

    private <T> T changing(String what, Work<T> work) {
        try (FileLock _ = FileLock.acquire(modules.resolve(LOCKED_FILE), LONGEST_WAIT)) {
            watch.accept(Moment.LOCKED);
            mend();
            T result = work.run();
            watch.accept(Moment.DONE);
            return result;
        } catch (IOException e) {
            ProblemCode code = e instanceof FileBusyException ? ProblemCode.TRANSIENT_ERROR : ProblemCode.RUNTIME_ERROR;
            throw Problem.of(code, "Cannot " + what + " " + modules + ": " + reason(e))
                    .exception();
        }
    }

    private static String reason(IOException e) {
        return e.getClass() == IOException.class || e instanceof FileBusyException
                ? String.valueOf(e.getMessage())
                : e.getClass().getSimpleName() + " " + e.getMessage();
    }

    private Path stage(Archive archive, Contents contents) throws IOException {
        Path staging = unused(STAGING);
        try {
            new FolderTree(staging).write(archive, contents.sums());
        } catch (IOException | RuntimeException e) {
            FileTree.delete(staging);
            throw e;
        }
        watch.accept(Moment.STAGED);
        return staging;
    }

    private void swap(Path staging, Path target, Path before) throws IOException {
        boolean replaces = Files.exists(target, LinkOption.NOFOLLOW_LINKS);
        if (replaces) {
            move(target, before);
            watch.accept(Moment.MOVED_AWAY);
        }
        move(staging, target);
        AtomicFile.syncDirectory(modules);
        watch.accept(Moment.SWAPPED);
        if (replaces) {
            discard(before);
        }
    }

    /** First out of sight in one step, so that nobody ever sees half of it. */
    private void discard(Path folder) throws IOException {
        Path gone = unused(GONE);
        move(folder, gone);
        AtomicFile.syncDirectory(modules);
        watch.accept(Moment.SET_ASIDE);
        FileTree.delete(gone);
    }

    /** Ends what somebody began who was stopped: the copy from before comes back where the new one is missing. */
    private void mend() throws IOException {
        List<Path> left;
        try (Stream<Path> entries = Files.list(modules)) {
            left = entries.filter(entry -> String.valueOf(entry.getFileName()).startsWith("."))
                    .toList();
        }
        for (Path entry : left) {
            String name = String.valueOf(entry.getFileName());
            if (name.startsWith(STAGING) || name.startsWith(GONE)) {
                FileTree.delete(entry);
            } else if (name.startsWith(InstalledFolders.BEFORE)) {
                Path target = modules.resolve(name.substring(InstalledFolders.BEFORE.length()));
                if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                    discard(entry);
                } else {
                    move(entry, target);
                }
            }
        }
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    private Path unused(String prefix) {
        return modules.resolve(
                prefix + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()));
    }
}
