package dev.dispatch.engine;

import dev.dispatch.job.JobKind;
import dev.dispatch.json.Json;
import dev.dispatch.module.ModuleFolders;
import dev.dispatch.module.ModuleRegistry;
import dev.dispatch.module.ModuleSource;
import dev.dispatch.module.ShippedJob;
import dev.dispatch.problem.NearNames;
import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Finds job files by path or by name. */
final class CaseFiles {

    private static final int MOST_COMPARED = 2_000;

    private final Path workingDirectory;
    private final Path ownJobs;
    private final Optional<Path> distribution;
    private final Supplier<ModuleRegistry> registry;

    /**
     * The places to look in.
     *
     * @param ownJobs folder of the workspace's jobs
     * @param distribution folder of what ships with the program; empty for none
     */
    CaseFiles(Path workingDirectory, Path ownJobs, Optional<Path> distribution, Supplier<ModuleRegistry> registry) {
        this.workingDirectory = workingDirectory;
        this.ownJobs = ownJobs;
        this.distribution = distribution;
        this.registry = registry;
    }

    /**
     * The file that a reference means: a path, a name in the working directory, a name among the jobs of the workspace,
     * of its modules and of the program. Links are followed, as everywhere in a shell.
     *
     * @throws dev.dispatch.problem.ProblemException NOT_FOUND, with near names
     */
    Path locate(String reference) {
        Optional<Path> near = path(reference).or(() -> besides(reference));
        if (near.isPresent()) {
            return near.get();
        }
        List<CaseFile> all = list();
        Optional<CaseFile> named = all.stream()
                .filter(file -> file.name().equals(reference)
                        || String.valueOf(file.path().getFileName()).equals(reference))
                .findFirst();
        return named.map(CaseFile::path)
                .orElseThrow(() -> missing(reference, all).exception());
    }

    /** Every job file that can be named from any folder of the workspace: its jobs, those of its modules, those that ship. */
    List<CaseFile> list() {
        List<CaseFile> files = new ArrayList<>();
        ModuleFolders.jobs(ownJobs).forEach(job -> add(files, job, null));
        addModules(files, false);
        distribution
                .map(CaseFiles::jobs)
                .map(ModuleFolders::jobs)
                .orElseGet(List::of)
                .forEach(job -> add(files, job, null));
        addModules(files, true);
        return files;
    }

    private void addModules(List<CaseFile> files, boolean shipped) {
        for (ModuleSource module : registry.get().sources()) {
            Path folder = module.folder();
            boolean ofProgram =
                    folder == null || distribution.filter(folder::startsWith).isPresent();
            if (folder != null && ofProgram == shipped) {
                ModuleFolders.jobs(folder.resolve("jobs")).forEach(job -> add(files, job, module.name()));
            }
        }
    }

    private static Path jobs(Path distribution) {
        return distribution.resolve("jobs");
    }

    private static void add(List<CaseFile> files, ShippedJob job, @Nullable String module) {
        boolean known = files.stream().anyMatch(file -> file.name().equals(job.id()) && file.kind() == job.kind());
        if (!known) {
            files.add(new CaseFile(job.id(), job.kind(), job.path(), module));
        }
    }

    private Optional<Path> path(String reference) {
        if (reference.isEmpty()) {
            return Optional.empty();
        }
        Optional<Path> direct = file(workingDirectory, reference);
        if (direct.isPresent()) {
            return direct;
        }
        return below(ownJobs, reference).or(() -> distribution.flatMap(folder -> below(jobs(folder), reference)));
    }

    private static Optional<Path> below(Path folder, String reference) {
        return file(folder, reference).filter(file -> file.startsWith(folder.normalize()));
    }

    /** A name without its suffix, in the working directory; a case wins over a seed as the harmless one. */
    private Optional<Path> besides(String name) {
        return name.isEmpty()
                ? Optional.empty()
                : file(workingDirectory, name + JobKind.CASE.suffix())
                        .or(() -> file(workingDirectory, name + JobKind.SEED.suffix()));
    }

    /** Anything but a folder: what cannot be read is found, so that the fault can be named. */
    private static Optional<Path> file(Path folder, String reference) {
        try {
            Path file = folder.resolve(reference);
            return Files.exists(file) && !Files.isDirectory(file) ? Optional.of(file.normalize()) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private Problem missing(String reference, List<CaseFile> all) {
        String name = reference.substring(reference.lastIndexOf('/') + 1);
        ObjectNode details = Json.object();
        Suggestions.add(
                details,
                NearNames.of(
                        withoutSuffix(name),
                        Stream.concat(names(), all.stream().map(CaseFile::name))
                                .distinct()
                                .toList()));
        String what = isFolder(reference) ? "' is a folder" : "' was not found";
        return Problem.of(ProblemCode.NOT_FOUND, "The job file '" + reference + what)
                .details(details)
                .next(List.of(NextAction.of("list the jobs that can be run from here", "job", "cases")));
    }

    /** The names of the job files in the working directory. */
    private Stream<String> names() {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(workingDirectory, "*.job.{case,seed}.json")) {
            for (Path file : files) {
                names.add(withoutSuffix(String.valueOf(file.getFileName())));
                if (names.size() == MOST_COMPARED) {
                    break;
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            // Without a look into the folder there is less to suggest, and nothing else is lost.
            return Stream.empty();
        }
        return names.stream().sorted();
    }

    private static String withoutSuffix(String name) {
        for (JobKind kind : JobKind.values()) {
            if (name.endsWith(kind.suffix())) {
                return name.substring(0, name.length() - kind.suffix().length());
            }
        }
        return name;
    }

    private boolean isFolder(String reference) {
        try {
            return Files.isDirectory(workingDirectory.resolve(reference));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
