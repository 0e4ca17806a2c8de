package dev.dispatch.file;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Exclusive use of one file among all threads of all processes of this machine, until closed.
 *
 * <p>Locked is a file beside it, {@code <name>.lock}, that is never read, renamed or deleted. The lock does not nest: who
 * holds it and asks again waits in vain.
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

    private final Path canonical;
    private final Gate gate;
    private final FileChannel channel;

    private FileLock(Path canonical, Gate gate, FileChannel channel) {
        this.canonical = canonical;
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
        long deadline = System.nanoTime() + wait.toNanos();
        try {
            return acquire(file, CanonicalPath.of(file), wait, deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("interrupted while waiting for " + file);
            interrupted.initCause(e);
            throw interrupted;
        } catch (FileBusyException e) {
            throw e;
        } catch (IOException e) {
            throw FileErrors.naming("lock", file, e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            leave(canonical, gate, true);
        }
    }

    static Path sidecar(Path file) {
        return file.resolveSibling(file.getFileName() + ".lock");
    }

    private static FileLock acquire(Path file, Path canonical, Duration wait, long deadline)
            throws IOException, InterruptedException {
        Gate gate = GATES.merge(canonical, new Gate(new Semaphore(1), 1), (there, ignored) -> there.plus(1));
        boolean entered = false;
        FileChannel channel = null;
        boolean locked = false;
        try {
            entered = gate.semaphore.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (!entered) {
                throw new FileBusyException(file, wait);
            }
            channel = FileChannel.open(sidecar(canonical), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            await(channel, file, wait, deadline);
            locked = true;
            return new FileLock(canonical, gate, channel);
        } finally {
            if (!locked) {
                if (channel != null) {
                    channel.close();
                }
                leave(canonical, gate, entered);
            }
        }
    }

    /** Asks again and again, since the system has no lock with a time limit; the pauses differ, so nobody starves. */
    private static void await(FileChannel channel, Path file, Duration wait, long deadline)
            throws IOException, InterruptedException {
        long pause = 1;
        while (channel.tryLock() == null) {
            if (System.nanoTime() - deadline >= 0) {
                throw new FileBusyException(file, wait);
            }
            Thread.sleep(ThreadLocalRandom.current().nextLong(1, pause + 1));
            pause = Math.min(LONGEST_PAUSE_MS, pause * 2);
        }
    }

    private static void leave(Path canonical, Gate gate, boolean entered) {
        if (entered) {
            gate.semaphore.release();
        }
        GATES.computeIfPresent(canonical, (path, there) -> there.users == 1 ? null : there.plus(-1));
    }
}
