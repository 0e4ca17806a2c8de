package dev.dispatch.archive;

import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Whether an installed module is still what was installed. */
public sealed interface InstalledState {

    record Whole() implements InstalledState {}

    /** Without {@code artifact.json}, or with one that has no sums: there is nothing to hold it against. */
    record Legacy() implements InstalledState {}

    /** Each finding names the file it is about. */
    record Damaged(List<Issue> issues) implements InstalledState {
        public Damaged {
            issues = List.copyOf(issues);
        }
    }

    /** Of the module in a folder; what cannot be read is damage. */
    static InstalledState of(Path folder) {
        return new Check(folder.toAbsolutePath().normalize()).state();
    }

    /** One look at one folder. */
    final class Check {

        private static final long LARGEST_DOCUMENT = 64L << 20;

        private final Path folder;
        private final List<Issue> issues = new ArrayList<>();

        private Check(Path folder) {
            this.folder = folder;
        }

        private InstalledState state() {
            if (!Files.isRegularFile(folder.resolve(Artifact.FILE), LinkOption.NOFOLLOW_LINKS)) {
                return new Legacy();
            }
            Optional<Artifact> artifact = text(Artifact.FILE)
                    .flatMap(new ArtifactParser(issue ->
                            issues.add(issue.atPath(path(Artifact.FILE)).suggest("install the module again")))::parse);
            if (artifact.isPresent() && artifact.get().schemaVersion() != Artifact.SCHEMA_VERSION) {
                return new Legacy();
            }
            artifact.ifPresent(this::compare);
            return issues.isEmpty() ? new Whole() : new Damaged(issues);
        }

        private void compare(Artifact artifact) {
            String expected = artifact.name() + "@" + artifact.version();
            text(ModulePacker.MANIFEST).flatMap(this::id).ifPresent(found -> {
                String own = String.valueOf(folder.getFileName());
                if (!found.equals(expected)) {
                    fault(ModulePacker.MANIFEST, "module.json is that of " + found, expected, found);
                } else if (ModuleId.parse(own).isPresent() && !own.equals(found)) {
                    fault(ModulePacker.MANIFEST, "module.json is that of " + found, own, found);
                }
            });
            artifact.files().forEach(this::compare);
        }

        private Optional<String> id(String manifest) {
            try {
                JsonNode root = Json.parse(manifest);
                return Optional.of(root.path("name").asString("") + "@"
                        + root.path("version").asString(""));
            } catch (JsonSyntaxException e) {
                fault(
                        ModulePacker.MANIFEST,
                        "module.json is not JSON: " + e.getMessage(),
                        "a JSON document",
                        "a text that is not JSON");
                return Optional.empty();
            }
        }

        private void compare(String name, String sum) {
            boolean named = EntryNames.faultOf(name).isEmpty();
            if (!named || !Files.isRegularFile(folder.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
                fault(named ? name : Artifact.FILE, name + " is missing", "the file that was installed", "none");
                return;
            }
            try (InputStream content = Files.newInputStream(folder.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
                String found = Hashing.sum(content);
                if (!found.equals(sum)) {
                    fault(name, name + " was changed", sum, found);
                }
            } catch (IOException e) {
                unreadable(name, e);
            }
        }

        private Optional<String> text(String name) {
            Path file = folder.resolve(name);
            try {
                if (Files.size(file) <= LARGEST_DOCUMENT) {
                    return Optional.of(Files.readString(file));
                }
                fault(name, name + " is larger than 64 MiB", "a smaller one", Files.size(file) + " bytes");
            } catch (IOException e) {
                unreadable(name, e);
            }
            return Optional.empty();
        }

        private void unreadable(String name, IOException e) {
            fault(name, name + " cannot be read: " + e.getMessage(), "a file that can be read", e.toString());
        }

        private void fault(String name, String message, String expected, String actual) {
            issues.add(Issue.at(IssueCode.MODULE_VALIDATION_ERROR, Pointer.ROOT, message)
                    .atPath(path(name))
                    .expected(expected)
                    .actual(actual)
                    .suggest("install the module again"));
        }

        private String path(String name) {
            return folder.resolve(name).toString();
        }
    }
}
