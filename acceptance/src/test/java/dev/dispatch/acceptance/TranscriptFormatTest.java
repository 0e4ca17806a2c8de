package dev.dispatch.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.testkit.Entry;
import dev.dispatch.testkit.Placeholder;
import dev.dispatch.testkit.Transcript;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TranscriptFormatTest {
    private static final Pattern SLOT = Pattern.compile("(?<!\\\\)<([A-Z_]+)(?::[0-9]+)?>");

    @Test
    void everyCommandHasAnExitCode() {
        List<String> without = new ArrayList<>();
        for (Transcript transcript : Transcripts.all()) {
            for (Entry.Command command : transcript.commands()) {
                if (command.exitCode().isEmpty()) {
                    without.add(transcript.file() + ":" + command.lineNumber());
                }
            }
        }
        assertThat(without).isEmpty();
    }

    @Test
    void everyTranscriptBeginsWithWhatItShows() {
        assertThat(Transcripts.all())
                .allSatisfy(transcript -> assertThat(transcript.entries().getFirst())
                        .isInstanceOfSatisfying(
                                Entry.Note.class,
                                note -> assertThat(note.line()).startsWith("# ")));
    }

    @Test
    void everyPlaceholderIsUsedAndNoOther() throws Exception {
        Set<Placeholder> used = EnumSet.noneOf(Placeholder.class);
        for (Transcript transcript : Transcripts.all()) {
            for (MatchResult slot :
                    SLOT.matcher(Files.readString(transcript.file())).results().toList()) {
                used.add(Placeholder.valueOf(slot.group(1)));
            }
        }
        assertThat(used).containsExactlyInAnyOrder(Placeholder.values());
    }

    @Test
    void theReadmeListsEveryPlaceholder() throws Exception {
        String readme = Files.readString(Transcripts.ROOT.resolve("acceptance/README.md"));
        List<String> listed = new ArrayList<>();
        for (String row : readme.lines().filter(line -> line.startsWith("| `<")).toList()) {
            SLOT.matcher(row.substring(0, row.indexOf('|', 1))).results().forEach(slot -> listed.add(slot.group(1)));
        }
        List<String> names = new ArrayList<>();
        for (Placeholder placeholder : Placeholder.values()) {
            names.add(placeholder.name());
        }
        assertThat(listed).containsExactlyInAnyOrderElementsOf(names);
    }
}
