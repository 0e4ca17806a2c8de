package dev.dispatch.code;

import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.json.Pointer;
import dev.dispatch.module.CodeLoader.Entry;
import dev.dispatch.module.CodeLoader.Loading;
import dev.dispatch.module.ModuleCode;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import tools.jackson.databind.exc.JsonNodeException;

/**
 * A module whose entry is a jar. Its classes see the jar and all others in the same folder. A jar that dispatch made of
 * Java source says itself what it offers; of any other that is found out once, and kept by the content of the jars.
 */
final class JarModule {

    private static final long LARGEST = 128L * 1024 * 1024;
    private static final int LARGEST_DESCRIPTION = 16 * 1024 * 1024;
    private static final int MOST_JARS = 200;

    private final Entry entry;
    private final ClassCache cache;

    JarModule(Entry entry, ClassCache cache) {
        this.entry = entry;
        this.cache = cache;
    }

    Loading load() {
        try {
            List<Path> jars = jars();
            long size = 0;
            for (Path jar : jars) {
                size += Files.size(jar);
            }
            if (size > LARGEST || jars.size() > MOST_JARS) {
                return failed(fault("The module's jars are too large: " + jars.size() + " with " + size / (1024 * 1024)
                                + " MiB")
                        .expected("at most " + MOST_JARS + " jars with 128 MiB in all"));
            }
            Optional<DescribedModule> packed = packedDescription();
            return packed.isPresent() ? loaded(packed.get(), jars, List.of()) : load(jars);
        } catch (IOException e) {
            return failed(fault("The jar cannot be read: " + e.getMessage()).expected("a jar file"));
        }
    }

    /** The entry first, then what lies beside it, by name. */
    private List<Path> jars() throws IOException {
        List<Path> jars = new ArrayList<>();
        jars.add(entry.file());
        Path root = entry.folder().toRealPath();
        try (Stream<Path> beside = Files.list(entry.file().resolveSibling(""))) {
            for (Path file : beside.sorted().toList()) {
                if (file.toString().endsWith(".jar")
                        && !file.getFileName().equals(entry.file().getFileName())
                        && Files.isRegularFile(file)
                        && file.toRealPath().startsWith(root)) {
                    jars.add(file);
                }
            }
        }
        return jars;
    }

    private Optional<DescribedModule> packedDescription() throws IOException {
        try (ZipFile zip = new ZipFile(entry.file().toFile())) {
            ZipEntry description = zip.getEntry(CompiledModule.DESCRIPTION);
            if (description == null) {
                return Optional.empty();
            }
            try (InputStream in = zip.getInputStream(description)) {
                return CompiledModule.described(in.readNBytes(LARGEST_DESCRIPTION));
            }
        }
    }

    private Loading load(List<Path> jars) throws IOException {
        StringBuilder hashes = new StringBuilder();
        for (Path jar : jars) {
            hashes.append(jar.getFileName())
                    .append(' ')
                    .append(Json.sha256(Files.readAllBytes(jar)))
                    .append('\n');
        }
        Path kept = cache.file(hashes.toString(), ".json");
        Optional<DescribedModule> known = cache.read(kept).flatMap(JarModule::read);
        if (known.isPresent()) {
            return loaded(known.get(), jars, List.of());
        }
        try (ModuleClasses classes = ModuleClasses.open(entry.module(), jars)) {
            return switch (new JarServices(entry, classes).describe()) {
                case ModuleDescriber.Description.Faults(List<Issue> issues) -> new Loading.Failed(issues);
                case ModuleDescriber.Description.Described(DescribedModule module) ->
                    loaded(module, jars, keep(module, kept));
            };
        }
    }

    private static Optional<DescribedModule> read(byte[] document) {
        try {
            return Optional.of(DescribedModule.of(Json.parse(new String(document, StandardCharsets.UTF_8))));
        } catch (JsonSyntaxException | JsonNodeException e) {
            return Optional.empty();
        }
    }

    /** Why it could not be kept; that is no reason not to use it. */
    private List<Issue> keep(DescribedModule module, Path kept) {
        try {
            cache.write(kept, Json.pretty(module.toJson()).getBytes(StandardCharsets.UTF_8));
            return List.of();
        } catch (IOException e) {
            return List.of(ClassCache.unwritable(entry, e));
        }
    }

    private Loading loaded(DescribedModule module, List<Path> jars, List<Issue> warnings) {
        DescribedCode code = new DescribedCode(entry, module);
        List<Issue> disagreements = code.disagreements();
        if (!disagreements.isEmpty()) {
            return new Loading.Failed(disagreements);
        }
        return new Loading.Loaded(new ModuleCode(
                code.actions(() -> ModuleClasses.open(entry.module(), jars)), jars, () -> runtime(jars), warnings));
    }

    private ModuleCode.RuntimeFiles runtime(List<Path> jars) {
        SortedMap<String, Path> files = new TreeMap<>();
        jars.forEach(jar -> files.put(packedName(jar), jar));
        return new ModuleCode.RuntimeFiles(packedName(entry.file()), files);
    }

    private String packedName(Path jar) {
        return entry.folder().normalize().relativize(jar.normalize()).toString().replace('\\', '/');
    }

    private Issue fault(String message) {
        return Issue.at(IssueCode.MODULE_LOAD_FAILED, Pointer.ROOT, message)
                .atPath(entry.file().toString());
    }

    private static Loading failed(Issue issue) {
        return new Loading.Failed(List.of(issue));
    }
}
