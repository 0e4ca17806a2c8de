package dev.dispatch.file;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Exclusive use of something among all threads of all processes of this machine, until closed or until the process ends,
 * however it ends.
 *
 * <p>Locked is an empty file that is never read, renamed or deleted; for the use of a file it is {@code <name>.lock} beside
 * it. The lock does not nest: who holds it and asks again waits in vain.
 */
public final class FileLock implements AutoCloseable {

    private static final long LONGEST_PAUSE_MS = 20;

    /**
     * Who holds what in this process. The system's lock belongs to the process, and closing any second channel on the
     * same file gives it up; so the gate inside the process must be one for the process, not one for each object.
     */
    private static final Map<Path, Gate> GATES = new ConcurrentHashMap<>();

    private record Gate(Semaphore semaphore, int users) {
        Gate plus(int more) {
            return new Gate(semaphore, users + more);
        }
    }

    private final Path lockFile;
    private final Gate gate;
    private final FileChannel channel;

    private FileLock(Path lockFile, Gate gate, FileChannel channel) {
        this.lockFile = lockFile;
        this.gate = gate;
        this.channel = channel;
    }

    /**
     * Waits for the file; missing directories are made.
     *
     * @throws FileBusyException when somebody else held it all the time
     * @throws InterruptedIOException when the waiting thread was interrupted; its flag stays set
     */
    public static FileLock acquire(Path file, Duration wait) throws IOException {
        try {
            return acquire(file, sidecar(CanonicalPath.of(file)), wait);
        } catch (FileBusyException | InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            throw FileErrors.naming("lock", file, e);
        }
    }

    /** The same with the file that is locked, for what is no file itself; no link is followed to it. */
    public static FileLock hold(Path lockFile, Duration wait) throws IOException {
        try {
            Path folder = lockFile.resolveSibling(".").normalize();
            Files.createDirectories(folder);
            Path canonical = folder.toRealPath().resolve(lockFile.getFileName());
            if (Files.exists(canonical, LinkOption.NOFOLLOW_LINKS)
                    && !Files.isRegularFile(canonical, LinkOption.NOFOLLOW_LINKS)) {
                throw new IOException("it is there and is not a file");
            }
            return acquire(lockFile, canonical, wait);
        } catch (FileBusyException | InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            throw FileErrors.naming("lock", lockFile, e);
        }
    }

    /**
     * Whether somebody {@link #hold holds} this file now; makes nothing.
     *
     * @throws IOException where that cannot be known
     */
    public static boolean isHeld(Path lockFile) throws IOException {
        try {
            if (!Files.isRegularFile(lockFile, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
            boolean[] held = new boolean[1];
            // Nobody here gets the lock meanwhile, which the end of the look would give up for the whole process.
            GATES.compute(lockFile.toRealPath(), (path, gate) -> {
                held[0] = gate != null || !isFree(path);
                return gate;
            });
            return held[0];
        } catch (NoSuchFileException e) {
            return false;
        } catch (UncheckedIOException e) {
            throw FileErrors.naming("look at", lockFile, Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw FileErrors.naming("look at", lockFile, e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            leave(lockFile, gate, true);
        }
    }

    private static Path sidecar(Path file) {
        return file.resolveSibling(file.getFileName() + ".lock");
    }

    private static FileLock acquire(Path file, Path lockFile, Duration wait) throws IOException {
        long deadline = System.nanoTime() + wait.toNanos();
        try {
            return acquire(file, lockFile, wait, deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("interrupted while waiting for " + file);
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    private static FileLock acquire(Path file, Path lockFile, Duration wait, long deadline)
            throws IOException, InterruptedException {
        Gate gate = GATES.merge(lockFile, new Gate(new Semaphore(1), 1), (there, ignored) -> there.plus(1));
        boolean entered = false;
        FileChannel channel = null;
        boolean locked = false;
        try {
            entered = gate.semaphore.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (!entered) {
                throw new FileBusyException(file, lockFile, wait);
            }
            channel = FileChannel.open(
                    lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            await(channel, file, lockFile, wait, deadline);
            locked = true;
            return new FileLock(lockFile, gate, channel);
        } finally {
            if (!locked) {
                if (channel != null) {
                    channel.close();
                }
                leave(lockFile, gate, entered);
            }
        }
    }

    /** Asks again and again, since the system has no lock with a time limit; the pauses differ, so nobody starves. */
    private static void await(FileChannel channel, Path file, Path lockFile, Duration wait, long deadline)
            throws IOException, InterruptedException {
        long pause = 1;
        while (channel.tryLock() == null) {
            if (System.nanoTime() - deadline >= 0) {
                throw new FileBusyException(file, lockFile, wait);
            }
            Thread.sleep(ThreadLocalRandom.current().nextLong(1, pause + 1));
            pause = Math.min(LONGEST_PAUSE_MS, pause * 2);
        }
    }

    private static boolean isFree(Path lockFile) {
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            // A shared one, so that two who look do not take each other for the holder.
            return channel.tryLock(0, Long.MAX_VALUE, true) != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void leave(Path lockFile, Gate gate, boolean entered) {
        if (entered) {
            gate.semaphore.release();
        }
        GATES.computeIfPresent(lockFile, (path, there) -> there.users == 1 ? null : there.plus(-1));
    }
}
