package dev.dispatch.module;

import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files that make a module what it is, as opposed to everything else that lies in its folder: its content hash is
 * theirs, and they are packed.
 *
 * @param files by their names below the module's folder, {@code /} between the parts
 * @param issues what cannot be taken; each with its place in {@code module.json}, or without one
 */
public record ModuleFiles(SortedMap<String, Path> files, List<Issue> issues) {

    private static final String EVERYTHING_BELOW = "/**";
    private static final int DEEPEST = 20;

    public ModuleFiles {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        issues = List.copyOf(issues);
    }

    /**
     * The files of a module in a folder.
     *
     * @throws UncheckedIOException where the folder cannot be read
     */
    public static ModuleFiles of(LoadedModule module, Path folder) {
        Search search = new Search(folder.toAbsolutePath().normalize());
        search.add("module.json", true);
        search.add("README.md", false);
        search.add("SKILL.md", false);
        ModuleCode code = module.code();
        if (code != null) {
            code.sources().forEach(source -> search.add(search.name(source), true));
        }
        module.jobs().forEach(job -> search.add(search.name(job.path()), true));
        List<String> include = module.manifest().include();
        for (int i = 0; i < include.size(); i++) {
            search.include(
                    include.get(i), Pointer.ROOT.child("pack").child("include").child(i));
        }
        return new ModuleFiles(search.files, search.issues);
    }

    /** True where a file of that name would be among them, were it there. */
    public static boolean wouldTake(Manifest manifest, String name) {
        return manifest.include().stream()
                .map(ModuleFiles::plain)
                .anyMatch(place -> name.equals(place) || name.startsWith(place + "/"));
    }

    /** {@code assets}, {@code assets/} and {@code assets/**} all mean the folder and everything below it. */
    private static String plain(String pattern) {
        String place = pattern.startsWith("./") ? pattern.substring(2) : pattern;
        if (place.endsWith(EVERYTHING_BELOW)) {
            place = place.substring(0, place.length() - EVERYTHING_BELOW.length());
        }
        return place.endsWith("/") ? place.substring(0, place.length() - 1) : place;
    }

    /** One way through the folder. */
    private static final class Search {
        private final Path root;
        private final TreeMap<String, Path> files = new TreeMap<>();
        private final List<Issue> issues = new ArrayList<>();

        Search(Path root) {
            this.root = root;
        }

        String name(Path file) {
            return root.relativize(file.toAbsolutePath().normalize()).toString().replace('\\', '/');
        }

        void add(String name, boolean needed) {
            Path file = root.resolve(name);
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && !isBehindLink(file)) {
                files.put(name, file);
            } else if (needed || Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                issues.add(link(name, Pointer.ROOT));
            }
        }

        void include(String pattern, Pointer at) {
            String place = plain(pattern);
            Optional<String> fault = faultOf(pattern, place);
            if (fault.isPresent()) {
                issues.add(issue(at, "'" + pattern + "' " + fault.get(), pattern));
                return;
            }
            Path found = root.resolve(place);
            int before = files.size();
            int faults = issues.size();
            if (Files.exists(found) && isBehindLink(found)) {
                issues.add(link(place, at));
            } else if (Files.isRegularFile(found) && !pattern.endsWith(EVERYTHING_BELOW)) {
                files.put(place, found);
                return;
            } else if (Files.isDirectory(found)) {
                below(found, at);
            }
            boolean already =
                    files.tailMap(place + "/").keySet().stream().anyMatch(name -> name.startsWith(place + "/"));
            if (files.size() == before && issues.size() == faults && !already) {
                issues.add(issue(at, "'" + pattern + "' names no file of the module", "nothing there"));
            }
        }

        private static Optional<String> faultOf(String pattern, String place) {
            if (place.isEmpty() || pattern.indexOf('\\') >= 0 || pattern.startsWith("/") || pattern.indexOf(':') >= 0) {
                return Optional.of("is not a path below the module's folder");
            }
            if (place.indexOf('*') >= 0 || place.indexOf('?') >= 0 || place.indexOf('[') >= 0) {
                return Optional.of("is a pattern that is not known here");
            }
            for (String part : place.split("/", -1)) {
                if (part.equals("..") || part.equals(".") || part.isEmpty()) {
                    return Optional.of("is not a path below the module's folder");
                }
                if (part.startsWith(".")) {
                    return Optional.of("is hidden, and hidden files are never packed");
                }
            }
            try {
                return place.equals("artifact.json")
                        ? Optional.of("is written by module pack itself")
                        : Optional.of(Path.of(place)).filter(Path::isAbsolute).map(_ -> "is absolute");
            } catch (InvalidPathException e) {
                return Optional.of("is not a path");
            }
        }

        private void below(Path folder, Pointer at) {
            try {
                Files.walkFileTree(folder, java.util.Set.of(), DEEPEST, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path below, BasicFileAttributes attributes) {
                        boolean skip = !below.equals(folder) && isHidden(below);
                        return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (attributes.isRegularFile() && !isHidden(file)) {
                            files.put(name(file), file);
                        } else if (!isHidden(file)) {
                            issues.add(link(name(file), at));
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static boolean isHidden(Path file) {
            return file.getFileName().toString().startsWith(".");
        }

        /** A link on the way may lead anywhere. */
        private boolean isBehindLink(Path file) {
            try {
                return !file.toRealPath().equals(root.toRealPath().resolve(root.relativize(file)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Issue link(String name, Pointer at) {
            return Issue.at(IssueCode.MODULE_VALIDATION_ERROR, at, "'" + name + "' is a link or no plain file")
                    .expected("a file of its own; links are never packed")
                    .actual(name);
        }

        private static Issue issue(Pointer at, String message, String actual) {
            return Issue.at(IssueCode.MODULE_VALIDATION_ERROR, at, message)
                    .expected("a file, a folder or folder/** below the module's folder")
                    .actual(actual);
        }
    }
}
