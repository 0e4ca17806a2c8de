package dev.dispatch.transfer;

import dev.dispatch.archive.Archive;
import dev.dispatch.archive.ArchiveEntry;
import dev.dispatch.archive.EntryNames;
import dev.dispatch.archive.Faults;
import dev.dispatch.archive.Hashing;
import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.ProblemException;
import dev.dispatch.record.RunStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Reads a bundle of a run to its end and says what it holds, or everything that is wrong with it; writes nothing. */
final class BundleCheck {

    private static final String META = "meta.json";
    /** What every bundle of a module has. */
    private static final String OF_A_MODULE = "artifact.json";

    private static final int LARGEST_DOCUMENT = 32 << 20;

    private final Faults faults;
    private final EntryNames names;
    private final Map<String, BundleManifest.Sum> found = new TreeMap<>();
    private final Map<String, byte[]> documents = new TreeMap<>();

    private BundleCheck(Archive archive) {
        this.faults = new Faults(archive.source());
        this.names = new EntryNames(faults);
    }

    /**
     * What the archive holds, once it was found sound.
     *
     * @throws ProblemException with every finding where it is not the bundle of a run
     * @throws IOException where it cannot be read
     */
    static BundleManifest of(Archive archive) throws IOException {
        BundleCheck check = new BundleCheck(archive);
        archive.read(check::entry);
        return check.manifest();
    }

    private void entry(ArchiveEntry entry, InputStream content) throws IOException {
        if (!names.add(entry) || entry.folder()) {
            return;
        }
        String sum;
        if (isDocument(entry.name()) && entry.size() <= LARGEST_DOCUMENT) {
            byte[] bytes = content.readAllBytes();
            documents.put(entry.name(), bytes);
            sum = Hashing.sum(bytes);
        } else {
            sum = Hashing.sum(content);
        }
        found.put(entry.name(), new BundleManifest.Sum(entry.size(), sum));
    }

    private static boolean isDocument(String name) {
        int slash = name.indexOf('/');
        return name.equals(BundleManifest.FILE)
                || (slash > 0 && name.substring(slash + 1).equals(META));
    }

    private BundleManifest manifest() {
        // One that names a run and files is not looked for where names are not sound.
        faults.check();
        if (!found.containsKey(BundleManifest.FILE)) {
            boolean module = found.containsKey(OF_A_MODULE);
            throw faults.fatal(
                    "",
                    module ? "It is the bundle of a module and not of a run" : "It is not the bundle of a run",
                    "a zip file with " + BundleManifest.FILE + ", as job bundle makes it",
                    module ? "one for module install" : "none with that name");
        }
        JsonNode document = json(BundleManifest.FILE);
        if (document.path("schemaVersion").asInt(-1) != BundleManifest.SCHEMA_VERSION) {
            faults.add(
                    BundleManifest.FILE,
                    Issue.at(
                                    IssueCode.UNSUPPORTED_SCHEMA_VERSION,
                                    Pointer.ROOT,
                                    "The bundle is of a form that this version of dispatch does not know")
                            .expected("schemaVersion " + BundleManifest.SCHEMA_VERSION)
                            .actual(Json.show(document.path("schemaVersion"))));
            faults.check();
        }
        BundleManifest manifest = BundleManifest.read(document);
        if (!RunStore.isRunId(manifest.runId())) {
            throw faults.fatal(
                    BundleManifest.FILE,
                    "It names no run",
                    "a run id such as 20260306-162116-job-run-0427a1b",
                    manifest.runId());
        }
        compare(manifest);
        faults.check();
        checkMeta(manifest.runId());
        return manifest;
    }

    /** Every file is listed with its sum, lies in the record and is seen there, and whatever is listed is there. */
    private void compare(BundleManifest manifest) {
        Map<String, BundleManifest.Sum> missing = new TreeMap<>();
        manifest.files().forEach((name, sum) -> missing.put(manifest.runId() + "/" + name, sum));
        found.forEach((name, sum) -> {
            BundleManifest.Sum listed = missing.remove(name);
            if (name.equals(BundleManifest.FILE)) {
                return;
            }
            if (listed == null) {
                faults.add(
                        name, "The file is not listed in " + BundleManifest.FILE, "only files that are listed", name);
            } else if (!listed.equals(sum)) {
                faults.add(name, "The file is not what " + BundleManifest.FILE + " says", shown(listed), shown(sum));
            } else if (name.contains("/.")) {
                faults.add(name, "The file is hidden", "names that do not begin with a dot", name);
            }
        });
        missing.forEach((name, sum) ->
                faults.add(name, BundleManifest.FILE + " lists a file that is not in the bundle", shown(sum), "none"));
    }

    private void checkMeta(String runId) {
        String name = runId + "/" + META;
        if (!found.containsKey(name)) {
            throw faults.fatal(name, "The record has no " + META, "the file that says which run it is", "none");
        }
        String told = json(name).path("runId").asString("");
        if (!told.equals(runId)) {
            throw faults.fatal(name, "The record is of another run", runId, told);
        }
    }

    private JsonNode json(String name) {
        byte[] bytes = documents.get(name);
        if (bytes == null) {
            throw faults.fatal(name, "The file is too large", "at most " + LARGEST_DOCUMENT + " bytes", "a larger one");
        }
        try {
            return Json.parse(new String(bytes, StandardCharsets.UTF_8));
        } catch (JsonSyntaxException e) {
            throw faults.fatal(
                    name, "The file is not JSON: " + e.getMessage(), "a JSON document (RFC 8259)", "other text");
        }
    }

    private static String shown(BundleManifest.Sum sum) {
        return sum.size() + " bytes, " + sum.sha256();
    }
}
