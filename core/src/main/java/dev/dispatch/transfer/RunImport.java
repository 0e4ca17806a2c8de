package dev.dispatch.transfer;

import dev.dispatch.archive.FolderTree;
import dev.dispatch.archive.Hashing;
import dev.dispatch.archive.ZipArchive;
import dev.dispatch.file.AtomicFile;
import dev.dispatch.file.FileTree;
import dev.dispatch.json.Json;
import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.record.RunFolders;
import dev.dispatch.record.RunStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** Takes bundles of runs into one place of runs, each whole and under its own id; nothing is ever written over. */
public final class RunImport {

    private static final int MOST_NAMED = 10;

    private final RunStore store;
    private final RunFolders folders;

    public RunImport(RunStore store) {
        this.store = store;
        this.folders = new RunFolders(store);
    }

    /** Whether a file is a zip archive, whatever it is called; false for what cannot be read. */
    public static boolean isBundle(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(4);
            return start.length == 4 && start[0] == 'P' && start[1] == 'K' && start[2] < 9 && start[3] < 9;
        } catch (IOException e) {
            // Reading it as a text says what is wrong.
            return false;
        }
    }

    /**
     * Takes in the run of a bundle.
     *
     * @throws dev.dispatch.problem.ProblemException with every finding where the bundle is not sound, and nothing was
     *     written; RUNTIME_ERROR where another run has its id or it cannot be written; TRANSIENT_ERROR where others kept
     *     the folder locked
     */
    public ImportedRun bring(Path file) {
        ZipArchive archive = new ZipArchive(file, RunBundle.MOST_ENTRIES);
        BundleManifest manifest;
        try {
            manifest = BundleCheck.of(archive);
        } catch (IOException e) {
            throw Problem.of(ProblemCode.RUNTIME_ERROR, "Cannot read the bundle " + file + ": " + e.getMessage())
                    .exception();
        }
        return folders.changing("import the run " + manifest.runId() + " into", () -> {
            Path target = store.root().resolve(manifest.runId());
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                checkSame(manifest, target);
                return new ImportedRun(manifest.runId(), target, false);
            }
            return new ImportedRun(manifest.runId(), add(archive, manifest), true);
        });
    }

    private Path add(ZipArchive archive, BundleManifest manifest) throws IOException {
        Map<String, String> sums = new TreeMap<>();
        manifest.files().forEach((name, sum) -> sums.put(manifest.runId() + "/" + name, sum.sha256()));
        Path staging = folders.staging();
        try {
            new FolderTree(staging).write(archive, sums, AtomicFile.Durability.PROCESS);
            return folders.add(staging.resolve(manifest.runId()), manifest.runId());
        } finally {
            FileTree.delete(staging);
        }
    }

    /** What is there beyond the bundle's files, such as a report, makes no other run of it. */
    private static void checkSame(BundleManifest manifest, Path target) throws IOException {
        ObjectNode details = Json.object().put("runId", manifest.runId()).put("runDir", target.toString());
        List<String> other = new ArrayList<>();
        for (Map.Entry<String, BundleManifest.Sum> file : manifest.files().entrySet()) {
            if (!isSame(target.resolve(file.getKey()), file.getValue())) {
                other.add(file.getKey());
            }
        }
        if (other.isEmpty()) {
            return;
        }
        details.set("differentFiles", Json.texts(other.subList(0, Math.min(MOST_NAMED, other.size()))));
        throw Problem.of(
                        ProblemCode.RUNTIME_ERROR,
                        "The run " + manifest.runId() + " is here already and is not the same: " + other.getFirst()
                                + (other.size() == 1 ? " differs" : " and " + (other.size() - 1) + " more differ")
                                + "; nothing was imported")
                .details(details)
                .next(List.of(
                        NextAction.of("look at the one that is here", "job", "inspect", "--run-id", manifest.runId())))
                .exception();
    }

    private static boolean isSame(Path file, BundleManifest.Sum sum) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) != sum.size()) {
            return false;
        }
        try (InputStream content = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return Hashing.sum(content).equals(sum.sha256());
        }
    }
}
