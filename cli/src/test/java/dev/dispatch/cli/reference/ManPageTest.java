package dev.dispatch.cli.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dispatch.cli.command.CommandModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManPageTest {

    private static final Path GROFF = Path.of("/usr/bin/groff");

    @TempDir
    private Path folder;

    @Test
    void everyCommandAndEveryOptionStandsInIt() {
        CommandSurface surface = CommandModel.all("0.0.0");
        String page = new ManPage(surface)
                .page()
                .replace("\\-", "-")
                .replace("\\(aq", "'")
                .replace("\\(ti", "~");
        for (CommandEntry command : surface.commands()) {
            assertThat(page).contains("\n.B " + command.words()).contains("\n" + command.purpose() + "\n");
            for (Argument argument : command.arguments()) {
                assertThat(page).contains("\n.B " + argument.name());
            }
        }
    }

    @Test
    void whatLooksLikeAMacroIsText() {
        CommandEntry odd = new CommandEntry("odd", ".de 'a' \\n", List.of(), false);
        String page = new ManPage(new CommandSurface("1", List.of(odd), List.of(), List.of())).page();
        assertThat(page).contains("\n\\&.de \\(aqa\\(aq \\en\n");
    }

    @Test
    void theFormatterHasNothingToWarnOf() throws Exception {
        assumeTrue(Files.isExecutable(GROFF), "groff is not installed; the man page was not formatted");
        Path page = Files.writeString(folder.resolve("dispatch.1"), new ManPage(CommandModel.all("0.0.0")).page());
        Path text = folder.resolve("text");
        Path warnings = folder.resolve("warnings");
        Process groff = new ProcessBuilder(GROFF.toString(), "-man", "-Tutf8", "-ww", page.toString())
                .redirectOutput(text.toFile())
                .redirectError(warnings.toFile())
                .start();
        assertThat(groff.waitFor()).isZero();
        assertThat(Files.readString(warnings)).isEmpty();
        // Bold is struck twice where the terminal knows no better.
        assertThat(Files.readString(text).replaceAll(".\b", "")).contains("job run", "EXIT STATUS");
    }
}
