package dev.dispatch;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** Finds the conformance suites, which are kept beside the project and not in it. */
@NullMarked
public final class ConformanceData {

    private static final String PROPERTY = "dispatch.conformance";

    private ConformanceData() {}

    /**
     * A file of the conformance folder: the one the system property {@code dispatch.conformance} names, otherwise
     * {@code shared/conformance} in or beside the nearest ancestor of the working directory that has it. Where it is
     * nowhere, the calling test is skipped and says so.
     */
    public static Path file(String relative) {
        Path file = find(relative);
        Assumptions.assumeTrue(
                file != null,
                () -> "no conformance data: " + relative + " is neither below -D" + PROPERTY
                        + " nor below shared/conformance in or beside an ancestor of "
                        + Path.of("").toAbsolutePath());
        if (file == null) {
            throw new AssertionError("an assumption that fails ends the test");
        }
        return file;
    }

    private static @Nullable Path find(String relative) {
        String named = System.getProperty(PROPERTY);
        if (named != null) {
            return existing(Path.of(named).resolve(relative));
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path inside = existing(folder.resolve("shared/conformance").resolve(relative));
            if (inside != null) {
                return inside;
            }
        }
        return null;
    }

    private static @Nullable Path existing(Path file) {
        return Files.isRegularFile(file) ? file : null;
    }
}
