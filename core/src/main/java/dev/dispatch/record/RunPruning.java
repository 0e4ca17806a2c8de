package dev.dispatch.record;

import dev.dispatch.file.FileBusyException;
import dev.dispatch.file.FileLock;
import dev.dispatch.file.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Removes old runs: folders with the name and the files of one, never a link, never a run in progress. */
public final class RunPruning {

    /** Which runs go. */
    public sealed interface Rule {

        /** All but so many of the newest; the one that {@code latest} means stays, unless none stays. */
        record Keep(int newest) implements Rule {}

        /** Those that started before a time. */
        record StartedBefore(Instant time) implements Rule {}
    }

    /** A run that was removed, and the size of its files. */
    public record Removed(RunEntry run, long bytes) {}

    /**
     * What was done, or would be.
     *
     * @param kept how many runs stay, whatever the reason
     * @param inProgress how many of them stay only because they still go
     * @param leftovers how many remains of earlier removals and imports were removed, that were stopped in the middle
     * @param bytes the size of all that was removed
     * @param failures what could not be removed and why
     */
    public record Pruned(
            List<Removed> removed, int kept, int inProgress, int leftovers, long bytes, List<String> failures) {
        public Pruned {
            removed = List.copyOf(removed);
            failures = List.copyOf(failures);
        }
    }

    private final RunStore store;
    private final RunFolders folders;
    private final boolean dryRun;
    private final List<Removed> removed = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private int inProgress;
    private int leftovers;
    private long bytes;

    private RunPruning(RunStore store, boolean dryRun) {
        this.store = store;
        this.folders = new RunFolders(store);
        this.dryRun = dryRun;
    }

    /**
     * Removes runs.
     *
     * @param dryRun only says what would be removed
     * @throws dev.dispatch.problem.ProblemException as {@link RunFolders#changing} does
     */
    public static Pruned prune(RunStore store, Rule rule, boolean dryRun) {
        RunPruning pruning = new RunPruning(store, dryRun);
        if (dryRun || !Files.isDirectory(store.root())) {
            return pruning.over(rule);
        }
        return pruning.folders.changing("remove runs from", () -> {
            pruning.removeLeftovers();
            return pruning.over(rule);
        });
    }

    private Pruned over(Rule rule) {
        List<RunName> all = store.runs();
        Optional<RunName> latest = store.newest();
        int kept = 0;
        for (int i = 0; i < all.size(); i++) {
            RunName run = all.get(i);
            boolean goes = switch (rule) {
                case Rule.Keep(int newest) -> i >= newest && (newest == 0 || !latest.equals(Optional.of(run)));
                case Rule.StartedBefore(Instant time) -> run.startedAt().isBefore(time);
            };
            if (!goes || !removes(run)) {
                kept++;
            }
        }
        return new Pruned(removed, kept, inProgress, leftovers, bytes, failures);
    }

    /** False where the run stays after all. */
    private boolean removes(RunName run) {
        Path folder = store.root().resolve(run.id());
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        if (RunLock.isHeld(folder)) {
            inProgress++;
            return false;
        }
        RunEntry entry = store.entry(run);
        try {
            long size = FileTree.size(folder);
            if (!dryRun) {
                remove(run, folder);
            }
            removed.add(new Removed(entry, size));
            bytes += size;
            return true;
        } catch (FileBusyException e) {
            inProgress++;
            return false;
        } catch (IOException e) {
            failures.add(run.id() + ": " + reason(e));
            return !Files.exists(folder, LinkOption.NOFOLLOW_LINKS);
        }
    }

    /** Holds the run as one who goes on with it would, so that nobody does meanwhile. */
    private void remove(RunName run, Path folder) throws IOException {
        Optional<FileLock> lock = RunLock.hold(folder);
        try {
            folders.remove(run.id());
        } finally {
            if (lock.isPresent()) {
                lock.get().close();
            }
        }
    }

    private void removeLeftovers() throws IOException {
        for (Path entry : folders.leftovers()) {
            try {
                long size = FileTree.size(entry);
                FileTree.delete(entry);
                bytes += size;
                leftovers++;
            } catch (IOException e) {
                failures.add(entry.getFileName() + ": " + reason(e));
            }
        }
    }

    private static String reason(IOException e) {
        return e.getClass() == IOException.class
                ? String.valueOf(e.getMessage())
                : e.getClass().getSimpleName() + " " + e.getMessage();
    }
}
