package dev.dispatch.cli.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * How much room there is for memory and run records.
 *
 * @param folders what is written to, there or not yet
 */
record DiskCheck(List<Path> folders) {

    private static final String NAME = "disk";
    private static final long MIB = 1024 * 1024;
    private static final long LITTLE = 1024 * MIB;
    private static final long TOO_LITTLE = 64 * MIB;

    CheckResult check() {
        long least = Long.MAX_VALUE;
        Path fullest = folders.getFirst();
        for (Path folder : folders) {
            try {
                long free = Files.getFileStore(WritableCheck.nearest(folder)).getUsableSpace();
                fullest = free < least ? folder : fullest;
                least = Math.min(least, free);
            } catch (IOException e) {
                return CheckResult.warn(
                        NAME, "nobody knows how much is free for " + folder, "look at the disk yourself");
            }
        }
        return result(least, fullest);
    }

    static CheckResult result(long free, Path folder) {
        String message = size(free) + " free for " + folder;
        if (free >= LITTLE) {
            return CheckResult.ok(NAME, message);
        }
        String mend = "make room; old runs below run-output can be removed";
        return free < TOO_LITTLE ? CheckResult.fail(NAME, message, mend) : CheckResult.warn(NAME, message, mend);
    }

    private static String size(long bytes) {
        return bytes >= LITTLE ? String.format(Locale.ROOT, "%.1f GiB", bytes / (double) LITTLE) : bytes / MIB + " MiB";
    }
}
