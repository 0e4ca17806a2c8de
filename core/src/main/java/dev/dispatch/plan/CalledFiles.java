package dev.dispatch.plan;

import dev.dispatch.job.JobKind;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.module.LoadedModule;
import dev.dispatch.module.ModuleRegistry;
import dev.dispatch.module.ShippedJob;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.Names;
import dev.dispatch.problem.NearNames;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the file of a job that a step calls: beside the calling file, or among the jobs of a module. */
final class CalledFiles {

    private static final int MOST_COMPARED = 2_000;

    private final Path folder;
    private final ModuleRegistry registry;
    private final Predicate<Path> there;

    /**
     * For the calls of one job.
     *
     * @param folder of the calling job
     * @param there whether a path is that of a file
     */
    CalledFiles(Path folder, ModuleRegistry registry, Predicate<Path> there) {
        this.folder = folder;
        this.registry = registry;
        this.there = there;
    }

    /**
     * The file; why there is none is added to the issues.
     *
     * @param dependencies receives that its module is not there
     */
    Optional<Path> locate(String name, Pointer at, IssueList issues, IssueList dependencies) {
        if (name.contains("${")) {
            issues.add(Issue.at(
                            IssueCode.INVALID_CALL,
                            at,
                            "The called job must be known before the run; an expression cannot name it")
                    .expected("a path relative to this file, or module:job")
                    .actual(name));
            return Optional.empty();
        }
        int colon = name.indexOf(':');
        return colon > 0 && name.indexOf('/') < 0
                ? shipped(name, name.substring(0, colon), name.substring(colon + 1), at, issues, dependencies)
                : beside(name, at, issues);
    }

    private Optional<Path> shipped(
            String name, String module, String id, Pointer at, IssueList issues, IssueList dependencies) {
        Optional<LoadedModule> provider = registry.module(module);
        if (provider.isEmpty()) {
            List<String> modules = registry.modules().stream()
                    .map(LoadedModule::name)
                    .distinct()
                    .sorted()
                    .toList();
            dependencies.add(Issue.at(IssueCode.MISSING_MODULE_DEPENDENCY, at, "There is no module '" + module + "'")
                    .expected("a module that is there: " + Names.list(modules))
                    .actual(name)
                    .suggestInstead(NearNames.of(module, modules).stream()
                            .map(near -> near + ":" + id)
                            .toList())
                    .with(Json.object().put("dependencyType", "module").put("moduleName", module)));
            return Optional.empty();
        }
        List<ShippedJob> jobs = provider.get().jobs();
        // Sorted so that a seed job comes before a case of the same id.
        Optional<Path> file = jobs.stream()
                .filter(job -> job.id().equals(id))
                .map(ShippedJob::path)
                .findFirst();
        if (file.isEmpty()) {
            List<String> ids = jobs.stream().map(ShippedJob::id).distinct().toList();
            issues.add(Issue.at(IssueCode.INVALID_CALL, at, "Module '" + module + "' ships no job '" + id + "'")
                    .expected(ids.isEmpty() ? "a module that ships jobs" : Names.oneOf(ids))
                    .actual(name)
                    .suggestInstead(NearNames.of(id, ids).stream()
                            .map(near -> module + ":" + near)
                            .toList()));
        }
        return file.map(path -> path.toAbsolutePath().normalize());
    }

    private Optional<Path> beside(String name, Pointer at, IssueList issues) {
        Path file = path(name);
        if (file != null && !Path.of(name).isAbsolute() && there.test(file)) {
            return Optional.of(file);
        }
        boolean absolute = file != null && Path.of(name).isAbsolute();
        String message = absolute
                ? "'" + name + "' is an absolute path, which no other machine has"
                : "There is no job file '" + name + "' beside this one";
        issues.add(Issue.at(IssueCode.INVALID_CALL, at, message)
                .expected("a path relative to this file, or module:job")
                .actual(name)
                .suggestInstead(file == null || absolute ? List.of() : near(name, file)));
        return Optional.empty();
    }

    /** Null for what is no path at all. */
    private @Nullable Path path(String name) {
        try {
            return folder.toAbsolutePath().resolve(name).normalize();
        } catch (InvalidPathException e) {
            return null;
        }
    }

    /** Names in the folder that was meant, as the caller would write them. */
    private static List<String> near(String name, Path file) {
        Path in = file.getParent();
        if (in == null || !Files.isDirectory(in)) {
            return List.of();
        }
        String prefix = name.substring(0, name.lastIndexOf('/') + 1);
        String wanted = bare(name.substring(prefix.length()));
        List<String> there = names(in);
        List<String> near = NearNames.of(
                wanted, there.stream().map(CalledFiles::bare).distinct().toList());
        Stream<String> same = there.stream().filter(other -> bare(other).equals(wanted));
        Stream<String> similar = near.stream()
                .flatMap(bare -> there.stream().filter(other -> bare(other).equals(bare)));
        return Stream.concat(same, similar)
                .limit(3)
                .map(other -> prefix + other)
                .toList();
    }

    private static List<String> names(Path folder) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.job.{case,seed}.json")) {
            for (Path file : files) {
                names.add(String.valueOf(file.getFileName()));
                if (names.size() == MOST_COMPARED) {
                    break;
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Without a look into the folder there is less to suggest, and nothing else is lost.
            return List.of();
        }
        names.sort(null);
        return names;
    }

    private static String bare(String name) {
        for (JobKind kind : JobKind.values()) {
            if (name.endsWith(kind.suffix())) {
                return name.substring(0, name.length() - kind.suffix().length());
            }
        }
        return name.endsWith(".json") ? name.substring(0, name.length() - ".json".length()) : name;
    }
}
