package dev.dispatch.batch;

import dev.dispatch.json.Json;
import dev.dispatch.problem.NearNames;
import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.Shown;
import dev.dispatch.record.BatchName;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The batches recorded below one folder, beside the runs. */
public final class BatchStore {

    private static final String LATEST = "latest";
    private static final int MOST_CANDIDATES = 10;
    private static final int MOST_COMPARED = 1_000;

    private final Path root;
    private final Path workingDirectory;

    /**
     * The batches of one place.
     *
     * @param workingDirectory where paths of other batches begin
     */
    public BatchStore(Path root, Path workingDirectory) {
        this.root = root.toAbsolutePath().normalize();
        this.workingDirectory = workingDirectory.toAbsolutePath().normalize();
    }

    public Path root() {
        return root;
    }

    /** All batches, newest first. */
    public List<BatchName> list() {
        String[] found = root.toFile().list();
        // Ids know the second; which of one second began last is told by the first file that a batch writes.
        TreeSet<BatchName> names = new TreeSet<>(Comparator.comparing(BatchName::stamp)
                .thenComparingLong(batch ->
                        folder(batch).resolve(BatchLedger.HEAD).toFile().lastModified())
                .thenComparing(BatchName::id)
                .reversed());
        for (String name : found == null ? new String[0] : found) {
            String id = name.endsWith(BatchLedger.SUMMARY)
                    ? name.substring(0, name.length() - BatchLedger.SUMMARY.length())
                    : name;
            BatchName.parse(id).filter(batch -> isBatch(folder(batch))).ifPresent(names::add);
        }
        return List.copyOf(names);
    }

    /**
     * Opens a batch.
     *
     * @param reference {@code latest}, an id, a part of one that no other has, or the path of a batch's folder or summary
     * @throws dev.dispatch.problem.ProblemException NOT_FOUND, with the batches that may have been meant; RUNTIME_ERROR where
     *     its record cannot be used
     */
    public BatchRecord open(String reference) {
        Optional<BatchName> exact = BatchName.parse(reference).filter(batch -> isBatch(folder(batch)));
        if (exact.isPresent()) {
            return BatchRecord.open(folder(exact.get()));
        }
        List<BatchName> all = list();
        if (reference.equals(LATEST)) {
            return all.stream()
                    .findFirst()
                    .map(batch -> BatchRecord.open(folder(batch)))
                    .orElseThrow(
                            () -> missing("There is no batch in " + root, all).exception());
        }
        Optional<Path> path = path(reference);
        if (path.isPresent()) {
            return BatchRecord.open(path.get());
        }
        List<BatchName> matching = reference.isEmpty()
                ? List.of()
                : all.stream().filter(batch -> batch.id().contains(reference)).toList();
        if (matching.size() == 1) {
            return BatchRecord.open(folder(matching.getFirst()));
        }
        throw (matching.isEmpty() ? unknown(reference, all) : ambiguous(reference, matching)).exception();
    }

    /** The folder of the batch that lies at a path; empty where there is none. */
    private Optional<Path> path(String reference) {
        try {
            Path path = workingDirectory.resolve(reference).normalize();
            Path name = path.getFileName();
            if (name == null) {
                return Optional.empty();
            }
            String file = name.toString();
            Path folder = file.endsWith(BatchLedger.SUMMARY)
                    ? path.resolveSibling(file.substring(0, file.length() - BatchLedger.SUMMARY.length()))
                    : path;
            return Optional.of(folder).filter(BatchStore::isBatch);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private Problem unknown(String reference, List<BatchName> all) {
        List<String> near = NearNames.of(
                reference, all.stream().limit(MOST_COMPARED).map(BatchName::id).toList());
        List<BatchName> meant =
                near.isEmpty() ? all : near.stream().map(BatchName::new).toList();
        return missing("There is no batch '" + Shown.of(reference) + "' in " + root, meant);
    }

    private Problem ambiguous(String reference, List<BatchName> matching) {
        return missing(matching.size() + " batches have '" + Shown.of(reference) + "' in their id", matching);
    }

    private Problem missing(String message, List<BatchName> candidates) {
        List<String> shown =
                candidates.stream().limit(MOST_CANDIDATES).map(BatchName::id).toList();
        Problem problem = Problem.of(
                ProblemCode.NOT_FOUND,
                shown.isEmpty()
                        ? message
                        : message + "; " + (shown.size() == 1 ? "there is " : "there are ")
                                + String.join(", ", shown.subList(0, Math.min(3, shown.size())))
                                + (shown.size() > 3 ? " and others" : ""));
        problem = problem.details(Json.object().put("root", root.toString()));
        if (shown.isEmpty()) {
            return problem.next(List.of(NextAction.of("list the jobs of this workspace", "job", "cases")));
        }
        problem.details().set("candidates", Json.texts(shown));
        return problem.next(List.of(NextAction.of(
                "look into the newest of these", "job", "batch-inspect", "--batch-id", shown.getFirst())));
    }

    private static boolean isBatch(Path folder) {
        return Files.isRegularFile(folder.resolve(BatchLedger.HEAD))
                || (folder.getFileName() != null && Files.isRegularFile(BatchLedger.summaryFile(folder)));
    }

    private Path folder(BatchName batch) {
        return root.resolve(batch.id());
    }
}
