package dev.dispatch.jsonpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InteroperableRegexTest {

    private static InteroperableRegex regex(String pattern) {
        return Objects.requireNonNull(InteroperableRegex.compile(pattern), pattern);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "a.c            ; abc      ; true",
                "a.c            ; a\uD83D\uDE00c ; true",
                "ab             ; xabx     ; false",
                "a|bc           ; bc       ; true",
                "a|bc           ; ac       ; false",
                "()             ; ``       ; true",
                "a||b           ; ``       ; true",
                "^ab$           ; ab       ; true",
                "(ab){2,3}      ; ababab   ; true",
                "(ab){2,3}      ; ab       ; false",
                "a{2,}          ; aaaaa    ; true",
                "a{2,}          ; a        ; false",
                "a{2}           ; aa       ; true",
                "[^a-c]         ; d        ; true",
                "[^a-c]         ; b        ; false",
                "[-a]           ; -        ; true",
                "[a-]           ; -        ; true",
                "[a-c-]         ; -        ; true",
                "[^-a]          ; -        ; false",
                "[.]            ; x        ; false",
                "[a^]           ; ^        ; true",
                "[\\]\\-\\\\]   ; \\       ; true",
                "[\\p{Lu}\\d-]  ; -        ; invalid",
                "[\\p{Lu}-]     ; -        ; true",
                "\\p{Lu}\\P{Lu} ; Aa       ; true",
                "\\p{Cn}        ; \u0378   ; true",
                "\\p{Cn}        ; a        ; false",
                "\\P{Cn}        ; a        ; true",
                "[^\\p{Cn}b]    ; a        ; true",
                "[^\\p{Cn}b]    ; b        ; false",
                "\\p{C}         ; \u0378   ; true",
                "\\p{C}         ; `\u0001` ; true",
                "\\P{C}         ; a        ; true",
                "\\P{C}         ; \u0378   ; false",
                "[\\P{C}]       ; a        ; true",
                "a#b&&c ~       ; a#b&&c ~ ; true",
                "\\(\\)\\*\\+\\.\\?\\[\\]\\{\\|\\}\\^\\- ; ()*+.?[]{|}^- ; true",
            })
    void aPatternMatchesTheWholeText(String pattern, String text, String expected) {
        InteroperableRegex regex = InteroperableRegex.compile(pattern);
        String answer = regex == null ? "invalid" : Boolean.toString(regex.matches(text));

        assertThat(answer).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "", "ab"})
    void aDotIsOneCharacterOfALine(String text) {
        assertThat(regex(".").matches(text)).isFalse();
    }

    @Test
    void aLineSeparatorAndControlEscapesAreCharacters() {
        assertThat(regex(".").matches("\u2028")).isTrue();
        assertThat(regex("\\n\\r\\t").matches("\n\r\t")).isTrue();
        assertThat(regex("[\\n]").matches("\n")).isTrue();
    }

    @Test
    void aSearchFindsThePatternAnywhere() {
        assertThat(regex("b+").findsIn("abbc")).isTrue();
        assertThat(regex("^b").findsIn("abbc")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*a",
                "a**",
                "a*?",
                "a++",
                "(?:a)",
                "(?i)a",
                "(a",
                "a)",
                "[a",
                "[]",
                "[^]",
                "a]",
                "a}",
                "{2}",
                "a{,3}",
                "a{}",
                "a{2",
                "a{2,1}",
                "\\d",
                "\\w",
                "\\b",
                "\\A",
                "\\1",
                "\\$",
                "\\x41",
                "\\u0041",
                "\\",
                "\\p",
                "\\p{",
                "\\p{}",
                "\\p{Xx}",
                "\\p{Greek}",
                "\\pL",
                "\\p{L Ll}",
                "[[:alpha:]]",
                "[a&&[b]]",
                "[a-b-c]",
                "[z-a]",
                "[a-\\p{L}]",
                "[\\p{L}-z]",
                "\ud800",
                "[\ud800]",
            })
    void whatIRegexpDoesNotAllowIsNoPattern(String pattern) {
        assertThat(InteroperableRegex.compile(pattern)).isNull();
    }

    @Test
    void aPatternBeyondTheBoundsIsRefusedAndNotTakenForNone() {
        for (String pattern : new String[] {
            "a".repeat(5_000), "(".repeat(100) + ")".repeat(100), "a{1001}", "(a{100}){101}", "[a]{100}".repeat(101)
        }) {
            assertThatExceptionOfType(JsonPathLimitException.class)
                    .isThrownBy(() -> InteroperableRegex.compile(pattern))
                    .withMessageContaining("a regular expression may");
        }
    }
}
