package dev.dispatch.code;

import dev.dispatch.module.CodeLoader;
import java.nio.file.Path;

/** Loads modules that are written in Java; whatever takes part in that is loaded with the first of them. */
public final class JavaModules implements CodeLoader {

    private final Path cache;
    private final String version;

    /**
     * A loader that opens nothing yet.
     *
     * @param cache the folder that keeps what was made of modules; made when something is written
     * @param version of the program
     */
    public JavaModules(Path cache, String version) {
        this.cache = cache;
        this.version = version;
    }

    @Override
    public boolean takes(String entry) {
        return entry.endsWith(".java") || entry.endsWith(".jar");
    }

    @Override
    public Loading load(Entry entry) {
        ClassCache classes = new ClassCache(cache, version);
        return entry.file().toString().endsWith(".jar")
                ? new JarModule(entry, classes).load()
                : new SourceModule(entry, classes).load();
    }
}
