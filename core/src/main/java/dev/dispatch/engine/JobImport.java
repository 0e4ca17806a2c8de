package dev.dispatch.engine;

import dev.dispatch.file.AtomicFile;
import dev.dispatch.file.FileLock;
import dev.dispatch.job.JobKind;
import dev.dispatch.job.JobParser;
import dev.dispatch.job.JobText;
import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSource;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.record.RedactedPlaces;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Takes job files from elsewhere into one folder, where nothing is ever written over. */
final class JobImport {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final int LONGEST_NAME = 100;
    private static final int HASH_SHOWN = 8;

    private final Path folder;

    JobImport(Path folder) {
        this.folder = folder;
    }

    /**
     * Copies a job file.
     *
     * @throws dev.dispatch.problem.ProblemException NOT_FOUND where there is none, USAGE_ERROR where it is no job
     */
    ImportedJob bring(Path file) {
        String text = text(file);
        String name = name(String.valueOf(file.getFileName()));
        JsonSource source = source(file, text);
        List<Issue> warnings = warnings(file, source, JobKind.of(name));
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        // The lock is on a name that no job has, so that two imports at once do not take the same name.
        try (FileLock _ = FileLock.acquire(folder.resolve(".imported"), LONGEST_WAIT)) {
            Path target = folder.resolve(name);
            if (Files.exists(target) && !isSame(target, content)) {
                target = folder.resolve(withHash(name, content));
            }
            boolean added = !Files.exists(target);
            if (added) {
                AtomicFile.write(target, content);
            } else if (!isSame(target, content)) {
                throw new IOException(target + " is another file already");
            }
            return new ImportedJob(target, added, warnings);
        } catch (IOException e) {
            throw Problem.of(ProblemCode.RUNTIME_ERROR, "Cannot import the job file " + file + ": " + e.getMessage())
                    .exception();
        }
    }

    private static boolean isSame(Path target, byte[] content) throws IOException {
        return Files.isRegularFile(target)
                && Files.size(target) == content.length
                && Arrays.equals(Files.readAllBytes(target), content);
    }

    /** One folder deep and harmless in a shell, whatever the file was called; with the suffix of a job. */
    private static String name(String given) {
        JobKind kind = JobKind.of(given);
        String bare = given.endsWith(kind.suffix())
                ? given.substring(0, given.length() - kind.suffix().length())
                : given.endsWith(".json") ? given.substring(0, given.length() - ".json".length()) : given;
        StringBuilder name = new StringBuilder();
        bare.codePoints().limit(LONGEST_NAME).forEach(c -> {
            boolean fits = Character.isLetterOrDigit(c) || c == '_' || (!name.isEmpty() && (c == '-' || c == '.'));
            name.appendCodePoint(fits ? c : '_');
        });
        return (name.isEmpty() ? "job" : name) + kind.suffix();
    }

    private static String withHash(String name, byte[] content) {
        String suffix = JobKind.of(name).suffix();
        String hash = Json.sha256(content).substring(0, HASH_SHOWN);
        return name.substring(0, name.length() - suffix.length()) + "-" + hash + suffix;
    }

    private static String text(Path file) {
        if (!Files.exists(file)) {
            throw Problem.of(ProblemCode.NOT_FOUND, "The job file '" + file + "' was not found")
                    .exception();
        }
        if (Files.isDirectory(file)) {
            throw Problem.of(ProblemCode.USAGE_ERROR, "'" + file + "' is a folder; name a job file in it")
                    .exception();
        }
        return JobText.of(file);
    }

    private static JsonSource source(Path file, String text) {
        try {
            return JsonSource.read(text);
        } catch (JsonSyntaxException e) {
            Issue issue = Issue.at(IssueCode.INVALID_JSON, Pointer.ROOT, "The file is not JSON: " + e.getMessage())
                    .atPosition(Optional.of(e.position()))
                    .expected("a JSON document (RFC 8259)")
                    .actual("a text that is not JSON");
            throw noJob(file, List.of(issue));
        }
    }

    /** What has none of the members that every job has is something else; any other fault can be mended where it is. */
    private static List<Issue> warnings(Path file, JsonSource source, JobKind kind) {
        IssueList found = IssueList.about(source);
        JobParser.parse(kind, source, found);
        boolean job = source.root().path("scenario").isObject()
                && source.root().has("jobType")
                && source.root().has("schemaVersion");
        if (!job) {
            throw noJob(file, found.issues());
        }
        RedactedPlaces.report(source.root(), found);
        return found.issues();
    }

    private static RuntimeException noJob(Path file, List<Issue> issues) {
        return Problem.of(ProblemCode.USAGE_ERROR, "'" + file + "' is no job file; nothing was imported", issues)
                .next(List.of(NextAction.of("show what a job file may hold", "schema", "case", "--print")))
                .exception();
    }
}
