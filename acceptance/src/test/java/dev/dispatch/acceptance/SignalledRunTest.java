package dev.dispatch.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.dispatch.json.Json;
import dev.dispatch.testkit.Invocation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Runs of the packaged program that are asked to stop from outside. */
class SignalledRunTest {

    private static final int INTERRUPTED = 130;

    /** Waits in every way that a step can, at once. */
    private static final String WAITING = """
            {"id": "all", "parallel": true, "steps": [
              {"id": "asleep", "action": "flow.sleep", "payload": {"duration": "1h"}},
              {"id": "calling", "action": "http.request", "payload": {"url": "http://127.0.0.1:PORT/", "timeout": "1h"}},
              {"id": "again", "action": "flow.fail", "payload": {"message": "no"}, "continueOnError": true},
              {"id": "looping", "action": "flow.log", "payload": {"message": "pass ${index}"},
               "repeat": {"while": {"path": "$.index", "op": "gte", "value": 0}, "maxTimes": 1000, "delay": "1h"}}
            ]}""";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void aSignalStopsEverythingButTheCleanUp(String signal) throws Exception {
        assumeFalse(signal.equals("INT") && ignoresInterrupts(), "this process ignores SIGINT, and so do its children");
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process run = run(
                    WAITING.replace("PORT", String.valueOf(silent.getLocalPort())),
                    "{\"id\": \"clean\", \"action\": \"flow.log\", \"payload\": {\"message\": \"clean\"}}");
            until(run, "\"type\":\"call-started\"", "\"stepId\":\"asleep\"", "\"path\":\"all#1/looping[0]#1\"");

            send(signal, run);

            assertThat(run.waitFor()).isEqualTo(INTERRUPTED);
        }
        JsonNode summary = Json.parse(Files.readString(record().resolve("summary.json")));
        assertThat(summary.path("status").asString()).isEqualTo("INTERRUPTED");
        assertThat(statusOf(summary, "asleep")).isEqualTo("CANCELLED");
        assertThat(statusOf(summary, "calling")).isEqualTo("CANCELLED");
        assertThat(statusOf(summary, "looping")).isEqualTo("CANCELLED");
        assertThat(statusOf(summary, "after")).isEqualTo("NOT_RUN");
        assertThat(statusOf(summary, "clean")).isEqualTo("SUCCEEDED");
    }

    @Test
    void aSecondSignalEndsAtOnceAndTheRecordReadsInterrupted() throws Exception {
        Process run = run(
                "{\"id\": \"asleep\", \"action\": \"flow.sleep\", \"payload\": {\"duration\": \"1h\"}}",
                "{\"id\": \"stuck\", \"action\": \"flow.sleep\", \"payload\": {\"duration\": \"1h\"}}");
        until(run, "\"stepId\":\"asleep\"");
        send("TERM", run);
        until(run, "\"stepId\":\"stuck\"");

        send("TERM", run);

        assertThat(run.waitFor()).isEqualTo(INTERRUPTED);
        assertThat(record().resolve("summary.json")).doesNotExist();
        String inspected = new PackagedProgram(folder)
                .run(invocation("job", "inspect", "--run-id", "latest", "--json"))
                .out();
        JsonNode summary = Json.parse(inspected).path("summary");
        assertThat(summary.path("status").asString()).isEqualTo("INTERRUPTED");
        assertThat(statusOf(summary, "asleep")).isEqualTo("CANCELLED");
        assertThat(statusOf(summary, "stuck")).isEqualTo("CANCELLED");
    }

    private Process run(String step, String last) throws IOException {
        Files.writeString(
                folder.resolve("wait.job.case.json"),
                "{\"schemaVersion\": 1, \"jobType\": \"wait\", \"scenario\": {\"steps\": [" + step
                        + ", {\"id\": \"after\", \"action\": \"flow.log\", \"payload\": {\"message\": \"after\"}}],"
                        + " \"finally\": [" + last + "]}}");
        return new PackagedProgram(folder).start(invocation("job", "run", "--case", "wait"));
    }

    private Invocation invocation(String... arguments) {
        return new Invocation(List.of(arguments), folder, Map.of("HOME", folder.toString()), "");
    }

    /** Returns when the journal of the run holds all of these. */
    private void until(Process run, String... parts) throws Exception {
        while (run.isAlive()) {
            String journal = journal();
            if (Stream.of(parts).allMatch(journal::contains)) {
                return;
            }
            run.waitFor(5, TimeUnit.MILLISECONDS);
        }
        throw new AssertionError("the run ended: " + journal());
    }

    private String journal() throws IOException {
        Path runs = folder.resolve(".dispatch/run-output");
        if (!Files.isDirectory(runs)) {
            return "";
        }
        Path journal = record().resolve("journal.jsonl");
        return Files.exists(journal) ? Files.readString(journal) : "";
    }

    private Path record() throws IOException {
        try (Stream<Path> records = Files.list(folder.resolve(".dispatch/run-output"))) {
            return records.findFirst().orElse(folder.resolve("none"));
        }
    }

    private static String statusOf(JsonNode summary, String id) {
        return summary.path("steps")
                .valueStream()
                .filter(step -> step.path("stepId").asString().equals(id))
                .map(step -> step.path("status").asString())
                .findFirst()
                .orElse("none");
    }

    static void send(String signal, Process process) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    /** A process that was started in the background by a script ignores SIGINT for good, and its children do too. */
    private static boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .map(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                        .anyMatch(ignored -> (ignored & 0b10) != 0);
    }
}
