package dev.dispatch.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TranscriptParserTest {
    private static final String WHOLE = """
            # What it shows.

            demo-api
            env KEY=a=b
            file jobs/a.json
            | {
            |
            | }
            file half
            | x
            |\\
            file empty
            $ dispatch job run --inputs-file -
            < {"a": 1}
            > done
            >
            > >
            ! note
            !\\
            = 3
            $ dispatch version
            : {}
            """;

    @Test
    void readsEverythingInItsOrder() {
        assertThat(parse(WHOLE))
                .containsExactly(
                        new Entry.Note("# What it shows."),
                        new Entry.Note(""),
                        new Entry.Demo(),
                        new Entry.Variable("KEY", "a=b"),
                        new Entry.WorkFile("jobs/a.json", new Entry.Text(List.of("{", "", "}"), false)),
                        new Entry.WorkFile("half", new Entry.Text(List.of("x"), true)),
                        new Entry.WorkFile("empty", Entry.Text.EMPTY),
                        new Entry.Command(
                                13,
                                "dispatch job run --inputs-file -",
                                new Entry.Text(List.of("{\"a\": 1}"), false),
                                new Entry.Output(false, new Entry.Text(List.of("done", "", ">"), false)),
                                new Entry.Text(List.of("note"), true),
                                Optional.of(3)),
                        new Entry.Command(
                                21,
                                "dispatch version",
                                Entry.Text.EMPTY,
                                new Entry.Output(true, new Entry.Text(List.of("{}"), false)),
                                Entry.Text.EMPTY,
                                Optional.empty()));
    }

    @Test
    void whatWasReadIsWrittenAsItWas() {
        assertThat(Transcript.render(parse(WHOLE))).isEqualTo(WHOLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "a", "a\n", "a\n\n", "\n\na", "a\nb"})
    void aTextKeepsItsLineFeeds(String text) {
        assertThat(Entry.Text.of(text).joined()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"> no command\n", "$ dispatch\n! err\n> out\n", "$ dispatch\n= x\n", "$ dispatch\n>x\n", "?\n"})
    void whatIsNotInTheFormatIsAFaultWithItsLine(String text) {
        assertThatThrownBy(() -> parse(text))
                .hasMessageContaining("t.txt:" + text.lines().count());
    }

    private static List<Entry> parse(String text) {
        return new TranscriptParser("t.txt", text).parse();
    }
}
