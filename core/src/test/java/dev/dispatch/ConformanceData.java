package dev.dispatch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the public conformance suites, which live beside the project and not in it. */
public final class ConformanceData {

    private ConformanceData() {}

    /**
     * A file below the folder that the system property {@code dispatch.conformance} names, else below the first {@code
     * shared/conformance} on the way up from the working directory; empty where there is none.
     */
    public static Optional<Path> file(String relative) {
        return folder().map(folder -> folder.resolve(relative)).filter(Files::isRegularFile);
    }

    private static Optional<Path> folder() {
        String named = System.getProperty("dispatch.conformance");
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path folder = at.resolve("shared/conformance");
            if (Files.isDirectory(folder)) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }
}
