package dev.dispatch.engine;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** The project around a folder: the nearest folder upwards with {@code dispatch.config.json} or {@code modules/}. */
record Workspace(Path root) {

    private static final String CONFIG = "dispatch.config.json";

    static Optional<Workspace> around(Path folder) {
        for (Path at = folder.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve(CONFIG), LinkOption.NOFOLLOW_LINKS)
                    || Files.isDirectory(at.resolve("modules"))) {
                return Optional.of(new Workspace(at));
            }
        }
        return Optional.empty();
    }

    Path modules() {
        return root.resolve("modules");
    }

    Path jobs() {
        return root.resolve("jobs");
    }

    /** The file of configuration, whether it is there or not. */
    Path config() {
        return root.resolve(CONFIG);
    }
}
