package dev.dispatch.transfer;

import dev.dispatch.archive.BundleWriter;
import dev.dispatch.archive.FileContent;
import dev.dispatch.archive.Limits;
import dev.dispatch.json.Json;
import dev.dispatch.problem.NextAction;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.record.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A run as one file: a zip archive with {@code run-bundle.json} and, below the run's id, every file of its record. The
 * same record gives the same bytes.
 */
public final class RunBundle {

    /** Beyond what an archive without the zip64 form can hold; a run with more files makes more than 30,000 calls. */
    static final int MOST_ENTRIES = 60_000;

    private RunBundle() {}

    /** What was written; the bytes are those of the record's files together. */
    public record Written(int files, long bytes) {}

    /**
     * Writes a bundle; a file that is there is replaced once the new one is whole.
     *
     * @throws dev.dispatch.problem.ProblemException TRANSIENT_ERROR for a run in progress; USAGE_ERROR where the bundle
     *     would become part of the record; RUNTIME_ERROR where the record is damaged or too large, or the file cannot be
     *     written
     */
    public static Written write(RunRecord run, String cliVersion, Path out) {
        check(run, out);
        SortedMap<String, FileContent> record = new TreeMap<>();
        run.files().forEach((name, file) -> record.put(name, new FileContent.OnDisk(file)));
        try {
            checkSize(run, record);
            BundleManifest manifest = BundleManifest.of(run.runId(), cliVersion, record);
            SortedMap<String, FileContent> entries = new TreeMap<>();
            entries.put(BundleManifest.FILE, new FileContent.Made(manifest.text()));
            record.forEach((name, content) -> entries.put(run.runId() + "/" + name, content));
            BundleWriter.write(entries, out);
            return new Written(record.size(), manifest.size());
        } catch (IOException e) {
            throw Problem.of(
                            ProblemCode.RUNTIME_ERROR,
                            "The run " + run.runId() + " could not be bundled: " + e.getMessage())
                    .exception();
        }
    }

    private static void check(RunRecord run, Path out) {
        // A record that does not say what was run is of no use elsewhere.
        run.meta();
        if (run.inProgress()) {
            throw Problem.of(
                            ProblemCode.TRANSIENT_ERROR,
                            "The run " + run.runId() + " is still in progress; bundle it when it has ended")
                    .next(List.of(NextAction.of("see how far it is", "job", "inspect", "--run-id", run.runId())))
                    .exception();
        }
        if (Files.isDirectory(out)) {
            throw Problem.of(
                            ProblemCode.USAGE_ERROR,
                            "'" + out + "' is a folder; name a file, such as " + out.resolve(run.runId() + ".zip"))
                    .exception();
        }
        if (out.startsWith(run.runDir())) {
            throw Problem.of(
                            ProblemCode.USAGE_ERROR,
                            "'" + out + "' is in the record itself; name a file outside of " + run.runDir())
                    .exception();
        }
    }

    /** What {@link BundleCheck} would refuse is not written. */
    private static void checkSize(RunRecord run, SortedMap<String, FileContent> record) throws IOException {
        long sum = 0;
        for (Map.Entry<String, FileContent> file : record.entrySet()) {
            long size = file.getValue().size();
            sum += size;
            if (size > Limits.FILE) {
                throw tooLarge(run, file.getKey() + " is larger than " + Limits.FILE + " bytes");
            }
        }
        if (sum > Limits.SUM) {
            throw tooLarge(run, "its files are larger than " + Limits.SUM + " bytes together");
        }
        if (record.size() >= MOST_ENTRIES) {
            throw tooLarge(run, "it has more than " + (MOST_ENTRIES - 1) + " files");
        }
    }

    private static RuntimeException tooLarge(RunRecord run, String why) {
        return Problem.of(
                        ProblemCode.RUNTIME_ERROR,
                        "The record of " + run.runId() + " is too large for a bundle: " + why
                                + "; copy its folder instead")
                .details(Json.object().put("runDir", run.runDir().toString()))
                .exception();
    }
}
