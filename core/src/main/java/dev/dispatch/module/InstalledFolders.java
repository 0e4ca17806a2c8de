package dev.dispatch.module;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folders of installed modules as a reader sees them. A module that is being replaced has two folders for a moment,
 * or only that from before: then that one is the module.
 */
public final class InstalledFolders {

    /** Begins the name of the copy from before; the module's own name follows. */
    public static final String BEFORE = ".old-";

    private static final int TRIES = 3;

    private InstalledFolders() {}

    /**
     * A folder and which one it was.
     *
     * @param key tells it from another folder of the same name; null where the file system has none
     */
    public record Seen(Path folder, @Nullable Object key) {

        /** The folder that is the same module now: another one where it was replaced since. */
        public Seen again() {
            return seen(folder.resolveSibling("."), name());
        }

        /** The name of the module's own folder, also of the copy from before. */
        public String name() {
            String name = String.valueOf(folder.getFileName());
            return name.startsWith(BEFORE) ? name.substring(BEFORE.length()) : name;
        }

        private static @Nullable Object keyOf(Path folder) {
            try {
                return Files.readAttributes(folder, BasicFileAttributes.class).fileKey();
            } catch (IOException e) {
                return null;
            }
        }
    }

    /** Those that hold a {@code module.json}, sorted by the names of their modules; none where the folder is missing. */
    public static List<Seen> in(Path modules) {
        if (!Files.isDirectory(modules)) {
            return List.of();
        }
        Set<String> names = new TreeSet<>();
        try (Stream<Path> entries = Files.list(modules)) {
            entries.forEach(entry -> names.add(new Seen(entry, null).name()));
        } catch (IOException | java.io.UncheckedIOException e) {
            // A folder that cannot be listed holds no module that could be used.
            return List.of();
        }
        List<Seen> folders = new ArrayList<>();
        for (String name : names) {
            Seen seen = seen(modules, name);
            for (int left = TRIES; left > 0 && !holdsModule(seen); left--) {
                // Its folder may be renamed between two looks.
                seen = seen.again();
            }
            if (!name.startsWith(".") && holdsModule(seen)) {
                folders.add(seen);
            }
        }
        return folders;
    }

    private static boolean holdsModule(Seen seen) {
        return Files.isRegularFile(seen.folder().resolve(ModuleFolders.MANIFEST));
    }

    private static Seen seen(Path modules, String name) {
        Path now = modules.resolve(name).normalize();
        Path folder = Files.exists(now) ? now : now.resolveSibling(BEFORE + name);
        return new Seen(folder, Seen.keyOf(folder));
    }
}
