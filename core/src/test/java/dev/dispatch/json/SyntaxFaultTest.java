package dev.dispatch.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a text that is not JSON: the words of this program, none of the parser's. */
class SyntaxFaultTest {

    private static String words(String text) {
        return String.valueOf(catchThrowableOfType(JsonSyntaxException.class, () -> Json.parse(text))
                .getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | the text is empty",
                "{\"a\": \"b~ c\"} | the string that begins at 1:7 is not closed",
                "{~ \"a\\\\\": \"b\\\"c | the string that begins at 2:9 is not closed",
                "{\"a\": \"\\u12 | the string that begins at 1:7 is not closed",
                "{\"a\": 1 | the object that begins at 1:1 is not closed",
                "[1, {\"a\": [] | the object that begins at 1:5 is not closed",
                "{\"a\" | the object that begins at 1:1 is not closed",
                "[1,~ [2, 3 | the array that begins at 2:2 is not closed",
                "[1} | the array that begins at 1:1 is not closed, found '}'",
                "{\"a\":1] | the object that begins at 1:1 is not closed, found ']'",
                "] | nothing is open that ']' could close",
                "{\"a\" 1} | expected : after the member's name but found '1'",
                "{\"a\": 1~ \"b\": 2} | expected , or } but found '\"'",
                "[1 2] | expected , or ] but found '2'",
                "[1, ] | expected something after the comma but found ']'; the last one of a list has no comma",
                "{\"a\":1,} | expected something after the comma but found '}'; the last one of a list has no comma",
                "{a: 1} | expected a member's name in double quotes but found 'a'",
                "{'a': 1} | expected a member's name in double quotes but found '",
                "{\"a\": } | expected a value but found '}'",
                "[,1] | expected a value but found ','",
                "tru | expected a value but found 'tru'",
                "NaN | expected a value but found 'NaN'",
                "// c | JSON has no comments",
                "01 | a number must not begin with 0",
                "1.x | this is not a number as JSON writes it, such as -12, 0.5 or 1e3",
                "- | this is not a number as JSON writes it, such as -12, 0.5 or 1e3",
                "1e | this is not a number as JSON writes it, such as -12, 0.5 or 1e3",
                "\"\\x\" | \\x is no escape of JSON; after a backslash stands one of \" \\ / b f n r t u",
                "\"\\u12g4\" | \\u needs four hexadecimal digits, found 'g'",
                "1x | expected the end of the document but found 'x'",
                "1 2 | more text after the end of the document",
            })
    void aFaultIsSaidInWordsOfTheDocument(String text, String expected) {
        assertThat(words(text.replace('~', '\n'))).isEqualTo(expected);
    }

    @Test
    void noFaultRepeatsWhatTheParserSaysOfItself() {
        String document = "{\"a\": [1, -2.5e3, \"t\\n\\u00e9\", true, null], \"b\": {\"c\": \"d\"}}";
        String hostile = "{}[],:\"\\'x0.-\n\u0001 /";
        Random random = new Random(7);
        int faults = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(document);
            for (int edits = random.nextInt(3); edits >= 0; edits--) {
                text.setCharAt(random.nextInt(text.length()), hostile.charAt(random.nextInt(hostile.length())));
            }
            text.setLength(1 + random.nextInt(text.length()));
            try {
                Json.parse(text.toString());
            } catch (JsonSyntaxException e) {
                faults++;
                assertThat(e.getMessage())
                        .as(text.toString())
                        .isNotBlank()
                        .doesNotContain("Source", "Stream", "Feature", "code ", "token", "Object", "CTRL");
            }
        }
        assertThat(faults).isGreaterThan(10_000);
    }

    @Test
    void aLimitIsSaidWithoutTheNameOfItsSetting() {
        assertThat(words("[".repeat(1_000))).contains("nesting").doesNotContain("StreamReadConstraints");
        assertThat(words("1".repeat(5_000))).doesNotContain("StreamReadConstraints");
    }
}
