package dev.dispatch.record;

import dev.dispatch.file.AtomicFile;
import dev.dispatch.file.FileBusyException;
import dev.dispatch.file.FileLock;
import dev.dispatch.file.FileTree;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * Changes which runs there are below one folder, each in one step, so that nobody ever sees half a run. Whoever does holds
 * a lock. What somebody leaves behind who is stopped in the middle has a hidden name, and the next pruning removes it.
 */
public final class RunFolders {

    /** What is done under the lock. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws IOException;
    }

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final String LOCK = ".runs.lock";
    private static final String STAGING = ".new-";
    private static final String GONE = ".gone-";
    private static final int RANDOM = 16;

    private final Path root;

    public RunFolders(RunStore store) {
        this.root = store.root();
    }

    /**
     * Does something that adds or removes runs.
     *
     * @param what for the message of a failure, such as {@code remove runs from}
     * @throws dev.dispatch.problem.ProblemException TRANSIENT_ERROR where others kept the folder locked, RUNTIME_ERROR
     *     where it cannot be changed
     */
    public <T> T changing(String what, Work<T> work) {
        try (FileLock _ = FileLock.hold(root.resolve(LOCK), LONGEST_WAIT)) {
            return work.run();
        } catch (IOException e) {
            ProblemCode code = e instanceof FileBusyException ? ProblemCode.TRANSIENT_ERROR : ProblemCode.RUNTIME_ERROR;
            throw Problem.of(code, "Cannot " + what + " " + root + ": " + reason(e))
                    .exception();
        }
    }

    /** A name below which a run can be written that nobody sees. */
    public Path staging() {
        return unused(STAGING);
    }

    /** Makes a folder a run, which must not be there yet. */
    public Path add(Path staged, String runId) throws IOException {
        Path target = root.resolve(runId);
        Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE);
        AtomicFile.syncDirectory(root);
        return target;
    }

    /** Takes a run away: it is out of sight in one step, whatever comes after it. */
    void remove(String runId) throws IOException {
        Path gone = unused(GONE);
        Files.move(root.resolve(runId), gone, StandardCopyOption.ATOMIC_MOVE);
        FileTree.delete(gone);
    }

    /** What somebody left behind who was stopped; only under the lock is it certain that nobody is at it. */
    List<Path> leftovers() throws IOException {
        try (Stream<Path> entries = Files.list(root)) {
            return entries.filter(entry -> isLeftover(String.valueOf(entry.getFileName())))
                    .toList();
        }
    }

    private static boolean isLeftover(String name) {
        String random = name.startsWith(STAGING)
                ? name.substring(STAGING.length())
                : name.startsWith(GONE) ? name.substring(GONE.length()) : "";
        return random.length() == RANDOM && random.chars().allMatch(HexFormat::isHexDigit);
    }

    private Path unused(String prefix) {
        return root.resolve(
                prefix + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()));
    }

    private static String reason(IOException e) {
        return e.getClass() == IOException.class || e instanceof FileBusyException
                ? String.valueOf(e.getMessage())
                : e.getClass().getSimpleName() + " " + e.getMessage();
    }
}
