package dev.dispatch.authoring;

import dev.dispatch.archive.InstalledState;
import dev.dispatch.archive.ModulePacker;
import dev.dispatch.authoring.Finding.Readiness;
import dev.dispatch.json.Pointer;
import dev.dispatch.module.LoadedModule;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whether a module could be packed, or, where it is an installed one, whether it is whole. */
final class ReadinessCheck {

    private static final String ARTIFACT = "artifact.json";

    private final Path folder;
    private final Path manifest;
    private final Path installed;
    private final ModulePacker packer;
    private final List<Finding> errors = new ArrayList<>();

    /** @param installed the folder of installed modules */
    ReadinessCheck(Path folder, Path installed, ModulePacker packer) {
        this.folder = folder;
        this.manifest = folder.resolve("module.json");
        this.installed = installed;
        this.packer = packer;
    }

    Verdict of(LoadedModule module) {
        boolean isInstalled = installed.equals(folder.getParent())
                || Files.exists(folder.resolve(ARTIFACT), LinkOption.NOFOLLOW_LINKS);
        if (isInstalled) {
            checkInstalled();
        } else {
            checkPacking(module);
        }
        return new Verdict(errors, List.of());
    }

    /** What keeps a module that cannot be loaded from being packed. */
    Verdict ofBroken(List<Issue> faults) {
        Pointer entry = Pointer.ROOT.child("entry");
        boolean missing =
                faults.stream().anyMatch(issue -> issue.pointer().equals(entry) && issue.code() == Finding.CODE);
        Issue issue = Issue.at(
                        Finding.CODE,
                        missing ? entry : Pointer.ROOT,
                        missing
                                ? "The entry of the module is not there"
                                : "The module cannot be packed before it can be loaded")
                .atPath(manifest.toString())
                .expected(missing ? "the file that 'entry' names" : "a module without the errors above");
        return new Verdict(
                List.of(Finding.of(missing ? Readiness.MISSING_ENTRY : Readiness.BUNDLE_FAILED, issue)), List.of());
    }

    private void checkPacking(LoadedModule module) {
        try {
            packer.pack(module);
        } catch (ProblemException e) {
            List<Issue> issues = e.problem().issues();
            issues.forEach(issue -> errors.add(Finding.of(Readiness.BUNDLE_FAILED, issue)));
            if (issues.isEmpty()) {
                errors.add(Finding.of(
                        Readiness.BUNDLE_FAILED,
                        Issue.at(Finding.CODE, Pointer.ROOT, e.problem().message())
                                .atPath(manifest.toString())
                                .expected("a module that can be packed")));
            }
        }
    }

    private void checkInstalled() {
        switch (InstalledState.of(folder)) {
            case InstalledState.Whole _ -> {}
            case InstalledState.Legacy _ ->
                errors.add(Finding.of(
                        Readiness.LEGACY_INSTALLED_FORMAT,
                        Issue.at(
                                        Finding.CODE,
                                        Pointer.ROOT,
                                        "The installed module has no " + ARTIFACT + " of schemaVersion 2")
                                .atPath(folder.toString())
                                .expected("a module that this version of dispatch installed")
                                .actual("an older form")
                                .suggest("install it again")));
            case InstalledState.Damaged(List<Issue> issues) ->
                issues.forEach(issue -> errors.add(Finding.of(Readiness.INVALID_ARTIFACT_LAYOUT, issue)));
        }
    }
}
