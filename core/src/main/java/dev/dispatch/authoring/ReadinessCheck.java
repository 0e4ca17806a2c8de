package dev.dispatch.authoring;

import dev.dispatch.authoring.Finding.Readiness;
import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.json.Pointer;
import dev.dispatch.module.LoadedModule;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Whether a module could be packed, or, where it is an installed one, whether it is whole. */
final class ReadinessCheck {

    private static final String ARTIFACT = "artifact.json";
    private static final long LARGEST_DOCUMENT = 64L * 1024 * 1024;

    private final Path folder;
    private final Path manifest;
    private final Path installed;
    private final List<Finding> errors = new ArrayList<>();

    /** @param installed the folder of installed modules */
    ReadinessCheck(Path folder, Path installed) {
        this.folder = folder;
        this.manifest = folder.resolve("module.json");
        this.installed = installed;
    }

    Verdict of(LoadedModule module) {
        if (Files.exists(folder.resolve(ARTIFACT), LinkOption.NOFOLLOW_LINKS)) {
            checkArtifact(module);
        } else if (installed.equals(folder.getParent())) {
            errors.add(Finding.of(
                    Readiness.LEGACY_INSTALLED_FORMAT,
                    Issue.at(Finding.CODE, Pointer.ROOT, "The installed module has no " + ARTIFACT)
                            .atPath(folder.toString())
                            .expected("a module that this version of dispatch installed")
                            .actual("an older form")
                            .suggest("install it again")));
        } else {
            checkSources(module);
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

    private void checkSources(LoadedModule module) {
        List<String> include = module.manifest().include();
        for (int i = 0; i < include.size(); i++) {
            Pointer at = Pointer.ROOT.child("pack").child("include").child(i);
            checkIncluded(include.get(i), at);
        }
        if (module.code() != null) {
            try {
                var _ = module.code().runtime().get();
            } catch (ProblemException e) {
                errors.add(Finding.of(
                        Readiness.BUNDLE_FAILED,
                        Issue.at(
                                        Finding.CODE,
                                        Pointer.ROOT.child("entry"),
                                        e.problem().message())
                                .atPath(manifest.toString())
                                .expected("code that can be packed")));
            }
        }
    }

    private void checkIncluded(String pattern, Pointer at) {
        String name = pattern.endsWith("/**") ? pattern.substring(0, pattern.length() - 3) : pattern;
        if (isThere(name)) {
            return;
        }
        errors.add(Finding.of(
                Readiness.BUNDLE_FAILED,
                Issue.at(Finding.CODE, at, "'" + pattern + "' names nothing in the module")
                        .atPath(manifest.toString())
                        .expected("a file, a folder or folder/** below " + folder)
                        .actual(pattern)));
    }

    private boolean isThere(String name) {
        try {
            Path path = folder.resolve(name).normalize();
            return path.startsWith(folder) && Files.exists(path, LinkOption.NOFOLLOW_LINKS);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private void checkArtifact(LoadedModule module) {
        Path file = folder.resolve(ARTIFACT);
        if (!Files.isRegularFile(file)) {
            layout(file, ARTIFACT + " is no regular file", "the file that module pack writes");
            return;
        }
        try {
            if (Files.size(file) > LARGEST_DOCUMENT) {
                layout(file, ARTIFACT + " is larger than 64 MiB", "");
                return;
            }
            JsonNode artifact = Json.parse(Files.readString(file));
            String said = artifact.path("name").asString("") + "@"
                    + artifact.path("version").asString("");
            String found = module.name() + "@" + module.version();
            if (!said.equals(found)) {
                layout(file, ARTIFACT + " is that of " + said + ", module.json that of " + found, found);
            }
            for (Map.Entry<String, JsonNode> entry : artifact.path("files").properties()) {
                checkFile(file, entry.getKey(), entry.getValue().asString(""));
            }
        } catch (JsonSyntaxException e) {
            layout(file, ARTIFACT + " is not JSON: " + e.getMessage(), "a JSON document");
        } catch (IOException e) {
            layout(file, "A file cannot be read: " + e.getMessage(), "");
        }
    }

    private void checkFile(Path artifact, String name, String sum) throws IOException {
        if (!isThere(name)) {
            layout(artifact, "'" + name + "' is not there", "the file that was installed");
            return;
        }
        Path file = folder.resolve(name).normalize();
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            layout(artifact, "'" + name + "' is no regular file", "the file that was installed");
        } else if (!("sha256:" + Json.sha256(Files.readAllBytes(file))).endsWith(sum) || sum.length() < 64) {
            layout(file, "'" + name + "' is not what was installed", "the content with the sum " + sum);
        }
    }

    private void layout(Path file, String message, String expected) {
        Issue issue = Issue.at(Finding.CODE, Pointer.ROOT, message)
                .atPath(file.toString())
                .suggest("install the module again");
        errors.add(
                Finding.of(Readiness.INVALID_ARTIFACT_LAYOUT, expected.isEmpty() ? issue : issue.expected(expected)));
    }
}
