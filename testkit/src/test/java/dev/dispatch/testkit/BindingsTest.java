package dev.dispatch.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BindingsTest {
    private static final String RUN = "20260306-162116-job-run-0427a1b";
    private static final String OTHER_RUN = "20260306-162116-job-run-0427a1c";

    private final Bindings bindings = new Bindings();

    @Test
    void aNumberedPlaceholderMeansTheSameTextEverywhere() {
        assertThat(bindings.match("run <RUN_ID:1>", "run " + RUN)).isTrue();
        assertThat(bindings.match("again <RUN_ID:1>", "again " + OTHER_RUN)).isFalse();
        assertThat(bindings.match("again <RUN_ID:1>", "again " + RUN)).isTrue();
        assertThat(bindings.expand("--run-id <RUN_ID:1>")).isEqualTo("--run-id " + RUN);
    }

    @Test
    void aNumberedPlaceholderMeansTheSameTextWithinALine() {
        assertThat(bindings.match("<RUN_ID:1>/<RUN_ID:1>", RUN + "/" + OTHER_RUN))
                .isFalse();
        assertThat(bindings.match("<RUN_ID:1>/<RUN_ID:1>", RUN + "/" + RUN)).isTrue();
    }

    @Test
    void twoNumbersAreTwoTexts() {
        assertThat(bindings.match("<RUN_ID:1>", RUN)).isTrue();
        assertThat(bindings.match("<RUN_ID:2>", RUN)).isFalse();
        assertThat(bindings.match("<RUN_ID:2>", OTHER_RUN)).isTrue();
    }

    @Test
    void aPlaceholderWithoutANumberStandsForAnyTextOfItsForm() {
        assertThat(bindings.match("<RUN_ID> <RUN_ID>", RUN + " " + OTHER_RUN)).isTrue();
        assertThat(bindings.match("took <DURATION>", "took long")).isFalse();
    }

    @Test
    void aKnownTextIsTheTextItself() {
        bindings.know(Placeholder.WORK, "/tmp/x/work");
        assertThat(bindings.match("in <WORK>/a", "in /tmp/x/work/a")).isTrue();
        assertThat(bindings.match("in <WORK>/a", "in /tmp/y/work/a")).isFalse();
        assertThat(bindings.match("at <DEMO_URL>", "at ")).isFalse();
    }

    @Test
    void everythingButPlaceholdersIsText() {
        assertThat(bindings.match("a.c (x)", "abc (x)")).isFalse();
        assertThat(bindings.match("a.c (x) \\E", "a.c (x) \\E")).isTrue();
        assertThat(bindings.match("--out \\<PATH>", "--out <PATH>")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<OTHER>", "at <NOW:1>"})
    void aNameOutsideTheSetIsAFault(String line) {
        assertThatThrownBy(() -> bindings.match(line, line)).hasMessageContaining("no placeholder is called");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a < b > c", "<path>", "<A-B>", "<>"})
    void whatDoesNotLookLikeAPlaceholderIsText(String line) {
        assertThat(bindings.match(line, line)).isTrue();
        assertThat(bindings.match(line, "else")).isFalse();
    }

    @Test
    void aPlaceholderThatNothingWasSaidAboutCannotBeTyped() {
        assertThatThrownBy(() -> bindings.expand("--run-id <RUN_ID:1>")).hasMessageContaining("<RUN_ID:1>");
        assertThatThrownBy(() -> bindings.expand("--run-id <RUN_ID>")).hasMessageContaining("<RUN_ID>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"durationMs": 12, "status": 200}   | {"durationMs": <MILLIS>, "status": 200}
            "connect": 1.25                     | "connect": <MILLIS>
            ok  12ms  slept 200ms               | ok  <DURATION>  slept 200ms
            ok  1.2s                            | ok  <DURATION>
            ended (12ms), within 300ms          | ended (<DURATION>), within 300ms
            Mon, 23 Nov 2026 07:52:48 GMT       | <HTTP_DATE>
            "javaVersion": "25.0.3+9-LTS"       | "javaVersion": "<JAVA_VERSION>"
            at 2026-03-06T16:21:16.042Z         | at <TIME>
            "hash": "0a1b2c3d4e5f60718293a4b5"  | "hash": "<HASH>"
            deadbeef is short                   | deadbeef is short
            http://127.0.0.1:40123/posts        | http://127.0.0.1:<PORT>/posts
            "cliVersion": "0.1.0"               | "cliVersion": "<VERSION>"
            "version": "0.1.0"                  | "version": "0.1.0"
            --out <PATH>                        | --out \\<PATH>
            step_2 of v2s                       | step_2 of v2s
            """)
    void updateModeReplacesWhatDiffersBetweenExecutions(String actual, String expected) {
        assertThat(bindings.disguise(actual)).isEqualTo(expected);
        assertThat(bindings.match(expected, actual)).isTrue();
    }

    @Test
    void gapsBetweenColumnsHaveAnyWidthAndIndentationHasItsOwn() {
        assertThat(bindings.match("  ok  <DURATION>  created 5", "  ok     1.2s    created 5"))
                .isTrue();
        assertThat(bindings.match("  ok  <DURATION>  created 5", "  ok     1.2s created 5"))
                .isFalse();
        assertThat(bindings.match("  ok", "   ok")).isFalse();
        assertThat(bindings.match("a b", "a  b")).isFalse();
    }

    @Test
    void updateModeNumbersRunIds() {
        assertThat(bindings.disguise(RUN + " " + OTHER_RUN + " " + RUN)).isEqualTo("<RUN_ID:1> <RUN_ID:2> <RUN_ID:1>");
        assertThat(bindings.expand("<RUN_ID:2>")).isEqualTo(OTHER_RUN);
    }
}
