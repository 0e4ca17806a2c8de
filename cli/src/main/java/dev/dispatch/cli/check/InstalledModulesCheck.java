package dev.dispatch.cli.check;

import dev.dispatch.archive.InstalledState;
import dev.dispatch.archive.ModuleId;
import dev.dispatch.problem.Issue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether what is installed is still what was installed, and in the form of this version.
 *
 * @param modules the folder of installed modules, one folder {@code <name>@<version>} each
 */
record InstalledModulesCheck(Path modules) {

    /** A module whose manifest names another module, or of which a file was changed. */
    CheckResult intact() {
        String name = "installed modules";
        List<Path> current =
                folders().stream().filter(folder -> !isLegacy(folder)).toList();
        List<String> faults = new ArrayList<>();
        current.forEach(folder -> fault(folder).ifPresent(fault -> faults.add(folder.getFileName() + ": " + fault)));
        return faults.isEmpty()
                ? CheckResult.ok(name, current.isEmpty() ? "none are installed" : current.size() + " intact")
                : CheckResult.fail(
                        name, Doctor.some(faults), "remove the folder below " + modules + " and install again");
    }

    /** Folders of an older form; they are left alone. */
    CheckResult legacy() {
        String name = "legacy installed modules";
        List<String> legacy = folders().stream()
                .filter(InstalledModulesCheck::isLegacy)
                .map(folder -> String.valueOf(folder.getFileName()))
                .toList();
        return legacy.isEmpty()
                ? CheckResult.ok(name, "none")
                : CheckResult.warn(
                        name,
                        Doctor.some(legacy) + (legacy.size() == 1 ? " is" : " are")
                                + " not <name>@<version> with artifact.json of schemaVersion 2",
                        "install again and remove the old folder below " + modules);
    }

    private List<Path> folders() {
        if (!Files.isDirectory(modules)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(modules)) {
            return entries.filter(Files::isDirectory)
                    .filter(folder -> !String.valueOf(folder.getFileName()).startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static boolean isLegacy(Path folder) {
        return ModuleId.parse(String.valueOf(folder.getFileName())).isEmpty()
                || InstalledState.of(folder) instanceof InstalledState.Legacy;
    }

    private static Optional<String> fault(Path folder) {
        return InstalledState.of(folder) instanceof InstalledState.Damaged(List<Issue> issues)
                ? Optional.of(issues.getFirst().message())
                : Optional.empty();
    }
}
