package dev.dispatch.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dispatch.archive.ZipBytes;
import dev.dispatch.file.FileLock;
import dev.dispatch.json.Json;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import dev.dispatch.record.RunRecord;
import dev.dispatch.record.RunStore;
import dev.dispatch.run.RunStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class RunBundleTest {

    private static final String RUN = "20260306-162116-job-run-0427a1b";
    private static final String OTHER = "20260307-162116-job-run-1111111";

    @TempDir
    Path folder;

    private Path here;
    private Path there;
    private Path bundle;

    @BeforeEach
    void aRunHereAndNoneThere() throws IOException {
        here = folder.resolve("here/run-output");
        there = folder.resolve("there/run-output");
        bundle = folder.resolve("run.zip");
        files(RUN).forEach((name, text) -> put(here.resolve(name), text));
    }

    @Test
    void aRunThatWasTakenInReadsAsAtItsOrigin() {
        RunBundle.Written written = RunBundle.write(run(here), "0.1.0", bundle);
        assertThat(written.files()).isEqualTo(4);
        ImportedRun imported = bring(bundle);
        assertThat(imported).isEqualTo(new ImportedRun(RUN, there.resolve(RUN), true));
        RunRecord copy = run(there);
        assertThat(copy.status()).isEqualTo(RunStatus.SUCCESS);
        assertThat(copy.summary().path("runDir").asString())
                .isEqualTo(there.resolve(RUN).toString());
        assertThat(content(there)).isEqualTo(content(here));
    }

    @Test
    void theSameRecordGivesTheSameBytes() throws IOException {
        RunBundle.write(run(here), "0.1.0", bundle);
        byte[] first = Files.readAllBytes(bundle);
        put(here.resolve(RUN).resolve(".dispatch-12.tmp"), "half written");
        put(here.resolve(RUN).resolve("readable-requests-responses.txt"), "made of the record");
        hold(here.resolve(RUN)).close();
        RunBundle.write(run(here), "0.1.0", bundle);
        assertThat(bundle).hasBinaryContent(first);
    }

    @Test
    void aRunThatWasKilledTravelsToo() throws IOException {
        Files.delete(here.resolve(RUN).resolve("summary.json"));
        RunBundle.write(run(here), "0.1.0", bundle);
        bring(bundle);
        assertThat(run(there).status()).isEqualTo(RunStatus.INTERRUPTED);
    }

    @Test
    void aSecondImportChangesNothingAndSaysSo() {
        RunBundle.write(run(here), "0.1.0", bundle);
        bring(bundle);
        put(there.resolve(RUN).resolve("report.html"), "made later");
        assertThat(bring(bundle).added()).isFalse();
        assertThat(there.resolve(RUN).resolve("report.html")).exists();
    }

    @Test
    void anotherRunOfThatIdIsNotReplaced() throws IOException {
        RunBundle.write(run(here), "0.1.0", bundle);
        bring(bundle);
        put(there.resolve(RUN).resolve("activity.log"), "something else");
        ProblemException refusal = catchThrowableOfType(ProblemException.class, () -> bring(bundle));
        assertThat(refusal.problem().message()).contains(RUN + " is here already", "activity.log differs");
        assertThat(there.resolve(RUN).resolve("activity.log")).hasContent("something else");
        assertThat(hidden()).isEmpty();
    }

    @Test
    void aRunInProgressIsNotBundled() throws IOException {
        try (FileLock _ = hold(here.resolve(RUN))) {
            ProblemException refusal =
                    catchThrowableOfType(ProblemException.class, () -> RunBundle.write(run(here), "0.1.0", bundle));
            assertThat(refusal.problem().code()).isEqualTo(ProblemCode.TRANSIENT_ERROR);
        }
        assertThat(bundle).doesNotExist();
    }

    @Test
    void aRecordWithALinkIsNotBundled() throws IOException {
        Files.createSymbolicLink(here.resolve(RUN).resolve("calls/002.txt"), Path.of("/etc/passwd"));
        ProblemException refusal =
                catchThrowableOfType(ProblemException.class, () -> RunBundle.write(run(here), "0.1.0", bundle));
        assertThat(refusal.problem().message()).contains("calls/002.txt: it is not a file");
        assertThat(bundle).doesNotExist();
    }

    @Test
    void aBundleIsNotWrittenIntoItsRecordOrOverAFolder() {
        for (Path wrong : List.of(here.resolve(RUN).resolve("calls/x.zip"), folder)) {
            ProblemException refusal =
                    catchThrowableOfType(ProblemException.class, () -> RunBundle.write(run(here), "0.1.0", wrong));
            assertThat(refusal.problem().code()).isEqualTo(ProblemCode.USAGE_ERROR);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil.txt",
                RUN + "/../../evil.txt",
                "/etc/evil.txt",
                "C:/evil.txt",
                "..\\evil.txt",
                "evil.txt",
                OTHER + "/meta.json",
                RUN + "/unlisted.txt",
                RUN + "/meta.json",
                RUN + "/META.json",
                RUN + "/meta.json/x",
                RUN
            })
    void anEntryThatDoesNotBelongThereIsRefused(String name) {
        assertThat(refused(zip -> zip.add(name, "evil"))).isNotEmpty();
    }

    @Test
    void aHiddenFileIsRefusedEvenIfItIsListed() throws IOException {
        Map<String, String> files = files(RUN);
        files.put(RUN + "/.lock", "");
        assertThat(refused(zip(RUN, files).bytes()))
                .anyMatch(issue -> issue.message().contains("hidden"));
    }

    @Test
    void linksAreRefused() {
        assertThat(refused(zip -> zip.entries.getLast().mode = 0120777)).hasSize(1);
    }

    @Test
    void aChangedFileIsRefusedWithBothSums() throws IOException {
        Map<String, String> files = files(RUN);
        ZipBytes zip = zip(RUN, files);
        zip.entries.removeLast();
        zip.add(RUN + "/summary.json", "{\"status\":\"FAILED\"}");
        assertThat(refused(zip.bytes())).singleElement().satisfies(issue -> {
            assertThat(issue.path()).isEqualTo(RUN + "/summary.json");
            assertThat(issue.expected()).contains("sha256:");
            assertThat(issue.actual()).contains("sha256:");
        });
    }

    @Test
    void aMissingFileIsRefused() {
        assertThat(refused(zip -> zip.entries.removeLast()))
                .singleElement()
                .satisfies(issue -> assertThat(issue.message()).contains("lists a file that is not in the bundle"));
    }

    @Test
    void aRecordWithoutMetaOrOfAnotherRunIsRefused() throws IOException {
        Map<String, String> without = files(RUN);
        without.remove(RUN + "/meta.json");
        assertThat(refused(zip(RUN, without).bytes()).getFirst().message()).isEqualTo("The record has no meta.json");
        Map<String, String> other = files(RUN);
        other.put(RUN + "/meta.json", "{\"runId\":\"" + OTHER + "\"}");
        assertThat(refused(zip(RUN, other).bytes()).getFirst().message()).isEqualTo("The record is of another run");
        other.put(RUN + "/meta.json", "no JSON");
        assertThat(refused(zip(RUN, other).bytes()).getFirst().message()).contains("not JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", ".lock", "latest", "20260306-162116-job-batch-a1b2", "../" + RUN, "a/b"})
    void aNameThatIsNoRunIdIsRefused(String name) throws IOException {
        assertThat(refused(zip(name, Map.of()).bytes()).getFirst().message()).isEqualTo("It names no run");
    }

    @Test
    void anotherFormOrNoManifestIsRefused() throws IOException {
        ZipBytes newer = new ZipBytes();
        newer.add("run-bundle.json", "{\"schemaVersion\": 2}");
        assertThat(refused(newer.bytes()).getFirst().expected()).isEqualTo("schemaVersion 1");
        ZipBytes nothing = new ZipBytes();
        nothing.add("notes.txt", "x");
        assertThat(refused(nothing.bytes()).getFirst().message()).isEqualTo("It is not the bundle of a run");
        ZipBytes nested = new ZipBytes();
        nested.add("run.zip", zip(RUN, files(RUN)).bytes());
        assertThat(refused(nested.bytes()).getFirst().message()).isEqualTo("It is not the bundle of a run");
        ZipBytes module = new ZipBytes();
        module.add("artifact.json", "{}");
        assertThat(refused(module.bytes()).getFirst().actual()).isEqualTo("one for module install");
        ZipBytes broken = new ZipBytes();
        broken.add("run-bundle.json", "{");
        assertThat(refused(broken.bytes()).getFirst().message()).contains("not JSON");
        assertThat(refused(new ZipBytes().bytes())).isNotEmpty();
    }

    @Test
    void bombsAreRefusedWithoutUnpackingThem() {
        assertThat(refused(zip -> {
                            ZipBytes.Entry entry =
                                    zip.add(RUN + "/zeros", new byte[1024]).deflated();
                            entry.size = 200L << 20;
                            entry.localSize = entry.size;
                        })
                        .getFirst()
                        .message())
                .contains("unpacks to far more");
    }

    @Test
    void moreFilesThanARecordHasAreRefused() {
        assertThat(refused(zip -> {
                            for (int i = 0; i < RunBundle.MOST_ENTRIES; i++) {
                                zip.add("a" + i, "");
                            }
                        })
                        .getFirst()
                        .message())
                .isEqualTo("It has too many entries");
    }

    @Test
    void aBundleWithAnyByteChangedIsTakenInWholeOrRefused() throws IOException {
        RunBundle.write(run(here), "0.1.0", bundle);
        byte[] whole = Files.readAllBytes(bundle);
        Map<String, String> expected = content(here);
        Random random = new Random(6);
        int refusals = 0;
        for (int i = 0; i < 300; i++) {
            byte[] changed = whole.clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            Path file = Files.write(folder.resolve("changed.zip"), changed);
            Path root = folder.resolve("changed-" + i);
            try {
                new RunImport(new RunStore(root)).bring(file);
                assertThat(content(root)).isEqualTo(expected);
            } catch (ProblemException e) {
                assertThat(root).doesNotExist();
                refusals++;
            }
        }
        assertThat(refusals).isGreaterThan(250);
    }

    @Test
    void aBundleIsKnownByItsContent() throws IOException {
        RunBundle.write(run(here), "0.1.0", bundle);
        assertThat(RunImport.isBundle(bundle)).isTrue();
        assertThat(RunImport.isBundle(Files.writeString(folder.resolve("x.zip"), "{}")))
                .isFalse();
        assertThat(RunImport.isBundle(folder)).isFalse();
        assertThat(RunImport.isBundle(folder.resolve("missing.zip"))).isFalse();
    }

    private static Map<String, String> files(String runId) {
        Map<String, String> files = new TreeMap<>();
        files.put(runId + "/activity.log", "2026-03-06T16:21:16Z run started\n");
        files.put(runId + "/calls/001_get.response.json", "{\"id\": 1}");
        files.put(runId + "/meta.json", "{\"runId\": \"" + runId + "\", \"jobType\": \"order\"}");
        files.put(runId + "/summary.json", "{\"status\": \"SUCCESS\", \"steps\": []}");
        return files;
    }

    /** A sound bundle as this program would write it, the manifest first. */
    private static ZipBytes zip(String runId, Map<String, String> files) {
        ObjectNode manifest =
                Json.object().put("schemaVersion", 1).put("runId", runId).put("cliVersion", "0.1.0");
        ObjectNode listed = manifest.putObject("files");
        ZipBytes zip = new ZipBytes();
        files.forEach((name, text) -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            listed.putObject(name.substring(runId.length() + 1))
                    .put("size", bytes.length)
                    .put("sha256", "sha256:" + Json.sha256(bytes));
        });
        zip.add("run-bundle.json", Json.pretty(manifest));
        files.forEach(zip::add);
        return zip;
    }

    private List<Issue> refused(Consumer<ZipBytes> damage) {
        ZipBytes zip = zip(RUN, files(RUN));
        damage.accept(zip);
        return refused(zip.bytes());
    }

    /** The findings; that nothing was written is looked at each time. */
    private List<Issue> refused(byte[] bytes) {
        try {
            Path file = Files.write(folder.resolve("hostile.zip"), bytes);
            ProblemException refusal = catchThrowableOfType(ProblemException.class, () -> bring(file));
            assertThat(there).doesNotExist();
            assertThat(folder.resolve("evil.txt")).doesNotExist();
            return refusal.problem().issues();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private ImportedRun bring(Path file) {
        return new RunImport(new RunStore(there)).bring(file);
    }

    private static RunRecord run(Path root) {
        return new RunStore(root).open(RUN);
    }

    private static FileLock hold(Path record) throws IOException {
        return FileLock.hold(record.resolve(".lock"), Duration.ofSeconds(1));
    }

    private List<Path> hidden() throws IOException {
        try (Stream<Path> entries = Files.list(there)) {
            return entries.filter(entry -> !Files.isRegularFile(entry)
                            && String.valueOf(entry.getFileName()).startsWith("."))
                    .toList();
        }
    }

    private static Map<String, String> content(Path root) {
        Map<String, String> content = new TreeMap<>();
        run(root).files().forEach((name, file) -> content.put(name, read(file)));
        return content;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void put(Path file, String text) {
        try {
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
