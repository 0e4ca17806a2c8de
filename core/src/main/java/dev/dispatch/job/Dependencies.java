package dev.dispatch.job;

import dev.dispatch.json.Pointer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What must be there before the first step runs. */
public record Dependencies(List<NeededModule> modules, List<NeededMemory> memory, List<NeededHttp> http) {

    public static final Dependencies NONE = new Dependencies(List.of(), List.of(), List.of());

    /**
     * A module.
     *
     * @param version a semantic version range as npm writes it; null for any
     */
    public record NeededModule(String name, @Nullable String version, Pointer pointer) {}

    /**
     * A value in memory.
     *
     * @param fill the job that makes it; null for none
     */
    public record NeededMemory(
            String namespace, String key, @Nullable Fill fill, Pointer pointer) {

        /** {@code namespace.key}. */
        public String name() {
            return namespace + "." + key;
        }
    }

    /** A job of a module, named by its id. */
    public record Fill(String module, String job) {

        /** {@code module:job}. */
        public String name() {
            return module + ":" + job;
        }
    }

    /** A dotted path that must exist in the effective {@code http} block. */
    public record NeededHttp(String path, Pointer pointer) {}

    public Dependencies {
        modules = List.copyOf(modules);
        memory = List.copyOf(memory);
        http = List.copyOf(http);
    }
}
