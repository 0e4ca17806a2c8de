package dev.dispatch.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranscriptRunnerTest {
    private static final String RUN = "20260306-162116-job-run-0427a1b";

    @TempDir
    private Path folder;

    private final List<Invocation> invocations = new ArrayList<>();

    @Test
    void aTranscriptThatSaysWhatHappensPasses() {
        assertThatCode(() -> run("""
                        $ dispatch run a
                        > run <RUN_ID:1>
                        ! in <WORK>
                        = 0
                        $ dispatch show <RUN_ID:1>
                        > run <RUN_ID:1>
                        ! in <WORK>
                        = 0
                        """, false)).doesNotThrowAnyException();
        assertThat(invocations.getLast().arguments()).containsExactly("show", RUN);
    }

    @Test
    void everyDifferenceIsShownWhereItIs() {
        assertThatThrownBy(() -> run("""
                        # Line 1
                        $ dispatch run a
                        > ran <RUN_ID:1>
                        ! in <WORK>
                        = 2
                        """, false))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("t.txt:2: $ dispatch run a\n")
                .hasMessageContaining(
                        "stdout differs (- expected, + actual):\n  - ran <RUN_ID:1>\n  + run <RUN_ID:1>\n")
                .hasMessageContaining("exit code: expected 2, was 0")
                .hasMessageNotContaining("stderr");
    }

    @Test
    void aMissingLineFeedAtTheEndIsADifference() {
        assertThatThrownBy(() -> run("$ dispatch open\n> open\n= 0\n", false))
                .hasMessageContaining("the line feed at the end differs");
    }

    @Test
    void aTranscriptWithoutAnExitCodeFails() {
        assertThatThrownBy(() -> run("$ dispatch open\n> open\n>\\\n", false))
                .hasMessageContaining("exit code: expected one in the transcript");
    }

    @Test
    void updateModeRewritesTheExpectedOutputAndFailsOnce() throws Exception {
        String before =
                "# Kept.\nenv A=b\nfile f\n| x\n$ dispatch run a\n$ dispatch show <RUN_ID:1>\n> run <RUN_ID:1>\n";
        assertThatThrownBy(() -> run(before, true)).hasMessageContaining("rewritten: ");
        String after = Files.readString(folder.resolve("t.txt"));
        assertThat(after).isEqualTo("""
                # Kept.
                env A=b
                file f
                | x
                $ dispatch run a
                > run <RUN_ID:1>
                ! in <WORK>
                = 0
                $ dispatch show <RUN_ID:1>
                > run <RUN_ID:1>
                ! in <WORK>
                = 0
                """);
        assertThatCode(() -> run(after, true)).doesNotThrowAnyException();
    }

    @Test
    void updateModeKeepsThePlaceholdersOfLinesThatStillFit() {
        String before = "$ dispatch run a\n> new line\n> run <RUN_ID>\n= 0\n";
        assertThatThrownBy(() -> run(before, true)).isInstanceOf(AssertionError.class);
        assertThat(folder.resolve("t.txt"))
                .content()
                .contains("\n> run <RUN_ID>\n")
                .doesNotContain("new line");
    }

    @Test
    void filesAndVariablesAreThereWithTheirPlaceholdersFilledIn() throws Exception {
        run(
                "env AT=<HOME>/x\nfile a/b.txt\n| <WORK>\n$ dispatch run <WORK>/a\n> run <RUN_ID>\n! in <WORK>\n= 0\n",
                false);
        Invocation invocation = invocations.getLast();
        String home = invocation.environment().get("HOME");
        assertThat(invocation.environment()).containsEntry("AT", home + "/x").doesNotContainKey("PATH");
        assertThat(invocation.arguments().getLast()).isEqualTo(invocation.workingDirectory() + "/a");
        assertThat(invocation.workingDirectory().resolve("a/b.txt")).hasContent(invocation.workingDirectory() + "\n");
    }

    @Test
    void theDemoApiRunsWhileTheTranscriptDoes() throws Exception {
        run("demo-api\n$ dispatch get\n> 200 from <DEMO_URL>\n= 0\n", false);
        URI gone = URI.create(invocations.getLast().environment().get("DEMO_BASE_URL"));
        assertThatThrownBy(() -> get(gone)).isInstanceOf(IOException.class);
    }

    @Test
    void aFileOutsideOfItsFoldersIsRefused() {
        assertThatThrownBy(() -> run("file ../../f\n| x\n", false)).hasMessageContaining("outside");
    }

    private void run(String text, boolean update) throws Exception {
        Path file = Files.writeString(folder.resolve("t.txt"), text);
        Path fresh = Files.createTempDirectory(folder, "session");
        new TranscriptRunner(this::program, folder.resolve("dist"), update).run(Transcript.read(file), fresh);
    }

    private Execution program(Invocation invocation) throws Exception {
        invocations.add(invocation);
        return switch (invocation.arguments().getFirst()) {
            case "open" -> new Execution(0, "open", "");
            case "get" -> {
                URI base = URI.create(invocation.environment().get("DEMO_BASE_URL"));
                yield new Execution(0, get(base) + " from " + base + "\n", "");
            }
            default -> new Execution(0, "run " + RUN + "\n", "in " + invocation.workingDirectory() + "\n");
        };
    }

    private static int get(URI uri) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
