package dev.dispatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.demo.DemoApi;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A shipped case whose memory is filled by a shipped seed, as somebody meets it. */
class FilledRunTest {

    private static final String CASE = "jsonplaceholder-from-memory";

    @TempDir
    private Path folder;

    private DemoApi api;
    private Terminal terminal;

    @BeforeEach
    void start() throws IOException {
        api = DemoApi.start(0);
        terminal = new Terminal(folder)
                .with("JSONPLACEHOLDER_BASE_URL", api.baseUri().toString());
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void aTerminalShowsTheStepsOfTheFillAndThenItsLine() {
        Terminal.Outcome outcome = terminal.wide(160).run("job", "run", "--case", CASE, "--resolve-deps", "--no-color");
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .containsPattern("running +store +memory.store")
                .containsPattern("running +recall +memory.recall")
                .containsPattern("fill jobs:\\n  ok  jsonplaceholder:seed-user-1-reference  .*"
                        + "jsonplaceholder-reference.users.user-1  .*-job-fill-.*\\nSUCCESS  " + CASE);
    }

    @Test
    void theResultNamesTheRunOfTheFillWhichIsNotTheLatest() {
        JsonNode result =
                terminal.json("job", "run", "--case", CASE, "--resolve-deps").json();
        JsonNode filled = result.path("filled").path(0);
        assertThat(filled.path("job").asString()).isEqualTo("jsonplaceholder:seed-user-1-reference");
        assertThat(filled.path("status").asString()).isEqualTo("SUCCESS");
        assertThat(terminal.json("job", "latest").json().path("runId")).isEqualTo(result.path("runId"));
        assertThat(terminal.json("job", "list").json().findValuesAsString("runId"))
                .containsExactly(
                        result.path("runId").asString(), filled.path("runId").asString());
    }

    @Test
    void whatIsAdvisedWithoutTheOptionIsTheSameRunWithIt() {
        JsonNode refused = terminal.json("job", "run", "--case", CASE).json();
        assertThat(refused.path("next").findValuesAsString("command"))
                .last()
                .isEqualTo("dispatch job run --case " + CASE + " --resolve-deps");
    }

    @Test
    void aSignalBeforeTheFillEndsWith130() {
        Terminal.Outcome outcome = terminal.interrupted().json("job", "run", "--case", CASE, "--resolve-deps");
        assertThat(outcome.exitCode()).isEqualTo(130);
        assertThat(outcome.json().path("code").asString()).isEqualTo("INTERRUPTED");
        assertThat(outcome.json().path("details").path("filled").size()).isZero();
    }
}
