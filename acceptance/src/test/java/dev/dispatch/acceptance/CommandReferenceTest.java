package dev.dispatch.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.cli.Documents;
import dev.dispatch.cli.command.CommandModel;
import dev.dispatch.cli.reference.CommandEntry;
import dev.dispatch.cli.reference.ExitCodes;
import dev.dispatch.testkit.CommandLine;
import dev.dispatch.testkit.Entry;
import dev.dispatch.testkit.Transcript;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandReferenceTest {
    private static final Path PAGE = Transcripts.ROOT.resolve("docs/reference/commands.md");

    @Test
    void thePageSaysWhatTheCommandsSay() throws Exception {
        String page = Documents.commandReference();
        if (Boolean.getBoolean("transcripts.update") && !page.equals(Files.readString(PAGE))) {
            Files.writeString(PAGE, page);
            throw new AssertionError("rewritten: " + PAGE + "; read what changed before you commit it");
        }
        assertThat(Files.readString(PAGE))
                .as(PAGE + "; -Dtranscripts.update=true writes it again")
                .isEqualTo(page);
    }

    @Test
    void noTranscriptEndsWithAnExitCodeThatThePageDoesNotName() {
        List<CommandEntry> commands = CommandModel.all("0.0.0").commands();
        List<String> unnamed = new ArrayList<>();
        int looked = 0;
        for (Transcript transcript : Transcripts.all()) {
            for (Entry.Command line : transcript.commands()) {
                for (CommandEntry command : commands) {
                    if (isOf(command, line.line())) {
                        looked++;
                        if (!ExitCodes.of(command).contains(line.exitCode().orElse(0))) {
                            unnamed.add(transcript.file() + ": " + line.line() + ": " + line.exitCode());
                        }
                    }
                }
            }
        }
        assertThat(looked).isGreaterThan(50);
        assertThat(unnamed).isEmpty();
    }

    private static boolean isOf(CommandEntry command, String line) {
        List<String> words = List.of(command.words().split(" ", -1));
        // Placeholders are not for a shell.
        List<String> typed = CommandLine.arguments(line.replace("<", "").replace(">", ""));
        return typed.size() >= words.size() && typed.subList(0, words.size()).equals(words);
    }
}
