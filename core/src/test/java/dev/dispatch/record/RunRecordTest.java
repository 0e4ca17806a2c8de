package dev.dispatch.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dispatch.TestRuns;
import dev.dispatch.demo.DemoApi;
import dev.dispatch.json.Json;
import dev.dispatch.problem.ProblemException;
import dev.dispatch.run.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class RunRecordTest {

    @TempDir
    Path folder;

    private TestRuns.Recorded run;

    @BeforeEach
    void record() throws IOException {
        try (DemoApi api = DemoApi.start(0);
                TestRuns runs = new TestRuns(folder, Map.of())) {
            String job = Jobs.of(
                    api.baseUri().toString(),
                    Jobs.post("create", "/orders", "{ \"item\": \"book\" }"),
                    Jobs.get("large", "/large?bytes=9000"),
                    Jobs.get("gone", "/posts/4711"));
            run = runs.run(runs.plan(job, Json.object()));
        }
    }

    @Test
    void aRunWithoutASummaryReadsAsInterruptedWithTheStepsOfItsJournal() throws IOException {
        kill();
        RunRecord record = open();
        assertThat(record.status()).isEqualTo(RunStatus.INTERRUPTED);
        assertThat(record.finished()).isFalse();
        assertThat(record.stepResults())
                .extracting(step -> step.path("stepId").asString() + " "
                        + step.path("status").asString())
                .containsExactly("create SUCCEEDED", "large SUCCEEDED", "gone FAILED");
        Schemas.assertFits("job-dump", Dump.document(record));
        Schemas.assertFits("job-inspect", Inspection.document(record, Optional.of("create"), false));
        Schemas.assertFits(
                "job-assert", Assertions.check(record, AssertionRequest.DEFAULT).toJson());
        assertThat(store().list(5)).extracting(RunEntry::status).containsExactly(RunStatus.INTERRUPTED);
        assertThat(store().list(5)).extracting(RunEntry::jobType).containsExactly("test");
    }

    @Test
    void aJournalCutAtAnyByteTellsThePrefixOfTheRun() throws IOException {
        kill();
        Path journal = run.folder().resolve("journal.jsonl");
        byte[] whole = Files.readAllBytes(journal);
        long ended = 0;
        for (int length = 0; length <= whole.length; length += length > whole.length - 300 ? 1 : 61) {
            Files.write(journal, Arrays.copyOf(whole, length));
            RunRecord record = open();
            long now = record.stepResults().stream()
                    .filter(step -> step.has("durationMs"))
                    .count();
            assertThat(now).as("after " + length + " bytes").isBetween(ended, 3L);
            assertThat(record.stepResults()).hasSize(3);
            assertThat(record.status()).isEqualTo(RunStatus.INTERRUPTED);
            ended = now;
        }
        assertThat(ended).isEqualTo(3);
    }

    @Test
    void theStepThatWasCutOffIsCancelledAndKeepsItsPayload() throws IOException {
        kill();
        Path journal = run.folder().resolve("journal.jsonl");
        List<String> lines = Files.readAllLines(journal);
        int exit = 0;
        while (!lines.get(exit).contains("\"type\":\"exit\"")) {
            exit++;
        }
        Files.write(journal, lines.subList(0, exit));
        RunRecord record = open();
        assertThat(record.stepResults())
                .extracting(step -> step.path("status").asString())
                .containsExactly("CANCELLED", "NOT_RUN", "NOT_RUN");
        assertThat(record.stepResults().getFirst().path("attempts").asInt()).isEqualTo(1);
        ObjectNode shown = Inspection.document(record, Optional.of("create"), false);
        assertThat(shown.at("/step/payload/body/item").asString()).isEqualTo("book");
    }

    @Test
    void aMovedRecordTellsWhereItIsNow() throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Path moved = Files.move(run.folder(), elsewhere.resolve(run.result().runId()));
        RunRecord record = new RunStore(elsewhere).open("latest");
        assertThat(record.summary().path("runDir").asString()).isEqualTo(moved.toString());
        assertThat(record.calls()
                        .getFirst()
                        .response()
                        .orElseThrow()
                        .value()
                        .path("status")
                        .asString())
                .isEqualTo("created");
    }

    @ParameterizedTest
    @ValueSource(strings = {"meta.json", "step-results.json", "module_resolution.json", "http_calls.jsonl"})
    void aDamagedDocumentIsNamed(String name) throws IOException {
        Files.writeString(run.folder().resolve(name), "{\"half\": \n");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> Dump.document(open()))
                .withMessageContaining(name);
        assertThat(store().list(5)).hasSize(1);
    }

    @Test
    void aDamagedSummaryIsReadFromTheJournalAndSaid() throws IOException {
        List<String> whole = steps(open());
        Files.writeString(run.folder().resolve("summary.json"), "{\"half\": \n");
        RunRecord record = open();
        assertThat(record.status()).isEqualTo(RunStatus.FAILED);
        assertThat(record.finished()).isTrue();
        assertThat(steps(record)).isEqualTo(whole);
        assertThat(record.warnings()).singleElement().satisfies(issue -> {
            assertThat(issue.path()).isEqualTo("summary.json");
            assertThat(issue.message()).contains("summary.json");
        });
        assertThat(store().list(5)).extracting(RunEntry::status).containsExactly(RunStatus.FAILED);
        ObjectNode shown = Inspection.document(record, Optional.empty(), false);
        Schemas.assertFits("job-inspect", shown);
        assertThat(shown.at("/warnings/0/code").asString()).isEqualTo("INCONSISTENT_RECORD");
        Schemas.assertFits("job-dump", Dump.document(record));
    }

    private static List<String> steps(RunRecord record) {
        return record.summary()
                .path("steps")
                .valueStream()
                .map(step -> step.path("stepId").asString() + " "
                        + step.path("status").asString())
                .toList();
    }

    @Test
    void anInspectionShowsTheModulesThatServeAStepAndThoseNotBesideAStep() throws IOException {
        ObjectNode shown = Inspection.document(open(), Optional.empty(), false);
        assertThat(shown.at("/moduleResolution/loadedModules"))
                .singleElement()
                .satisfies(module -> assertThat(module.path("name").asString()).isEqualTo("http"));
        ObjectNode recorded = open().moduleResolution().orElseThrow();
        assertThat(recorded.path("loadedModules")
                        .valueStream()
                        .map(module -> module.path("name").asString()))
                .containsExactly("http");
        Schemas.assertFits("module-resolution", recorded);
        ObjectNode step = Inspection.document(open(), Optional.of("create"), false);
        assertThat(step.has("moduleResolution")).isFalse();
        Schemas.assertFits("job-inspect", step);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../secret.json",
                "/etc/hostname",
                "calls/../../../secret.json",
                "calls",
                ".",
                "link.json",
                "a\0b"
            })
    void aBodyOutsideOfTheRecordIsRefused(String file) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.json"), "{}");
        Files.createSymbolicLink(run.folder().resolve("link.json"), secret);
        Path calls = run.folder().resolve("http_calls.jsonl");
        Files.writeString(
                calls,
                Json.compact(Json.object().put("idx", 1).put("path", "a#1@1").put("responseFile", file)) + "\n");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> Dump.document(open()))
                .withMessageContaining(run.result().runId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "null", "1e999", "\"x\"", "-1", "[[[{}]]]"})
    void membersOfAnotherTypeBreakNothing(String value) throws IOException {
        replaceEveryMember("http_calls.jsonl", value);
        replaceEveryMember("journal.jsonl", value);
        Files.writeString(
                run.folder().resolve("step-results.json"), "[{\"stepId\":" + value + ",\"status\":" + value + "}]");
        assertThat(ReadableReport.text(open())).startsWith("Run ");
        assertThat(Inspection.document(open(), Optional.of("1"), true).has("step"))
                .isTrue();
        assertThat(Assertions.check(open(), AssertionRequest.DEFAULT).passed()).isFalse();
        kill();
        assertThat(open().status()).isEqualTo(RunStatus.INTERRUPTED);
        assertThat(open().stepResults()).isNotEmpty();
    }

    private void replaceEveryMember(String name, String value) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (String line : Files.readAllLines(run.folder().resolve(name))) {
            var parsed = (tools.jackson.databind.node.ObjectNode) Json.parse(line);
            for (String member : List.copyOf(parsed.propertyNames())) {
                if (!member.endsWith("File") && !member.equals("type")) {
                    parsed.set(member, Json.parse(value));
                }
            }
            lines.append(Json.compact(parsed)).append('\n');
        }
        Files.writeString(run.folder().resolve(name), lines);
    }

    @Test
    void aFileBeyondAllBoundsIsRefusedUnread() throws IOException {
        try (var file =
                new java.io.RandomAccessFile(run.folder().resolve("meta.json").toFile(), "rw")) {
            file.setLength(1L << 40);
        }
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> open().meta())
                .withMessageContaining("larger than");
    }

    @Test
    void aStepIsFoundByItsIdAndByItsNumber() {
        assertThat(Inspection.document(open(), Optional.of("3"), false)
                        .at("/step/id")
                        .asString())
                .isEqualTo("gone");
        assertThat(Inspection.document(open(), Optional.of("gone"), false)
                        .at("/step/response/status")
                        .asInt())
                .isEqualTo(404);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> Inspection.document(open(), Optional.of("creat"), false))
                .withMessageContaining("create, large, gone")
                .satisfies(e ->
                        assertThat(e.problem().next().getFirst().arguments()).endsWith("--step", "create"));
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> Inspection.document(open(), Optional.of("4"), false));
    }

    @Test
    void inspectionCutsLongValuesAndNamesTheFile() {
        var call = Inspection.document(open(), Optional.of("large"), true).at("/step/calls/0");
        assertThat(call.at("/response/_cut/size").asInt()).isEqualTo(9000);
        assertThat(call.at("/response/_cut/file").asString()).isEqualTo("calls/002_http.request.response.json");
        assertThat(call.path("curl").asString()).startsWith("curl 'http://127.0.0.1:");
        assertThat(Dump.document(open()).at("/calls/1/response/items").isArray())
                .isTrue();
    }

    @Test
    void inspectionShowsTheLastFailure() {
        var failure = Inspection.document(open(), Optional.empty(), false).path("lastFailure");
        assertThat(failure.path("httpCode").asInt()).isEqualTo(404);
        assertThat(failure.path("curl").asString()).contains("/posts/4711");
        assertThat(failure.at("/actionProvider/module").asString()).isEqualTo("http");
    }

    @Test
    void theReadableReportHoldsRequestsAndResponses() {
        String text = ReadableReport.text(open());
        assertThat(text)
                .contains("POST http://127.0.0.1:")
                .contains("\"item\": \"book\"")
                .contains("--> 201")
                .contains("--> 404, not expected")
                .contains("Status    FAILED");
    }

    @Test
    void aReadOnlyRecordCanBeRead() throws IOException {
        try (Stream<Path> files = Files.walk(run.folder())) {
            files.forEach(file -> assertThat(file.toFile().setWritable(false)).isTrue());
        }
        assertThat(Dump.document(open()).path("status").asString()).isEqualTo("FAILED");
        try (Stream<Path> files = Files.walk(run.folder())) {
            files.forEach(file -> assertThat(file.toFile().setWritable(true)).isTrue());
        }
    }

    /** Leaves what a process that is killed leaves behind. */
    private void kill() throws IOException {
        for (String name : List.of("summary.json", "step-results.json", "job.case.resolved.json")) {
            Files.delete(run.folder().resolve(name));
        }
    }

    private RunStore store() {
        return new RunStore(folder.resolve("run-output"));
    }

    private RunRecord open() {
        return store().open(run.result().runId());
    }
}
