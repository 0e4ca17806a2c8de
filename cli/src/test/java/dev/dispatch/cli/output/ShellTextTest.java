package dev.dispatch.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.problem.NextAction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShellTextTest {

    @Test
    void plainWordsStayAsTheyAre() {
        NextAction action = NextAction.of("", "job", "run", "--case", "jobs/a_b-c.job.case.json", "--input", "n=1");
        assertThat(new ShellText(Optional.empty()).of(action))
                .isEqualTo("dispatch job run --case jobs/a_b-c.job.case.json --input n=1");
    }

    @Test
    void theHomeIsPassedOnWhereItWasGiven() {
        assertThat(new ShellText(Optional.of("my home")).of(NextAction.of("", "job", "list")))
                .isEqualTo("dispatch job list --home 'my home'");
    }

    @Test
    void aShellReadsBackTheSameWords() throws IOException, InterruptedException {
        List<String> words = List.of(
                "",
                " ",
                "a b",
                "it's",
                "''",
                "\"",
                "$HOME",
                "${x}",
                "`id`",
                "$(id)",
                "a\\b",
                "\\",
                "*",
                "~",
                "#x",
                "a;b",
                "a&&b",
                "!x",
                "x=[1,2]",
                "{\"a\":1}",
                "ä€",
                "two\nlines",
                "-n");
        String command = new ShellText(Optional.empty()).of(new NextAction(words, ""));
        Process shell = new ProcessBuilder("sh", "-c", "dispatch() { printf '%s\\0' \"$@\"; }\n" + command)
                .redirectErrorStream(true)
                .start();
        String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).isZero();
        assertThat(printed.split("\0", -1))
                .startsWith(words.toArray(String[]::new))
                .hasSize(words.size() + 1);
    }
}
