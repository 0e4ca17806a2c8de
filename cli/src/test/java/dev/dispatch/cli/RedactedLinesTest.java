package dev.dispatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.redact.Redactor;
import dev.dispatch.redact.Secrets;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedactedLinesTest {

    private final Secrets known = new Secrets();
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final PrintStream printed = new PrintStream(
            new RedactedLines(new PrintStream(shown, false, StandardCharsets.UTF_8), () -> new Redactor(known)),
            false,
            StandardCharsets.UTF_8);

    private String shown() {
        return shown.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    @Test
    void aSecretThatIsPrintedInPartsIsTakenOut() {
        new Secrets(known).add("correct-horse");
        printed.print("a correct");
        printed.flush();
        printed.println("-horse b");
        assertThat(shown()).isEqualTo("a [REDACTED] b\n");
    }

    @Test
    void aLastLineWithoutAnEndIsShownWhenItIsClosed() {
        known.add("correct-horse");
        printed.print("ä correct-horse");
        assertThat(shown()).isEmpty();
        printed.close();
        assertThat(shown()).isEqualTo("ä [REDACTED]\n");
    }

    @Test
    void whatIsSecretLaterIsTakenOutFromThenOn() {
        printed.println("correct-horse");
        known.add("correct-horse");
        printed.println("correct-horse");
        assertThat(shown()).isEqualTo("correct-horse\n[REDACTED]\n");
    }

    @Test
    void anEndlessLineIsCutAndNotKept() {
        printed.println("x".repeat(100_000) + "correct-horse");
        assertThat(shown()).hasSize(64 * 1024 + "... (cut)\n".length()).endsWith("x... (cut)\n");
    }

    @Test
    void aCrashReportRepeatsNoSecret(@TempDir Path home) throws Exception {
        known.add("correct-horse");
        Throwable fault = new IllegalStateException("of correct-horse", new RuntimeException("Y29ycmVjdC1ob3JzZQ=="));
        String message =
                CrashReport.of(fault, home, Instant.EPOCH, new Redactor(known)).message();
        assertThat(message).contains("of [REDACTED]");
        try (var files = Files.list(home.resolve("errors"))) {
            assertThat(Files.readString(files.findFirst().orElseThrow()))
                    .contains("IllegalStateException", "of [REDACTED]")
                    .doesNotContain("correct-horse", "Y29ycmVjdC1ob3JzZQ");
        }
    }
}
