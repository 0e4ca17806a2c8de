package dev.dispatch.jsonpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPathSyntaxTest {

    private static JsonPathSyntaxException failure(String path) {
        JsonPathSyntaxException failure =
                catchThrowableOfType(JsonPathSyntaxException.class, () -> JsonPath.parse(path));
        assertThat(failure).as("failure of %s", path).isNotNull();
        return failure;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "``                     ; 0  ; starts with '$'",
                "data                   ; 0  ; starts with '$'",
                "$.steps.create-order   ; 14 ; found '-'",
                "$.                     ; 2  ; found the end of the path",
                "$.a.                   ; 4  ; a name or '*'",
                "$.a[                   ; 4  ; an index",
                "$.a[0                  ; 5  ; ',' or ']'",
                "$.a[01]                ; 4  ; leading zero",
                "$.a[-0]                ; 4  ; leading zero",
                "$.a[9007199254740992]  ; 4  ; 2^53-1",
                "$.a[99999999999999999999999] ; 4 ; 2^53-1",
                "$['a                   ; 2  ; not closed",
                "$['\\x']               ; 3  ; unknown escape",
                "$['\\ud800']           ; 3  ; surrogate",
                "$['\\u00g0']           ; 7  ; hexadecimal",
                "$[?@.a = 1]            ; 7  ; '=='",
                "$[?@.* == 1]           ; 3  ; only names and indexes",
                "$[?1 == @..a]          ; 8  ; only names and indexes",
                "$[?length(@.a)]        ; 3  ; compare it",
                "$[?true]               ; 3  ; compare it",
                "$[?match(@.a,'x') == true] ; 3 ; true or false",
                "$[?count('x') == 1]    ; 9  ; a path is needed",
                "$[?size(@) == 1]       ; 3  ; no function",
                "$[?match(@.a) == 1]    ; 3  ; two arguments, not 1",
                "$[?!@.a == 1]          ; 8  ; parentheses",
                "$[?@.a == 1.]          ; 12 ; a digit",
                "$[?@.a == 1e9999999999] ; 10 ; too large",
                "$[?@.a == open]        ; 10 ; strings are quoted",
                "$[?(@.a]               ; 7  ; ')'",
                "$[?@.a && ]            ; 10 ; a path",
                "$[?match(@.a, 'a{2000}')] ; 14 ; 1,000 times",
            })
    void aFailureSaysWhatIsWrongAndWhere(String path, int offset, String part) {
        JsonPathSyntaxException failure = failure(path);

        assertThat(failure.offset()).isEqualTo(offset);
        assertThat(failure).hasMessageContaining(part);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "$.steps.create-order           ; $.steps['create-order']",
                "$.a-b.c-d[0].e-f               ; $['a-b']['c-d'][0]['e-f']",
                "$..content-type                ; $..['content-type']",
                "$[?@.content-type == 'x']      ; $[?@['content-type'] == 'x']",
                "$.@type                        ; $['@type']",
                "$.$ref.x                       ; $['$ref'].x",
                "$.2fa                          ; $['2fa']",
                "data.id                        ; $.data.id",
                ".data                          ; $.data",
                "[0].id                         ; $[0].id",
                "@.status                       ; $.status",
                "` $.a`                         ; $.a",
                "`$.a `                         ; $.a",
                "$.['a'].[0]                    ; $['a'][0]",
                "$[name]                        ; $['name']",
                "$.headers[content-type]        ; $.headers['content-type']",
                "$.a[(@.length-1)]              ; $.a[-1]",
                "$[?@.a = 1]                    ; $[?@.a == 1]",
                "$[?@.a === 1]                  ; $[?@.a == 1]",
                "$[?@.a !== 1]                  ; $[?@.a != 1]",
                "$[?@.a & @.b | @.c]            ; $[?@.a && @.b || @.c]",
                "$[?@.a and @.b or @.c]         ; $[?@.a && @.b || @.c]",
                "data.create-order              ; $.data['create-order']",
            })
    void aPlainSlipIsCorrected(String path, String corrected) {
        assertThat(failure(path).suggestion()).contains(corrected);
        assertThat(JsonPath.parse(corrected).text()).isEqualTo(corrected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "$.",
                "$..",
                "$[",
                "$.items.0",
                "$.a.b-",
                "$[?@.a-1 > 2]",
                "$[?@.a-@.b > 0]",
                "$[?@.a ~ 1]",
                "$.a b",
                "$['a",
                "$[?count(1) > 2]",
                "-1",
                "$.a-b[",
            })
    void whatMayMeanTwoThingsIsNotCorrected(String path) {
        assertThat(failure(path).suggestion()).isEmpty();
    }

    @Test
    void anyTextIsEitherAPathOrAFailureInsideItsBounds() {
        Random random = new Random(9535);
        String[] parts = {
            "$", "@", ".", "..", "[", "]", "?", "(", ")", "'", "\"", "*", ":", ",", "-", "0", "12", "a", "b-c", " ",
            "==", "=", "!", "&&", "||", "<", "length(", "match(", "true", "\\", "\\ud83d", "\ud83d", "\u00e4", "\n",
            "1e5"
        };
        int paths = 0;
        int corrected = 0;
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "$" : "$[?@.a");
            for (int n = random.nextInt(8); n > 0; n--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            try {
                JsonPath.parse(text.toString());
                paths++;
            } catch (JsonPathSyntaxException failure) {
                assertThat(failure.offset()).as("offset in %s", text).isBetween(0, text.length());
                if (failure.suggestion().isPresent()) {
                    JsonPath.parse(failure.suggestion().get());
                    corrected++;
                }
            }
        }
        assertThat(paths).isPositive();
        assertThat(corrected).isPositive();
    }
}
