package dev.dispatch.engine;

import dev.dispatch.job.JobKind;
import dev.dispatch.module.LoadedModule;
import dev.dispatch.module.ModuleFolders;
import dev.dispatch.module.ModuleRegistry;
import dev.dispatch.module.ShippedJob;
import dev.dispatch.problem.NearNames;
import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds job files by path or by name. */
final class CaseFiles {

    private final Path workingDirectory;
    private final List<Path> jobFolders;
    private final Supplier<ModuleRegistry> registry;

    /**
     * The places to look in.
     *
     * @param jobFolders folders of jobs, the nearest first
     */
    CaseFiles(Path workingDirectory, List<Path> jobFolders, Supplier<ModuleRegistry> registry) {
        this.workingDirectory = workingDirectory;
        this.jobFolders = jobFolders;
        this.registry = registry;
    }

    /**
     * The file that a reference means.
     *
     * @throws dev.dispatch.problem.ProblemException NOT_FOUND, with near names
     */
    Path locate(String reference) {
        Optional<Path> path = path(reference);
        if (path.isPresent()) {
            return path.get();
        }
        List<CaseFile> all = list();
        Optional<CaseFile> named = all.stream()
                .filter(file -> file.name().equals(reference)
                        || String.valueOf(file.path().getFileName()).equals(reference))
                .findFirst();
        return named.map(CaseFile::path)
                .orElseThrow(() -> missing(reference, all).exception());
    }

    /** Every job file that can be named, those of the workspace first. */
    List<CaseFile> list() {
        List<CaseFile> files = new ArrayList<>();
        for (Path folder : jobFolders) {
            ModuleFolders.jobs(folder).forEach(job -> add(files, job, null));
        }
        for (LoadedModule module : registry.get().modules()) {
            module.jobs().forEach(job -> add(files, job, module.name()));
        }
        return files;
    }

    private static void add(List<CaseFile> files, ShippedJob job, @Nullable String module) {
        boolean known = files.stream().anyMatch(file -> file.name().equals(job.id()) && file.kind() == job.kind());
        if (!known) {
            files.add(new CaseFile(job.id(), job.kind(), job.path(), module));
        }
    }

    private Optional<Path> path(String reference) {
        try {
            Path direct = workingDirectory.resolve(reference);
            if (Files.isRegularFile(direct)) {
                return Optional.of(direct.normalize());
            }
            for (Path folder : jobFolders) {
                Path below = folder.resolve(reference).normalize();
                if (below.startsWith(folder) && Files.isRegularFile(below)) {
                    return Optional.of(below);
                }
            }
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private Problem missing(String reference, List<CaseFile> all) {
        String name = Path.of(reference.replace('\0', '_')).getFileName() == null
                ? reference
                : Path.of(reference.replace('\0', '_')).getFileName().toString();
        String bare = name.replace(JobKind.CASE.suffix(), "").replace(JobKind.SEED.suffix(), "");
        List<String> near = NearNames.of(bare, all.stream().map(CaseFile::name).toList());
        String hint = near.isEmpty() ? "" : "; did you mean " + String.join(", ", near) + "?";
        String what = Files.isDirectory(workingDirectory.resolve(reference)) ? " is a folder" : " was not found";
        return Problem.of(ProblemCode.NOT_FOUND, "The job file '" + reference + "'" + what + hint)
                .next(List.of(NextAction.of("list the jobs that can be run from here", "job", "cases")));
    }
}
