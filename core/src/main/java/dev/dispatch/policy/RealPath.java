package dev.dispatch.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** Where a file really is, or would be: links are followed as far as there is anything. */
final class RealPath {

    private RealPath() {}

    /** Empty where that cannot be told: a link that leads nowhere, a folder that may not be looked into. */
    static Optional<Path> of(Path file) {
        Path absolute = file.toAbsolutePath();
        Path missing = null;
        for (Path at = absolute; at != null; at = at.getParent()) {
            if (Files.exists(at, LinkOption.NOFOLLOW_LINKS)) {
                return real(at, missing);
            }
            Path name = at.getFileName();
            if (name == null || name.toString().equals("..") || name.toString().equals(".")) {
                return Optional.empty();
            }
            missing = missing == null ? name : name.resolve(missing);
        }
        return Optional.empty();
    }

    private static Optional<Path> real(Path there, @org.jspecify.annotations.Nullable Path missing) {
        try {
            Path real = there.toRealPath();
            return Optional.of(missing == null ? real : real.resolve(missing));
        } catch (IOException e) {
            // What cannot be followed is in none of the folders.
            return Optional.empty();
        }
    }
}
