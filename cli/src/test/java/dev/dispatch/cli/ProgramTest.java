package dev.dispatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ProgramTest {

    @TempDir
    private Path folder;

    private Terminal terminal;

    @BeforeEach
    void openATerminal() {
        terminal = new Terminal(folder);
    }

    @Test
    void theVersionIsThePoms() {
        Terminal.Outcome outcome = terminal.run("version");
        assertThat(outcome).isEqualTo(new Terminal.Outcome(0, System.getProperty("dispatch.pom") + "\n", ""));
        assertThat(terminal.run("-V")).isEqualTo(outcome);
        assertThat(terminal.run("--cli-version")).isEqualTo(outcome);
    }

    @Test
    void aRunShowsItsStepsOnceAndItsProgressOnDemand() {
        Terminal.Outcome outcome = terminal.run("job", "run", "--case", "flow-sleep");
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        assertThat(outcome.out())
                .startsWith("SUCCESS  ")
                .contains("flow.sleep", "record: ", "next:\n  dispatch job assert");
        assertThat(outcome.err()).isEmpty();
        assertThat(terminal.run("job", "run", "--case", "flow-sleep", "--verbose")
                        .err())
                .contains("ok  ", "flow.sleep");
    }

    @Test
    void withJsonStderrIsQuietUnlessAskedNotToBe() {
        assertThat(terminal.json("job", "run", "--case", "flow-sleep").err()).isEmpty();
        assertThat(terminal.json("job", "run", "--case", "flow-sleep", "--verbose")
                        .err())
                .contains("flow.sleep");
    }

    @Test
    void coloursAreShownToAPersonWhoDidNotDeclineThem() {
        terminal.wide(100);
        assertThat(terminal.run("job", "run", "--case", "flow-sleep").out()).contains("\u001b[32m");
        assertThat(terminal.run("job", "run", "--case", "flow-sleep", "--no-color")
                        .out())
                .doesNotContain("\u001b[32m");
        terminal.with("NO_COLOR", "1");
        assertThat(terminal.run("job", "run", "--case", "flow-sleep").out()).doesNotContain("\u001b[32m");
    }

    @Test
    void aDumbTerminalGetsNoSequencesAtAll() {
        Terminal.Outcome outcome = terminal.wide(100).with("TERM", "dumb").run("job", "run", "--case", "flow-sleep");
        assertThat(outcome.out() + outcome.err()).contains("flow.sleep").doesNotContain("\u001b");
    }

    @Test
    void listsFitTheTerminalAndAreWholeElsewhere() {
        assertThat(terminal.run("job", "cases").out().lines()).anyMatch(line -> line.length() > 90);
        assertThat(terminal.wide(60).run("job", "cases", "--no-color").out().lines())
                .filteredOn(line -> !line.contains("dispatch "))
                .allMatch(line -> line.length() <= 60)
                .noneMatch(line -> line.endsWith("…"))
                .anyMatch(line -> line.strip().equals("taken."));
    }

    @Test
    void commonOptionsMayStandBeforeAndAfterTheVerb() {
        assertThat(terminal.run("--json", "job", "list").out()).isEqualTo("[]\n");
        assertThat(terminal.run("job", "--json", "list").out()).isEqualTo("[]\n");
        assertThat(terminal.run("job", "list", "--json").out()).isEqualTo("[]\n");
        Path home = folder.resolve("other");
        assertThat(terminal.run("--home", "other", "memory", "list", "--json").out())
                .contains(home.resolve("memory").toString());
        assertThat(terminal.run("memory", "--home=other", "list", "--json").out())
                .contains(home.resolve("memory").toString());
    }

    @Test
    void aHomeThatIsNamedIsMadeAndPassedOn() {
        Terminal.Outcome outcome = terminal.json("--home", "a home", "job", "cases");
        assertThat(folder.resolve("a home")).isDirectory();
        assertThat(outcome.json().path("next").get(0).path("command").asString())
                .endsWith(" --home 'a home'");
    }

    @Test
    void aHomeThatIsAFileIsAUsageError() throws IOException {
        Files.writeString(folder.resolve("file"), "");
        assertThat(terminal.json("--home", "file", "memory", "list").exitCode()).isEqualTo(2);
    }

    @Test
    void withoutAHomeOfItsOwnItLiesInTheUsersFolder() {
        terminal.without("DISPATCH_HOME").with("HOME", folder.resolve("ada").toString());
        assertThat(terminal.json("memory", "list").json().path("root").asString())
                .isEqualTo(folder.resolve("ada/.dispatch/memory").toString());
        assertThat(folder.resolve("ada")).doesNotExist();
    }

    @Test
    void anInterruptedRunSaysSoAndEndsWith130() {
        Terminal.Outcome outcome = terminal.interrupted().json("job", "run", "--case", "flow-sleep");
        assertThat(outcome.exitCode()).isEqualTo(130);
        assertThat(outcome.json().path("code").asString()).isEqualTo("INTERRUPTED");
        assertThat(outcome.json().path("details").path("result").path("status").asString())
                .isEqualTo("INTERRUPTED");
    }

    @Test
    void aRunThatCouldNotBeRecordedIsNoSuccess() throws IOException {
        Files.writeString(folder.resolve("file"), "");
        terminal.with("DISPATCH_RUN_OUTPUT", folder.resolve("file/runs").toString());
        for (String[] arguments :
                new String[][] {{"job", "run", "--case", "flow-sleep"}, {"run", "flow.log", "--input", "message=a"}}) {
            Terminal.Outcome outcome = terminal.json(arguments);
            assertThat(outcome.exitCode()).isEqualTo(1);
            assertThat(outcome.json().path("code").asString()).isEqualTo("RUNTIME_ERROR");
            assertThat(outcome.json().path("details").path("recordFault").asString())
                    .contains("file/runs");
            assertThat(outcome.json().has("next")).isFalse();
            assertThat(outcome.out()).doesNotContain("runDir", "moduleResolutionPath");
            Terminal.Outcome text = terminal.run(arguments);
            assertThat(text.err()).contains("its record is not complete", "recordFault: ");
            assertThat(text.out()).contains("record: none");
        }
    }

    @Test
    void aFaultOfTheProgramIsOneLineAndAFile() throws IOException {
        RandomGenerator broken = () -> {
            throw new IllegalStateException("no luck\ntoday");
        };
        Terminal.Outcome outcome = terminal.random(broken).json("job", "run", "--case", "flow-sleep");
        assertThat(outcome.exitCode()).isEqualTo(1);
        JsonNode error = outcome.json();
        assertThat(error.path("code").asString()).isEqualTo("INTERNAL_ERROR");
        assertThat(error.path("message").asString()).isEqualTo("dispatch has a fault: IllegalStateException: no luck");
        Path file = Path.of(error.path("details").path("stackTraceFile").asString());
        assertThat(file).hasParent(folder.resolve("home/errors"));
        assertThat(Files.readString(file)).contains("\tat dev.dispatch.");

        Terminal.Outcome shown = terminal.run("job", "run", "--case", "flow-sleep");
        assertThat(shown.out() + shown.err()).contains("no luck").doesNotContain("\tat ");
    }

    @Test
    void aResultThatCannotBeWrittenIsAFailure() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        OutputStream full = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        assertThat(version(full, err)).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("could not be written");
    }

    @Test
    void aReaderThatLeftIsNoFailure() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        assertThat(version(new PipeStream(closed), err)).isZero();
        assertThat(err.size()).isZero();
    }

    private int version(OutputStream out, OutputStream err) {
        return Program.run(
                List.of("version"),
                terminal.surroundings(
                        new PrintStream(out, false, StandardCharsets.UTF_8),
                        new PrintStream(err, false, StandardCharsets.UTF_8)));
    }
}
